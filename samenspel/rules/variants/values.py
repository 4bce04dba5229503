# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a variant holds: one value for each block of its document, in one order."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from samenspel.rules.clocks.register import Count
from samenspel.rules.law import Source
from samenspel.rules.tables import Condition, Row


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A row that the region adds to a national table."""

    table: str
    row: Row


@dataclass(frozen=True, slots=True)
class Change:
    """Cells of a national row that the region replaces: answers to questions, and cells of the outcome."""

    table: str
    row: str
    when: tuple[Condition, ...]
    any: tuple[Condition, ...]
    then: Mapping[str, Any]
    source: Source


@dataclass(frozen=True, slots=True)
class Off:
    """A national row that does not hold in the region, and why."""

    table: str
    row: str
    reason: str


@dataclass(frozen=True, slots=True)
class Member:
    """A kind of organisation that always sits at the table of a moment."""

    moment: str
    partner: str


@dataclass(frozen=True, slots=True)
class Target:
    """What the region aims at within a term, or within a variant of it."""

    term: str
    variant: str | None
    within: Count


@dataclass(frozen=True, slots=True)
class Number:
    """The value of a parameter."""

    name: str
    value: int


@dataclass(frozen=True, slots=True)
class Local:
    """What a kind of organisation is called in the region."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class OwnText:
    """What the region adds to the text of a national row."""

    table: str
    row: str
    text: str


@dataclass(frozen=True, slots=True)
class Variant:
    """How a region works the routekaart out. Own rows stand in the order of their table, the rest by name."""

    id: str
    region: str
    name: str
    since: date
    source: Source
    note: str = ""
    rows: tuple[OwnRow, ...] = ()
    changes: tuple[Change, ...] = ()
    off: tuple[Off, ...] = ()
    members: tuple[Member, ...] = ()
    targets: tuple[Target, ...] = ()
    parameters: tuple[Number, ...] = ()
    partners: tuple[Local, ...] = ()
    texts: tuple[OwnText, ...] = ()
