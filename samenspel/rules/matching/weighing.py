# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Are these two records one person, how sure, and why?

Rule 1: the explanation is the calculation. The score is the sum of the rungs, nothing else.
Rule 2: certain needs a high score, a ground, and no veto. What is missing makes doubt, never a link.
"""

from dataclasses import dataclass
from enum import StrEnum
from math import fsum

from samenspel.rules.law import Reason
from samenspel.rules.matching.features import Features
from samenspel.rules.matching.model import COMPARE, NATIONAL, Effect, Model, Rung


class Likeness(StrEnum):
    """The verdict. Doubt goes to a person; only certain may be linked without one."""

    CERTAIN = "certain"
    DOUBT = "doubt"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Weighing:
    """The verdict, its score in bits (log2), the rungs that add up to it, and the rules that decided."""

    verdict: Likeness
    score: float
    ladder: tuple[Rung, ...]
    reasons: tuple[Reason, ...]

    def level(self, comparison: str) -> str:
        """On which level this comparison agreed; KeyError for a comparison that does not exist."""
        return {rung.comparison: rung.level for rung in self.ladder}[comparison]


def weigh(a: Features, b: Features, model: Model = NATIONAL) -> Weighing:
    """Compares two person records. The order of a and b makes no difference; roles in a case are no argument.

    Source: handbook 8.3 (matching without BSN), 12 (propose, a person confirms), issue 7 (hard negatives).
    """
    ladder = tuple(each.rungs[COMPARE[each.id][1](a, b)] for each in model.comparisons)
    score = fsum(rung.weight for rung in ladder)
    verdict, reasons = _decide(ladder, score, model)
    return Weighing(verdict, score, ladder, reasons)


def _decide(ladder: tuple[Rung, ...], score: float, model: Model) -> tuple[Likeness, tuple[Reason, ...]]:
    levels = {rung.comparison: rung.level for rung in ladder}
    held = [rule for rule in model.rules if rule.holds(levels)]
    grounds, vetoes, floors = (
        tuple(rule.reason for rule in held if rule.effect is effect)
        for effect in (Effect.GROUND, Effect.VETO, Effect.FLOOR)
    )
    if score >= model.certain and grounds and not vetoes:
        return Likeness.CERTAIN, grounds
    if score >= model.doubt or floors:
        return Likeness.DOUBT, (*vetoes, *floors) or (model.no_ground,)
    return Likeness.DIFFERENT, vetoes or (model.too_low,)
