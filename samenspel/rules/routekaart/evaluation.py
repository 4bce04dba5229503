# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a picture to proposals.

Rule 1: a row that applies is a proposal until its moment was held after the viewer learned what makes it
        apply.
        What comes to be known after that opens it again.
Rule 2: one moment is one proposal: its rules together, the strongest strength, the earliest start of
        each term.
Rule 3: nothing is said about what the viewer does not know.
"""

from datetime import datetime
from types import MappingProxyType

from samenspel.rules import tables
from samenspel.rules.conditions.moments import newer
from samenspel.rules.facts import Kind, Known, Picture, Situation
from samenspel.rules.law import Reason
from samenspel.rules.routekaart.invitations import invite
from samenspel.rules.routekaart.stop import blocked
from samenspel.rules.routekaart.values import (
    Duty,
    Evaluation,
    Flag,
    Missing,
    Moment,
    Proposal,
    StalkingAdvice,
    Strength,
    TermStart,
)
from samenspel.rules.ruleset import Ruleset, national
from samenspel.rules.tables import RowTrace, TableTrace


def evaluate(picture: Picture, now: datetime, rules: Ruleset | None = None) -> Evaluation:
    """What the routekaart says about this picture now, by these rules (None: the national ones).

    Pure: the same input gives the same answer.
    """
    rules = rules or national()
    return evaluate_situation(Situation(picture, now, rules.parameters), rules)


def evaluate_situation(situation: Situation, rules: Ruleset) -> Evaluation:
    """The same for a situation that is at hand; what it derived stays with it."""
    find = tables.finder(situation)
    trace = {
        ident: tables.evaluate(table, find, situation.day)
        for ident, table in rules.tables.items()
        if not table.outside
    }
    proposals = _proposals(situation, trace)
    none = [hit.row.reason() for hit in trace["DT-02"].hits() if hit.row.otherwise]
    return Evaluation(
        viewer=situation.picture.viewer,
        now=situation.now,
        version=rules.version,
        proposals=proposals,
        not_indicated=None if proposals else _not_indicated(trace["DT-02"], none),
        flags=tuple(_flag(hit) for hit in trace["RF"].hits()),
        missing=tuple(one for hit in trace["MI"].hits() for one in _missing(hit, situation)),
        blocked=blocked(situation, trace["DT-02"], find, rules.tables["DT-10"]),
        duties=tuple(_duty(hit) for hit in trace["DT-08"].hits()),
        entries=tuple(hit.row.reason() for hit in trace["DT-01"].hits()),
        stalking=next((_stalking(hit) for hit in reversed(trace["DT-11"].hits())), None),
        trace=MappingProxyType(trace),
    )


def _not_indicated(trace: TableTrace, none: list[Reason]) -> Reason:
    """The row "none of the above"; when rows do apply, all of them were discussed."""
    if none:
        return none[0]
    row = trace.hits()[0].row
    return Reason("DT-02.13", "Alles wat een moment vraagt, is al samen besproken.", row.source)


def _proposals(situation: Situation, trace: dict[str, TableTrace]) -> tuple[Proposal, ...]:
    open_rows: dict[Moment, list[tuple[RowTrace, datetime]]] = {}
    for hit in (*trace["DT-02"].hits(), *trace["DT-01"].hits()):
        moment = hit.row.then["moment"]
        start = open_since(hit, situation.held(moment), situation) if moment else None
        if start and not _answered_elsewhere(hit, open_rows):
            open_rows.setdefault(Moment(moment), []).append((hit, start))
    return tuple(
        _proposal(moment, open_rows[moment], situation, trace["DT-03"])
        for moment in Moment
        if moment in open_rows
    )


def _answered_elsewhere(hit: RowTrace, open_rows: dict[Moment, list[tuple[RowTrace, datetime]]]) -> bool:
    """DT-01.4 asks for moment 2 or 4; a moment 3 or 4 that is open anyway answers it."""
    return hit.row.id.startswith("DT-01") and bool({Moment.SSK, Moment.ZSM} & set(open_rows))


def open_since(hit: RowTrace, held: Known | None, situation: Situation) -> datetime | None:
    """Since when a row that applies is open: when its last answer came in, or what renews it.

    None if it is not.
    """
    if held is None:
        return _complete_since(hit) or situation.now
    new = [item.recorded for item in (*hit.events(), *_renewing(hit, situation)) if newer(item, held)]
    return min(new, default=None)


def _complete_since(hit: RowTrace) -> datetime | None:
    """When the last of its questions was first answered; None when no event answers any."""
    answers = [one.since if one.held else None for one in hit.asked]
    every, some = answers[: len(hit.row.when)], [start for start in answers[len(hit.row.when) :] if start]
    starts = [start for start in (*every, min(some, default=None)) if start]
    return max(starts, default=None)


def _renewing(hit: RowTrace, situation: Situation) -> list[Known]:
    """New events of the kinds that the row names, unless they state its facts themselves."""
    kinds = {Kind(kind) for kind in hit.row.then.get("renewed_by", ())}
    own = {one.question for one in (*hit.row.when, *hit.row.any)}
    return [
        item
        for item in situation.of(*kinds)
        if not own & set(item.facts) and (situation.occurred(item) or item.kind is Kind.BREACH)
    ]


def rule_of(row_id: str) -> str:
    """The rule of the handbook that a row belongs to: DT-02.7.hoog -> DT-02.7."""
    return ".".join(row_id.split(".")[:2])


def _proposal(
    moment: Moment, rows: list[tuple[RowTrace, datetime]], situation: Situation, seats: TableTrace
) -> Proposal:
    must = any(hit.row.then["strength"] == Strength.MUST for hit, _ in rows)
    evidence = {item.id: None for hit, _ in rows for item in hit.events()}
    reasons = tuple(hit.row.reason() for hit, _ in rows)
    return Proposal(
        moment=moment,
        strength=Strength.MUST if must else Strength.PROPOSE,
        rules=tuple(dict.fromkeys(rule_of(hit.row.id) for hit, _ in rows)),
        reason=" ".join(reason.text for reason in reasons),
        reasons=reasons,
        invite=invite(moment, situation, seats),
        since=min(start for _, start in rows),
        terms=tuple(
            TermStart(hit.row.then["term"] or None, hit.row.then.get("variant") or None, start)
            for hit, start in rows
        ),
        evidence=tuple(evidence),
    )


def _flag(hit: RowTrace) -> Flag:
    then = hit.row.then
    events = tuple(item.id for item in hit.events())
    return Flag(then["flag"], then["name"], hit.row.reason(), events, _persons(hit))


def _persons(hit: RowTrace) -> tuple[str, ...]:
    return tuple(sorted({person for one in hit.asked if one.held for person in one.persons}))


def _missing(hit: RowTrace, situation: Situation) -> list[Missing]:
    """One for each person the row is about (its first question names them), or one for the case."""
    then, reason = hit.row.then, hit.row.reason()
    who = situation.who(*then["who"])
    persons: tuple[str | None, ...] = hit.asked[0].persons or (None,)
    return [Missing(then["what"], then["name"], who, reason, person) for person in persons]


def _duty(hit: RowTrace) -> Duty:
    return Duty(hit.row.then["report"], hit.row.reason(), tuple(item.id for item in hit.events()))


def _stalking(hit: RowTrace) -> StalkingAdvice:
    then = hit.row.then
    return StalkingAdvice(
        then["owner"], then["appraisal"], then["meeting"], then["measures"], hit.row.reason()
    )
