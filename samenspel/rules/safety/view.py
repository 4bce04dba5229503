# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every watch may look at."""

from dataclasses import dataclass

from samenspel.rules.facts import Situation
from samenspel.rules.routekaart import Evaluation
from samenspel.rules.ruleset import Ruleset
from samenspel.rules.safety.holders import Holders
from samenspel.rules.safety.phase import Phase, PhaseState
from samenspel.rules.safety.values import BreachConsequence
from samenspel.rules.tables import Find


@dataclass(frozen=True, slots=True)
class View:
    """One situation, with what the routekaart and the other safety rules already said about it."""

    situation: Situation
    rules: Ruleset
    find: Find
    evaluation: Evaluation
    phase: PhaseState
    holders: Holders
    breaches: tuple[BreachConsequence, ...]

    def unsafety_open(self) -> bool:
        """Something happened, and professionals did not decide that the case is in recovery."""
        return bool(self.situation.occurrences) and self.phase.phase is not Phase.HERSTELGERICHT
