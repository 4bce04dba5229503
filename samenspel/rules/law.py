# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a source, a reason and a verdict are.

Rule 1: nothing in `rules` says something without being able to say where it comes from.
Rule 2: a verdict is a value. Whoever asks gets it back and decides what to do; nothing is raised for a refusal.
"""

import re
from dataclasses import dataclass, field
from datetime import date

_JCI = re.compile(
    r"^jci1\.3:c:BWBR\d{7}"
    r"(&(boek|titeldeel|hoofdstuk|afdeling|paragraaf|artikel|lid|onderdeel|g|z)=[^&\s]+)*$"
)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from: a law (JCI 1.3.1), a seed text, the handbook, or practice.

    `verify` means that a domain expert must still confirm it; the interface says "nog te bevestigen".
    """

    text: str
    jci: str | None = None
    verify: bool = False

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("a source needs a text")
        if self.jci is not None and not _JCI.match(self.jci):
            raise ValueError(f"not a JCI 1.3.1 reference: {self.jci}")

    def cite(self, day: date) -> str | None:
        """The JCI of the law as it held on that day; None when no law is the source."""
        return f"{self.jci}&g={day}" if self.jci else None


@dataclass(frozen=True, slots=True)
class Validity:
    """The days on which a row holds: `since` included, `until` excluded; None means open."""

    since: date
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: the id of the row that says so, a Dutch sentence for the reader, and its source."""

    rule: str
    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to "may this be done?", always with its reasons."""

    allowed: bool
    ground: str | None = None
    conditions: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = field(default=())

    def __bool__(self) -> bool:
        return self.allowed
