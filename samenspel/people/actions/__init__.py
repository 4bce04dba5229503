# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can happen to persons: they are recorded, recognised, linked and unlinked."""

from samenspel.people.actions.linking import (
    AlreadySettled,
    SecondPersonNeeded,
    link,
    objections,
    settle,
    unlink,
    why_two,
)
from samenspel.people.actions.recording import (
    Identified,
    PersonData,
    Place,
    copy_minimal,
    house,
    identify,
    relate,
    tie,
)

__all__ = [
    "AlreadySettled",
    "Identified",
    "PersonData",
    "Place",
    "SecondPersonNeeded",
    "copy_minimal",
    "house",
    "identify",
    "link",
    "objections",
    "relate",
    "settle",
    "tie",
    "unlink",
    "why_two",
]
