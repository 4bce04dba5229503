# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was decided about the phase, and what made it unsafe again (handbook 4.6, 7.4).

Rule 1: it starts with safety that nobody established. Only professionals move it on; no term that passes and no silence
        does.
Rule 2: any new unsafety or breach makes it unsafe again, whatever was decided before.
"""

from dataclasses import dataclass

from samenspel.rules.conditions.registry import condition, once
from samenspel.rules.facts import Finding, Kind, Known, Situation
from samenspel.rules.facts.situation import decisions_of

UNSAFE_FACTS = {
    "acute_unsafety": ("ja", "vermoeden"),
    "threat_level": ("dreigend_gevaar", "risico_op_gevaar"),
    "sash_concern": ("matig", "hoog"),
}
STATES = ("niet_vastgesteld", "vastgesteld", "oorzaken_behandeld", "opnieuw_onveilig")
NOT_YET, ESTABLISHED, TREATED, AGAIN = STATES
STATE_OF_PHASE = {"acuut": AGAIN, "risicogestuurd": ESTABLISHED, "herstelgericht": TREATED}


@dataclass(frozen=True, slots=True)
class Turn:
    """What is so about direct safety now, and the event that made it so; None at the start."""

    state: str
    event: Known | None


@once
def turn(situation: Situation) -> Turn:
    """The last turn, as far as the viewer knows."""
    last = Turn(NOT_YET, None)
    for item in situation.known:
        decided = _decided(item)
        if decided:
            last = Turn(STATE_OF_PHASE[decided], item)
        elif last.state in (ESTABLISHED, TREATED) and unsafe(item, situation):
            last = Turn(AGAIN, item)
    return last


def _decided(item: Known) -> str | None:
    if item.kind not in (Kind.DECISION, Kind.MOMENT):
        return None
    return next((decision.phase for decision in decisions_of(item) if decision.phase), None)


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


@condition("Staat de directe veiligheid vast?", STATES)
def direct_safety(situation: Situation) -> Finding:
    last = turn(situation)
    return Finding({last.state: (last.event,) if last.event else ()})
