# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can happen to organisations, members, posts and clients, and at the door where members come in."""

from samenspel.partners.actions.administration import (
    add_client,
    add_identity,
    add_member,
    add_organisation,
    add_post,
    administrator,
    end_member,
    note_invitation,
    staff_post,
)
from samenspel.partners.actions.demo import DemoSignIn, create_demo_members
from samenspel.partners.actions.door import Refusal, admit, leave, note_passkey, refuse, remove_passkey

__all__ = [
    "DemoSignIn",
    "Refusal",
    "add_client",
    "add_identity",
    "add_member",
    "add_organisation",
    "add_post",
    "administrator",
    "admit",
    "create_demo_members",
    "end_member",
    "leave",
    "note_invitation",
    "note_passkey",
    "refuse",
    "remove_passkey",
    "staff_post",
]
