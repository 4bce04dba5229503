# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keeping the terms that run as rows: made once, met or ended by an event, never re-dated (SR-39)."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from samenspel.cases.models import Case, Deadline, Item, Seat
from samenspel.partners.models import DutyPost, Organisation
from samenspel.rules.clocks import Indication, Register, State, Term, due
from samenspel.rules.facts import Kind, Picture
from samenspel.rules.routekaart import Proposal as Indicated
from samenspel.rules.ruleset import Ruleset

OPEN = {State.RUNNING, State.OVERDUE}


def indications(
    case: Case,
    organisation: Organisation,
    picture: Picture,
    proposals: Iterable[Indicated],
    known: Register,
) -> list[Indication]:
    """From when each moment has to be held in time: what is indicated now, and what was and is still open.

    A term that started stays the same term, on the event that started it, whatever comes to be known later: else a
    moment that was held would end what it should meet.
    """
    proposals = list(proposals)
    moments = {row.rule: moment for moment, row in known.moments.items()}
    open_rows = Deadline.objects.open().filter(case=case, organisation=organisation, term__in=moments)
    indicated = {proposal.moment.value for proposal in proposals}
    started = [
        _still_open(row, moments[row.term], known)
        for row in open_rows.order_by("starts_at")
        if moments[row.term] in indicated or _held_since(row, moments[row.term], picture)
    ]
    having = {(one.moment, one.urgent) for one in started}
    items = {(one.moment, one.started_by) for one in started}
    fresh = [one for proposal in proposals for one in _fresh(proposal, picture)]
    for one in fresh:
        if (one.moment, one.urgent) not in having and (one.moment, one.started_by) not in items:
            started.append(one)
            items.add((one.moment, one.started_by))
    return started


def _held_since(row: Deadline, moment: str, picture: Picture) -> bool:
    return any(
        item.kind is Kind.MOMENT and item.detail.get("moment") == moment and item.at >= row.starts_at
        for item in picture.known
    )


def _still_open(row: Deadline, moment: str, known: Register) -> Indication:
    form = known.moments[moment]
    urgent = due(form.rule, row.starts_at, variant=form.urgent, known=known).due == row.due_at
    return Indication(moment, row.starts_at, urgent, str(row.item_id))


def _fresh(proposal: Indicated, picture: Picture) -> Iterable[Indication]:
    """The urgent form first, from the event that made it urgent; then the ordinary one."""
    recorded = {item.recorded: item.id for item in picture.known}
    recorded |= {item.recorded: item.id for item in picture.known if item.id in proposal.evidence}
    for urgent in (True, False):
        starts = [
            one.start for one in proposal.terms if (one.variant == "spoed" or one.term is None) is urgent
        ]
        if starts:
            start = min(starts)
            yield Indication(proposal.moment.value, start, urgent, recorded.get(start, proposal.evidence[-1]))


def keep_terms(
    case: Case, organisation: Organisation, terms: Iterable[Term], rules: Ruleset, now: datetime
) -> None:
    """Make a row for each new term that this organisation guards; say of known ones that they were met or ended."""
    terms = list(terms)
    guarded = _guarded(case, organisation, terms)
    rows = {
        (row.term, row.item_id, row.person): row
        for row in Deadline.objects.filter(case=case, organisation=organisation)
    }
    post = DutyPost.objects.needed(organisation)
    fresh: list[Deadline] = []
    for term in terms:
        row = rows.get((term.id, uuid.UUID(term.started_by), _person(term)))
        if row is None and term in guarded:
            fresh.append(_start(case, organisation, post, term, rules.version))
        elif row and row.met_at is None and row.ended_at is None:
            _move_on(row, term)  # also one that another guards by now: what was started is not left open
    Deadline.objects.bulk_create(fresh)
    _end_of_moments(rows.values(), terms, rules.terms, now)


def _end_of_moments(rows: Iterable[Deadline], terms: list[Term], known: Register, now: datetime) -> None:
    """A moment that is no longer indicated, and was not held, has to be held by nobody any more."""
    moments = {row.rule for row in known.moments.values()}
    standing = {(term.id, uuid.UUID(term.started_by), _person(term)) for term in terms}
    for row in rows:
        is_open = row.met_at is None and row.ended_at is None
        if is_open and row.term in moments and (row.term, row.item_id, row.person) not in standing:
            row.ended_at, row.ended_reason = now, "het overleg is niet meer aangewezen"
            row.save(update_fields=["ended_at", "ended_reason"])


def _guarded(case: Case, organisation: Organisation, terms: list[Term]) -> list[Term]:
    """The owner guards its own term; where none of its kind sits at the table, whoever recorded its start does."""
    seats = Seat.objects.filter(case=case, until=None)
    seated = {organisation.kind, *seats.values_list("organisation__kind", flat=True)}
    starts = {term.started_by for term in terms if term.owner not in seated}
    own = Item.objects.filter(pk__in=starts, organisation=organisation).values_list("pk", flat=True)
    recorded = {str(pk) for pk in own}
    return [
        term
        for term in terms
        if term.owner == organisation.kind or (term.owner not in seated and term.started_by in recorded)
    ]


def _person(term: Term) -> uuid.UUID | None:
    return uuid.UUID(term.person) if term.person else None


def _start(case: Case, organisation: Organisation, post: DutyPost, term: Term, version: str) -> Deadline:
    row = Deadline(
        case=case,
        organisation=organisation,
        post=post,
        item_id=uuid.UUID(term.started_by),
        term=term.id,
        person=_person(term),
        owner_kind=term.owner,
        clock=term.clock.value,
        rules_version=version,
        starts_at=term.start,
        due_at=term.due,
    )
    _close(row, term)
    return row


def _move_on(row: Deadline, term: Term) -> None:
    if term.due < row.due_at:  # an event that the law puts before the end, such as a release
        row.due_at = term.due
    elif term.state in OPEN:
        return
    _close(row, term)
    row.save()


def _close(row: Deadline, term: Term) -> None:
    """What met or ended the term. A term that ran out by itself ended when it was due."""
    item = Item.objects.filter(pk=term.met_by).first() if term.met_by else None
    if term.state in (State.MET, State.MET_LATE):
        row.met_at, row.met_by = (item.happened_at if item else row.due_at), item
    elif term.state is State.ENDED:
        row.ended_at, row.ended_reason = (
            (item.happened_at if item else row.due_at),
            term.reason[:120] or "afgelopen",
        )
