# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""In which phase a case is, who holds what, which invariants fail, and what a breach sets in motion."""

from samenspel.rules.safety.assessment import assess, blind_spots, judge
from samenspel.rules.safety.breaches import consequences
from samenspel.rules.safety.holders import Holders, holders
from samenspel.rules.safety.phase import Phase, PhaseState, phase
from samenspel.rules.safety.values import Alarm, BreachConsequence, Safety, alarm_kinds

__all__ = [
    "Alarm",
    "BreachConsequence",
    "Holders",
    "Phase",
    "PhaseState",
    "Safety",
    "alarm_kinds",
    "assess",
    "blind_spots",
    "consequences",
    "holders",
    "judge",
    "phase",
]
