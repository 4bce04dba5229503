# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Running the rules for each organisation at the table, over what that organisation may see.

Rule 1: nothing closes by itself here. A proposal leaves the open state because its moment was held or because a
professional decided; a term because something met or ended it.
Rule 2: what a professional decided stays decided until there is new evidence.
"""

import dataclasses
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from samenspel.cases.access.pictures import family_of, picture_of, root_of
from samenspel.cases.actions.terms import indications, keep_terms
from samenspel.cases.models import Block, Case, Evaluation, Proposal, ProposalState, Seat
from samenspel.journal.models import Handling, write
from samenspel.notify.actions import queue
from samenspel.partners.access import acting_as, service_of
from samenspel.partners.models import DutyPost, Organisation
from samenspel.partners.routekaart import rules_of
from samenspel.rules import routekaart, safety, tables
from samenspel.rules.clocks import Clock, Register, due, running
from samenspel.rules.facts import Kind, Known, Picture
from samenspel.rules.routekaart import Proposal as Indicated
from samenspel.rules.routekaart import due_of
from samenspel.rules.ruleset import Ruleset


@dataclass(frozen=True, slots=True)
class Judged:
    """What one evaluation saw and said. For whoever acts for that organisation; to be shown to nobody else."""

    organisation: Organisation
    case: uuid.UUID
    picture: Picture
    rules: Ruleset
    route: routekaart.Evaluation
    safety: safety.Safety


def evaluate(case: Case, now: datetime, only: Iterable[Organisation] | None = None) -> tuple[Judged, ...]:
    """Evaluate the case for every organisation with a seat (or `only` these), each in its own context.

    Runs in the context of an organisation at the table: nobody else knows who sits there. Returns what was judged.
    """
    made: list[Judged | None] = []
    seated = Seat.objects.filter(case=case, until=None).select_related("organisation")
    organisations = list(only) if only is not None else [seat.organisation for seat in seated]
    for organisation in organisations:
        actor = service_of(organisation, process="evaluatie")
        with acting_as(actor, purpose="evaluatie"):
            one = _evaluate_for(organisation, root_of(case.pk, organisation.pk), now)
            made.append(one)
            write(
                by=actor,
                name="cases.evaluate",
                handling=Handling.COMBINE,
                now=now,
                case=case.pk,
                purpose="evaluatie",
                rules_version=one.rules.version if one else "",
            )
    return tuple(one for one in made if one)


def _evaluate_for(organisation: Organisation, root: uuid.UUID, now: datetime) -> Judged | None:
    case = Case.objects.filter(pk=root).first()
    if case is None:
        return None
    cases = family_of(root, organisation.pk)
    picture = picture_of(root, organisation, now, case.region)
    rules = rules_of(case.region, now)
    found, judged = safety.judge(picture, now, rules)
    indicated = indications(cases, organisation, picture, found.proposals, rules.terms)
    terms = running(picture, now, indicated, rules.terms)
    evaluation = Evaluation(
        case=case,
        organisation=organisation,
        at=now,
        rules_version=found.version,
        inputs=[uuid.UUID(item.id) for item in picture.known],
        outcome={"routekaart": plain(dataclasses.replace(found, trace={})), "veiligheid": plain(judged)},
    )
    evaluation.trace = plain(found.trace)
    evaluation.save(force_insert=True)
    _keep_proposals(evaluation, cases, picture, found.proposals, rules, now)
    _keep_blocks(evaluation, cases, found.blocked, now)
    keep_terms(cases, organisation, terms, rules, now)
    if case.phase != judged.phase.phase and judged.holders.oversight in (None, organisation.kind):
        Case.objects.filter(pk=root).update(phase=judged.phase.phase)
    return Judged(organisation, root, picture, rules, found, judged)


def set_by_law(proposal: Indicated, due_at: datetime, terms: Register) -> bool:
    """Is that when one of its terms ends, by law or national agreement? Otherwise it is a target: the region's own, or
    the one that stands in for "at once", which has no number (handbook 3.0)."""
    ends = [due(one.term, one.start, variant=one.variant, known=terms) for one in proposal.terms if one.term]
    return any(end.due == due_at and end.clock not in (Clock.IMMEDIATE, Clock.ASAP) for end in ends)


def _keep_proposals(
    evaluation: Evaluation,
    cases: Iterable[uuid.UUID],
    picture: Picture,
    indicated: Iterable[Indicated],
    rules: Ruleset,
    now: datetime,
) -> None:
    """Bring the stored proposals about this family in line with what is indicated now."""
    mine = Proposal.objects.filter(case__in=cases, organisation=evaluation.organisation)
    still_open = {one.moment: one for one in mine.filter(state=ProposalState.OPEN.value)}
    wanted = {one.moment.value: one for one in indicated}
    held = {(item.detail.get("moment"), item.at) for item in picture.known if item.kind is Kind.MOMENT}
    for moment, proposal in still_open.items():
        if moment not in wanted and any(kind == moment and at >= proposal.made_at for kind, at in held):
            proposal.state = ProposalState.HELD.value
            proposal.decided_at = now
            proposal.save(update_fields=["state", "decided_at"])
    for moment, one in wanted.items():
        if moment in still_open:
            _renew(still_open[moment], one, evaluation, rules)
        elif not _decided_already(mine, one):
            _propose(one, evaluation, rules, now)


def _decided_already(mine: Any, one: Indicated) -> bool:
    """Did a professional decide on this moment, knowing all of this evidence and at least this strength?"""
    before = (
        mine.filter(moment=one.moment.value)
        .exclude(state__in=(ProposalState.OPEN.value, ProposalState.LAPSED.value))
        .order_by("-made_at")
        .first()
    )
    if before is None or before.state == ProposalState.HELD.value:
        return False
    weaker = before.strength == "propose" and one.strength.value == "must"
    return not weaker and {uuid.UUID(item) for item in one.evidence} <= set(before.evidence)


def _renew(proposal: Proposal, one: Indicated, evaluation: Evaluation, rules: Ruleset) -> None:
    """The same moment, with what is known now. Its due moment may come nearer, never go away."""
    new_due = due_of(one, rules.terms)
    proposal.evaluation = evaluation
    proposal.strength, proposal.rules, proposal.reason = one.strength.value, list(one.rules), one.reason
    proposal.evidence, proposal.invite = [uuid.UUID(item) for item in one.evidence], plain(one.invite)
    if new_due and (proposal.due_at is None or new_due <= proposal.due_at):
        proposal.due_at, proposal.due_is_aim = new_due, not set_by_law(one, new_due, rules.terms)
    proposal.save()


def _propose(one: Indicated, evaluation: Evaluation, rules: Ruleset, now: datetime) -> None:
    due_at = due_of(one, rules.terms)
    Proposal(
        case=evaluation.case,
        organisation=evaluation.organisation,
        evaluation=evaluation,
        moment=one.moment.value,
        strength=one.strength.value,
        rules=list(one.rules),
        reason=one.reason,
        evidence=[uuid.UUID(item) for item in one.evidence],
        invite=plain(one.invite),
        due_at=due_at,
        due_is_aim=due_at is not None and not set_by_law(one, due_at, rules.terms),
        made_at=now,
    ).save(force_insert=True)
    post = DutyPost.objects.needed(evaluation.organisation)
    queue(post=post, template="voorstel", case=evaluation.case_id, now=now)


def _keep_blocks(
    evaluation: Evaluation, cases: Iterable[uuid.UUID], blocked: Iterable[routekaart.Blocked], now: datetime
) -> None:
    standing = Block.objects.filter(case__in=cases, organisation=evaluation.organisation, lifted_at=None)
    wanted = {one.what: one for one in blocked}
    for block in standing:
        if block.what not in wanted:
            block.lifted_at, block.lifted_reason = now, "er is besloten, of het beeld is anders"
            block.save(update_fields=["lifted_at", "lifted_reason"])
    for what in wanted.keys() - {block.what for block in standing}:
        one = wanted[what]
        Block(
            case=evaluation.case,
            organisation=evaluation.organisation,
            what=what,
            reason=one.reason.text,
            since=one.since,
            until=one.until,
        ).save(force_insert=True)


def plain(value: Any) -> Any:
    """A frozen value of the rules as JSON keeps it; of an event only its id: what it says stays in the item alone.

    A trace has thousands of values: what is most common goes first.
    """
    if value is None or type(value) in _AS_IT_IS:
        return value
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    if isinstance(value, Known):
        return value.id
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {str(key.value if isinstance(key, Enum) else key): plain(one) for key, one in value.items()}
    if isinstance(value, set | frozenset):
        return [plain(one) for one in sorted(value)]
    kind = type(value)
    if kind not in _FIELDS:
        _FIELDS[kind] = (
            tuple(one.name for one in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else ()
        )
    if kind is tables.Row:
        return _row(value)
    if names := _FIELDS[kind]:
        return {name: plain(getattr(value, name)) for name in names}
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _row(row: tables.Row) -> Any:
    """The same row comes back in every evaluation; keeping it beside its answer keeps its identity its own."""
    if id(row) not in _ROWS:
        _ROWS[id(row)] = (row, {name: plain(getattr(row, name)) for name in _FIELDS[tables.Row]})
    return _ROWS[id(row)][1]


_ROWS: dict[int, tuple[tables.Row, Any]] = {}
_AS_IT_IS = (str, int, float, bool)
_FIELDS: dict[
    type, tuple[str, ...]
] = {}  # of each dataclass; looking them up costs more than everything else
