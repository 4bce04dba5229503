# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two cases beside each other, for whoever has to say whether they are one."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404

from samenspel.cases.access.files import File, open_file
from samenspel.cases.access.together import Together
from samenspel.journal.models import Actor
from samenspel.people.models import PersonRecord

PURPOSE = "samenvoegen"


@dataclass(frozen=True, slots=True)
class Pair:
    """`files` are the two, the oldest first; or the one that they are already, and then `joined` says since when."""

    files: tuple[File, ...]
    joined: Together | None
    persons: tuple[PersonRecord, ...]


def open_pair(by: Actor, case: uuid.UUID, other: uuid.UUID, now: datetime) -> Pair:
    """Both cases of `by`'s organisation, as far as `by` may see them.

    Raises Http404 alike for a case that is not there, one that is not theirs, and two that share nobody.
    """
    file = open_file(by, case, PURPOSE, now)
    joined = next((one for one in file.together if one.joined.case_id == other), None)
    if joined is not None:
        return Pair((file,), joined, joined.persons)
    found = next((one for one in file.elsewhere if one.case.pk == other), None)
    if found is None:
        raise Http404
    files = (file, open_file(by, other, PURPOSE, now))
    oldest_first = sorted(files, key=lambda one: (one.case.opened_at, one.case.pk))
    return Pair(tuple(oldest_first), None, found.persons)
