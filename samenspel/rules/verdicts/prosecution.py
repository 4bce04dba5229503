# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What prosecution would add to stable safety (DT-05): questions and answers side by side, never a conclusion."""

from dataclasses import dataclass

from samenspel.rules.facts import Known, Situation
from samenspel.rules.law import Reason
from samenspel.rules.ruleset import Ruleset
from samenspel.rules.tables import TableTrace
from samenspel.rules.verdicts.asking import NOTHING, Told, ask

OPEN, DECIDES = "nog_open", "besluit"


@dataclass(frozen=True, slots=True)
class Weighed:
    """One question of the joint judgement: what the answer points to, why, and the events behind it."""

    question: str
    direction: str
    reason: Reason
    events: tuple[Known, ...]


@dataclass(frozen=True, slots=True)
class Weighing:
    """The whole judgement as it stands. There is no total and no advice: `deciders` choose one of `outcomes`."""

    answers: tuple[Weighed, ...]
    deciders: tuple[str, ...]
    outcomes: tuple[str, ...]
    reason: Reason
    trace: TableTrace

    def open(self) -> tuple[str, ...]:
        """The questions that nobody answered yet."""
        return tuple(one.question for one in self.answers if one.direction == OPEN)


def weighing_prosecution(
    situation: Situation, told: Told = NOTHING, rules: Ruleset | None = None
) -> Weighing:
    """The questions of moments 2 to 4, answered by `told` (names `weigh_…`), and by the facts where they can.

    Decider: the prosecutor only. Source: Sv 167 and 242; handbook 4.7.
    """
    trace = ask("DT-05", situation, told, rules)
    decision = next(hit.row for hit in trace.hits() if hit.row.then["direction"] == DECIDES)
    weighed = tuple(
        Weighed(hit.row.then["question"], hit.row.then["direction"], hit.row.reason(), hit.events())
        for hit in trace.hits()
        if hit.row is not decision
    )
    return Weighing(weighed, decision.then["functions"], decision.then["outcomes"], decision.reason(), trace)
