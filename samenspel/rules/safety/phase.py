# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""In which phase the plan is (handbook 4.6, 7.4).

Rule 1: it starts acute. Only professionals move it on; no term that passes and no silence does.
Rule 2: any new unsafety or breach brings it back to acute.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from samenspel.rules.facts import Kind, Known, Situation
from samenspel.rules.facts.situation import decisions_of
from samenspel.rules.law import Reason, Source

UNSAFE_FACTS = {
    "acute_unsafety": ("ja", "vermoeden"),
    "threat_level": ("dreigend_gevaar", "risico_op_gevaar"),
    "sash_concern": ("matig", "hoog"),
}
FROM = Source("handboek 4.6 (DT-04) en 7.4", verify=True)
START = Reason("DT-04.1", "De directe veiligheid staat nog niet vast.", FROM)
MOVED = Reason("DT-04.2", "Professionals hebben besloten dat de zaak in deze fase is.", FROM)
BACK = Reason("DT-04.4", "Er is nieuwe onveiligheid of een schending: eerst weer directe veiligheid.", FROM)


class Phase(StrEnum):
    """The three phases of safety, in order."""

    ACUUT = "acuut"
    RISICOGESTUURD = "risicogestuurd"
    HERSTELGERICHT = "herstelgericht"


@dataclass(frozen=True, slots=True)
class PhaseState:
    """The phase, since when, and why. `event` is what set it; None at the start."""

    phase: Phase
    since: datetime
    reason: Reason
    event: str | None


def phase(situation: Situation) -> PhaseState:
    """The phase now, as far as the viewer knows."""
    first = situation.known[0].at if situation.known else situation.now
    state = PhaseState(Phase.ACUUT, first, START, None)
    for item in situation.known:
        decided = _decided(item)
        if decided:
            state = PhaseState(decided, item.at, BACK if decided is Phase.ACUUT else MOVED, item.id)
        elif state.phase is not Phase.ACUUT and unsafe(item, situation):
            state = PhaseState(Phase.ACUUT, item.at, BACK, item.id)
    return state


def _decided(item: Known) -> Phase | None:
    if item.kind not in (Kind.DECISION, Kind.MOMENT):
        return None
    return next((Phase(decision.phase) for decision in decisions_of(item) if decision.phase), None)


def unsafe(item: Known, situation: Situation) -> bool:
    """Whether an event is new unsafety: something happened, was broken, was said.

    Or a release without alignment.
    """
    if item.kind in (Kind.INCIDENT, Kind.BREACH) or (item.kind is Kind.REPORT and situation.occurred(item)):
        return True
    if any(item.facts.get(name) in values for name, values in UNSAFE_FACTS.items()):
        return True
    released = item.kind is Kind.SUSPECT and item.detail.get("status") in ("heengezonden", "geschorst")
    return released and item.facts.get("conditions_aligned") is not True
