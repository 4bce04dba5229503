# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the rules say about what was asked: the outcome, and every table with every row."""

from collections.abc import Mapping
from dataclasses import dataclass

from samenspel.insights.explain.reading import Asked
from samenspel.rules import routekaart, safety, verdicts
from samenspel.rules.facts import Situation
from samenspel.rules.ruleset import Ruleset, national
from samenspel.rules.tables import TableTrace


@dataclass(frozen=True, slots=True)
class Explanation:
    """The outcome, and in `tables` every table that was asked, by its id, in the order of the tables."""

    asked: Asked
    rules: Ruleset
    route: routekaart.Evaluation
    safety: safety.Safety
    tables: Mapping[str, TableTrace]


def explain(asked: Asked, rules: Ruleset | None = None) -> Explanation:
    """By these rules (None: the national ones). Pure."""
    rules = rules or national()
    route, judged = safety.judge(asked.picture, asked.now, rules)
    situation = Situation(asked.picture, asked.now, rules.parameters)
    found = {**route.trace, **verdicts.asked_of(situation, asked.told, rules, asked.person)}
    return Explanation(
        asked, rules, route, judged, {name: found[name] for name in rules.tables if name in found}
    )
