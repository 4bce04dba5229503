# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What each breach sets in motion, by legal title (handbook 3.12, DT-07)."""

from samenspel.rules import tables
from samenspel.rules.conditions.breaches import VOLUNTARY, Broken, broken
from samenspel.rules.facts import Finding, Kind, Known, Situation
from samenspel.rules.ruleset import Ruleset
from samenspel.rules.safety.holders import Holders
from samenspel.rules.safety.values import BreachConsequence
from samenspel.rules.tables import RowTrace

ANSWERS = (Kind.MOMENT, Kind.DECISION, Kind.SUSPECT, Kind.AGREEMENT, Kind.MEASURE)


def consequences(situation: Situation, holders: Holders, rules: Ruleset) -> tuple[BreachConsequence, ...]:
    """One value for each breach that the viewer knows, oldest first."""
    found: dict[tuple[str, ...], tuple[RowTrace, ...]] = {}
    made = []
    for item in situation.of(Kind.BREACH):
        what = broken(situation, str(item.detail.get("of", "")))
        if what.titles not in found:
            found[what.titles] = _rows(what.titles, situation, rules)
        made.append(_consequence(item, what, found[what.titles], situation, holders))
    return tuple(made)


def _rows(titles: tuple[str, ...], situation: Situation, rules: Ruleset) -> tuple[RowTrace, ...]:
    """What DT-07 says about a breach under these titles."""
    find = tables.finder(situation, {"breach_title": Finding(dict.fromkeys(titles, ()))})
    return tables.evaluate(rules.tables["DT-07"], find, situation.day).hits()


def _consequence(
    item: Known, what: Broken, hits: tuple[RowTrace, ...], situation: Situation, holders: Holders
) -> BreachConsequence:
    danger = item.detail.get("danger")
    return BreachConsequence(
        breach=item.id,
        of=what.of,
        at=item.at,
        titles=what.titles,
        reasons=tuple(hit.row.reason() for hit in hits),
        tell=_tell(hits, what, situation, holders),
        powers=tuple(dict.fromkeys(hit.row.then["power"] for hit in hits)),
        decisions=tuple(dict.fromkeys(hit.row.then["decision"] for hit in hits)),
        danger=danger if isinstance(danger, bool) else None,
        reopened=any(hit.row.then["reopens"] for hit in hits),
        answered=bool(reactions(item, situation)),
    )


def _tell(
    hits: tuple[RowTrace, ...], what: Broken, situation: Situation, holders: Holders
) -> tuple[str, ...]:
    """Under a legal title everyone named.

    For what was voluntary the plan holder, and those who know the case.
    """
    found: dict[str, None] = {}
    for hit in hits:
        told = hit.row.then["tell"]
        found |= dict.fromkeys(told if hit.row.then["duty"] else (c for c in told if c in situation.knowing))
    if holders.plan and (VOLUNTARY in what.titles or not found):
        found[holders.plan] = None
    return tuple(found)


def reactions(breach: Known, situation: Situation) -> list[Known]:
    """What was recorded after a breach in answer: a moment, decision, status, agreement or measure."""
    return [
        item
        for item in situation.of(*ANSWERS)
        if item.at > breach.at
        and not (item.kind is Kind.MEASURE and item.detail.get("action") == "beeindigd")
    ]
