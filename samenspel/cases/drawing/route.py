# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands on the routekaart, before it has a place: stations with short words, and roads."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

POLICE, CARE = "politie", "veilig-thuis"
PLAN, JUDGEMENT, BREACH = "plan", "oordeel", "schending"


class Kind(StrEnum):
    """What a station is; each kind has a form of its own."""

    START = "start"
    MOMENT = "moment"
    STEP = "step"
    PHASE = "phase"
    BREACH = "breach"


class State(StrEnum):
    """How a station stands. Each has a word, a sign and a line of its own; colour only follows."""

    QUIET = "quiet"
    BEEN = "been"
    NOW = "now"
    REFUSED = "refused"
    ALARM = "alarm"


class Sign(StrEnum):
    """The small signs in front of a text."""

    BEEN = "been"
    NOW = "now"
    REFUSED = "refused"
    ALARM = "alarm"
    QUIET = "quiet"
    CLOCK = "clock"
    BOTH = "both"
    RULE = "rule"
    MORE = "more"
    OTHER = "other"
    LESS = "less"


@dataclass(frozen=True, slots=True)
class Note:
    """One short text with its sign. `strong`: what is different here, or must not be missed."""

    sign: Sign
    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Seat:
    """Who sits at the table of a moment; `added` when the rules that are compared with do not have it."""

    text: str
    added: bool = False


@dataclass(frozen=True, slots=True)
class Station:
    """One place on the map. `url` is where it leads, or ""; `label` what it is called there."""

    key: str
    kind: Kind
    name: str
    lead: str = ""
    number: str = ""
    state: State = State.QUIET
    said: str = ""
    notes: tuple[Note, ...] = ()
    seats: tuple[Seat, ...] = ()
    differs: bool = False
    url: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """What stands beside the stations."""

    start: str
    moments: str
    steps: str
    plan: str
    back: str


@dataclass(frozen=True, slots=True)
class Route:
    """The whole map: two starts and what passes between them, the moments, the steps of the criminal case, the phases
    of the plan, and the way back. `travelled` holds pairs of keys: the roads that this case went.
    """

    starts: tuple[Station, ...]
    between: tuple[Note, ...]
    moments: tuple[Station, ...]
    steps: tuple[Station, ...]
    phases: tuple[Station, ...]
    breach: Station
    words: Words
    travelled: frozenset[tuple[str, str]] = frozenset()

    def stations(self) -> Iterator[Station]:
        """All of them, in the order in which a reader goes."""
        yield from (*self.starts, *self.moments, *self.steps, *self.phases, self.breach)
