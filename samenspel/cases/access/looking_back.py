# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What one member looked at and did: their own lines of the journal, and whether these still say what was written."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime

from samenspel.journal.models import Actor, Entry, canonical

MOST = 200
CHECKED = 5_000


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome of checking lines of the journal: how many were looked at, and how many were changed."""

    lines: int
    broken: int


def lines_of(by: Actor, since: datetime | None, handling: str) -> list[Entry]:
    """The newest lines of this member, from `since` on, of one kind of handling or of all."""
    found = Entry.objects.of_member(by)
    if since is not None:
        found = found.filter(recorded_at__gte=since)
    if handling:
        found = found.filter(handling=handling)
    return list(found[:MOST])


def check_lines_of(by: Actor) -> Checked:
    """Compute each of the newest lines of this member again, and compare it with the commitment beside it (SR-33)."""
    lines = list(Entry.objects.of_member(by)[:CHECKED])
    return Checked(len(lines), sum(not _holds(line) for line in lines))


def _holds(line: Entry) -> bool:
    kept = bytes(line.canonical)
    commitment = hashlib.sha256(bytes(line.salt) + kept).digest()
    return hmac.compare_digest(kept, canonical(line)) and hmac.compare_digest(
        commitment, bytes(line.commitment)
    )
