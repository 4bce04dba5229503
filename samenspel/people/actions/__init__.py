# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can happen to persons: they are recorded, recognised, linked and unlinked."""

from samenspel.people.actions.linking import link, settle, unlink
from samenspel.people.actions.recording import (
    Identified,
    Place,
    PersonData,
    copy_minimal,
    house,
    identify,
    relate,
)

__all__ = [
    "Identified",
    "PersonData",
    "Place",
    "copy_minimal",
    "house",
    "identify",
    "link",
    "relate",
    "settle",
    "unlink",
]
