# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can happen to persons: they are recorded, recognised, linked and unlinked."""

from samenspel.people.actions.linking import (
    AlreadySettled,
    SecondPersonNeeded,
    link,
    objections,
    person_changed,
    settle,
    unlink,
    why_two,
)
from samenspel.people.actions.places import keep_place
from samenspel.people.actions.recording import (
    Identified,
    PersonData,
    Place,
    Related,
    copy_minimal,
    house,
    house_all,
    identify,
    identify_all,
    relate,
    relate_all,
    tie,
)

__all__ = [
    "AlreadySettled",
    "Identified",
    "PersonData",
    "Place",
    "Related",
    "SecondPersonNeeded",
    "copy_minimal",
    "house",
    "house_all",
    "identify",
    "identify_all",
    "keep_place",
    "link",
    "objections",
    "person_changed",
    "relate",
    "relate_all",
    "settle",
    "tie",
    "unlink",
    "why_two",
]
