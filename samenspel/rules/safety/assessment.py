# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""All of it together: one picture in, phase, holders, breaches and standing alarms out."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from samenspel.rules import tables
from samenspel.rules.facts import Picture, Situation
from samenspel.rules.routekaart import Evaluation, evaluate, evaluate_situation
from samenspel.rules.ruleset import Ruleset, national
from samenspel.rules.safety import measures, persons, responsibility
from samenspel.rules.safety.breaches import consequences
from samenspel.rules.safety.holders import holders
from samenspel.rules.safety.phase import phase
from samenspel.rules.safety.values import Alarm, Found, Safety, alarm_kinds
from samenspel.rules.safety.view import View

Watch = Callable[[View], Iterable[Found]]
WATCHES: Mapping[str, Watch] = {**responsibility.WATCHES, **measures.WATCHES, **persons.WATCHES}


def assess(
    picture: Picture, now: datetime, rules: Ruleset | None = None, evaluation: Evaluation | None = None
) -> Safety:
    """The safety of one picture now; give the evaluation by the same rules when it is at hand."""
    rules = rules or national()
    situation = Situation(picture, now, rules.parameters)
    return _assess(situation, evaluation or evaluate_situation(situation, rules), rules)


def judge(picture: Picture, now: datetime, rules: Ruleset | None = None) -> tuple[Evaluation, Safety]:
    """What the routekaart says and how safe it is: both, with everything that they share worked out once."""
    rules = rules or national()
    situation = Situation(picture, now, rules.parameters)
    evaluation = evaluate_situation(situation, rules)
    return evaluation, _assess(situation, evaluation, rules)


def _assess(situation: Situation, evaluation: Evaluation, rules: Ruleset) -> Safety:
    find = tables.finder(situation)
    held = holders(situation)
    view = View(
        situation=situation,
        rules=rules,
        find=find,
        evaluation=evaluation,
        phase=phase(situation, rules, find),
        holders=held,
        breaches=consequences(situation, held, rules),
    )
    return Safety(
        viewer=situation.picture.viewer,
        now=situation.now,
        version=rules.version,
        phase=view.phase,
        holders=held,
        breaches=view.breaches,
        alarms=tuple(_alarm(code, found, view) for code, watch in WATCHES.items() for found in watch(view)),
    )


def _alarm(code: str, found: Found, view: View) -> Alarm:
    kind = alarm_kinds()[code]
    who = view.situation.who(*kind.who) if found.who is None else found.who
    reason = f"{kind.reason.text} {found.detail}".strip()
    events = tuple(item.id for item in found.events)
    return Alarm(code, who, reason, kind.reason, found.since, found.person, events)


def blind_spots(
    combined: Picture, own: Iterable[Evaluation], now: datetime, rules: Ruleset | None = None
) -> tuple[Alarm, ...]:
    """At most one alarm: together they indicate a moment that no organisation's own picture indicates.

    `who` are the organisations whose events make it so; the reason has no content. The viewer of
    `combined` plays no part.
    """
    seen = {proposal.moment for evaluation in own for proposal in evaluation.proposals}
    by = {item.id: item.by for item in combined.known}
    hidden = [one for one in evaluate(combined, now, rules).proposals if one.moment not in seen]
    who = sorted({by[ident] for proposal in hidden for ident in proposal.evidence} - {"BURGER"})
    if len(who) < 2:
        return ()
    kind = alarm_kinds()["blind-spot"]
    since = min(proposal.since for proposal in hidden)
    return (Alarm("blind-spot", tuple(who), kind.reason.text, kind.reason, since, None, ()),)
