# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the templates of the routekaart get: the drawing, and the same as text."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from samenspel.cases.drawing import Board, Route, Station, narrow, wide

CONTACT, SAFETY_PLAN = "contact", "veiligheidsplan"


def phase_key(phase: str) -> str:
    """The key of the stop of a phase: "acuut" is a moment as well."""
    return f"fase-{phase}"


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One row of a decision table, for the reader. `mark`: "" as everywhere, "new", "changed" or "off"."""

    id: str
    strength: str
    text: str
    source: str
    verify: bool
    mark: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class TermLine:
    """One term that belongs to a stop: what the register says, in words. `before` is how long it is elsewhere."""

    id: str
    name: str
    length: str
    owners: str
    source: str
    verify: bool
    mark: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class TableLine:
    """A sentence with what it holds: "Zit er altijd" – "Politie, Veilig Thuis"."""

    name: str
    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Clock:
    """A term that runs in this case, as `site/parts/clock.html` shows it."""

    name: str
    due: datetime
    started: datetime
    late: bool
    owner: str
    source: str
    url: str = ""
    aim: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Stop:
    """A station of the drawing with everything that is told of it."""

    station: Station
    anchor: str
    rules: tuple[RuleLine, ...] = ()
    lines: tuple[TableLine, ...] = ()
    terms: tuple[TermLine, ...] = ()
    differences: tuple[str, ...] = ()
    reasons: tuple[RuleLine, ...] = ()
    clocks: tuple[Clock, ...] = ()
    due: datetime | None = None
    late: bool = False
    aim: bool = False
    strength: str = ""
    remark: str = ""

    @property
    def lead(self) -> str:
        """What the card says about the station in general, as a sentence."""
        text = self.station.lead
        return f"{text[:1].upper()}{text[1:]}{'' if text.endswith('?') else '.'}" if text else ""


@dataclass(frozen=True, slots=True)
class Been:
    """One thing that happened on the road of this case."""

    at: datetime
    text: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """What would follow if somebody chose this: computed with the same rules, on what this reader may know."""

    title: str
    follows: tuple[str, ...]


@dataclass(frozen=True)
class RouteMap:
    """The living routekaart, for a case or for a set of rules. `full`: also what the rules say at every stop."""

    title: str
    summary: str
    route: Route
    stops: tuple[Stop, ...]
    rules_name: str
    rules_version: str
    general: tuple[str, ...] = ()
    been: tuple[Been, ...] = ()
    choices: tuple[Choice, ...] = ()
    of_case: bool = False
    page_url: str = ""
    full: bool = True

    @cached_property
    def boards(self) -> tuple[Board, ...]:
        """The drawing, for a wide and for a narrow screen."""
        return wide(self.route), narrow(self.route)

    def stop(self, key: str) -> Stop:
        """The stop with that key; KeyError for another."""
        return self.by_key()[key]

    def by_key(self) -> Mapping[str, Stop]:
        return {one.station.key: one for one in self.stops}
