# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""In which phase the plan is, and what may be done in it (handbook 4.6, DT-04; 7.4)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from samenspel.rules import tables
from samenspel.rules.conditions.phases import turn
from samenspel.rules.facts import Situation
from samenspel.rules.law import Reason
from samenspel.rules.ruleset import Ruleset, national


class Phase(StrEnum):
    """The three phases of safety, in order."""

    ACUUT = "acuut"
    RISICOGESTUURD = "risicogestuurd"
    HERSTELGERICHT = "herstelgericht"


@dataclass(frozen=True, slots=True)
class PhaseState:
    """The phase, since when, and why. `event` is what set it; None at the start.

    Measures of the phases `allowed` may be used, those of `prepare` only prepared; the measures `against`, and what
    `warn` names, are warned against.
    """

    phase: Phase
    since: datetime
    reason: Reason
    event: str | None
    allowed: tuple[Phase, ...]
    prepare: tuple[Phase, ...]
    against: tuple[str, ...]
    warn: tuple[str, ...]


def phase(situation: Situation, rules: Ruleset | None = None, find: tables.Find | None = None) -> PhaseState:
    """The phase now, as far as the viewer knows; the first row of DT-04 that applies says what it allows."""
    table = (rules or national()).tables["DT-04"]
    row = tables.evaluate(table, find or tables.finder(situation), situation.day).hits()[0].row
    event = turn(situation).event
    began = event or (situation.known[0] if situation.known else None)
    return PhaseState(
        phase=Phase(row.then["phase"]),
        since=began.at if began else situation.now,
        reason=row.reason(),
        event=event.id if event else None,
        allowed=tuple(map(Phase, row.then["allowed"])),
        prepare=tuple(map(Phase, row.then["prepare"])),
        against=row.then["against"],
        warn=row.then["warn"],
    )
