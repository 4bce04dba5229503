# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a rule may know about a situation (handbook 4.2).

Rule 1: unknown is a value of its own (`None`, or ONBEKEND where the field has that word). It never
        counts as "no".
Rule 2: a fact belongs to its event. Nobody overwrites it; a later, lower value does not lower the case
        by itself.
Rule 3: a rule sees one picture: what *one* organisation may know. It cannot ask for more.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any

EMPTY: Mapping[str, Any] = MappingProxyType({})


class Kind(StrEnum):
    """The kinds of things that can be known about a family; the same words as in a chronology."""

    INCIDENT = "incident"
    REPORT = "report"
    SIGNAL = "signal"
    ASSESSMENT = "assessment"
    SUSPECT = "suspect"
    MEASURE = "measure"
    AGREEMENT = "agreement"
    BREACH = "breach"
    CONTACT = "contact"
    MOMENT = "moment"
    DECISION = "decision"
    OWNER = "owner"
    MOVE = "move"


@dataclass(frozen=True, slots=True)
class Born:
    """A birth date as far as it is known: a year, a year and month, or a whole date."""

    year: int
    month: int | None = None
    day: int | None = None

    def earliest(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    def latest(self) -> date:
        if self.month is None:
            return date(self.year, 12, 31)
        if self.day is None:
            following = date(self.year + self.month // 12, self.month % 12 + 1, 1)
            return date.fromordinal(following.toordinal() - 1)
        return date(self.year, self.month, self.day)


@dataclass(frozen=True, slots=True)
class Person:
    """One person as the viewer knows it. `key` means something only inside one picture."""

    key: str
    born: Born | None = None
    unborn: bool = False
    deceased: date | None = None

    def ages(self, on: date) -> tuple[int, int] | None:
        """The youngest and the oldest this person can be on that day, in years; None if unknown."""
        if self.unborn:
            return (0, 0)
        if self.born is None:
            return None
        return (_years(self.born.latest(), on), _years(self.born.earliest(), on))


def _years(born: date, on: date) -> int:
    return max(0, on.year - born.year - ((on.month, on.day) < (born.month, born.day)))


@dataclass(frozen=True, slots=True)
class Relation:
    """`source` is the <kind> of `target`: ("P", "V", "ex_partner")."""

    source: str
    target: str
    kind: str
    custody: bool | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """One item as a rule sees it: what happened, when, and who knows it (a kind of organisation, "POL").

    `at` is when it happened, `recorded` when the viewer got to know it (both aware, any offset).
    `about` maps a role in this event to the keys of persons. `facts` holds variables of handbook 4.2 only.
    `detail` holds what belongs to the kind (see replay: measure -> code, person, protects, until, action …).
    """

    id: str
    kind: Kind
    at: datetime
    recorded: datetime
    by: str
    about: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: EMPTY)
    facts: Mapping[str, Any] = field(default_factory=lambda: EMPTY)
    detail: Mapping[str, Any] = field(default_factory=lambda: EMPTY)


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that one organisation may know about one case, oldest event first."""

    viewer: str
    known: tuple[Known, ...] = ()
    persons: Mapping[str, Person] = field(default_factory=lambda: EMPTY)
    relations: tuple[Relation, ...] = ()
    region: str | None = None
