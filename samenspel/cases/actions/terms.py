# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keeping the terms that run as rows: made once, met or ended by an event, never re-dated (SR-39)."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from samenspel.cases.models import Deadline, Item, Seat
from samenspel.partners.models import DutyPost, Organisation
from samenspel.people.models import PersonRecord
from samenspel.rules.clocks import Indication, Register, State, Term, due
from samenspel.rules.facts import Kind, Picture
from samenspel.rules.routekaart import Proposal as Indicated
from samenspel.rules.ruleset import Ruleset

_Key = tuple[str, uuid.UUID | None, uuid.UUID | None]  # a rule, the item that started it, a person
OPEN = {State.RUNNING, State.OVERDUE}
NO_LONGER = "het overleg is niet meer aangewezen"


def indications(
    cases: Iterable[uuid.UUID],
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
    open_rows = Deadline.objects.open().filter(case__in=cases, organisation=organisation, term__in=moments)
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
    cases: tuple[uuid.UUID, ...],
    organisation: Organisation,
    terms: Iterable[Term],
    rules: Ruleset,
    now: datetime,
) -> None:
    """Make a row for each new term that this organisation guards; say of known ones that they were met or ended.

    `cases` are those of one family. A term belongs to the case of the item that started it: whoever sees that item
    sees the term, and neither says whether the family is known from elsewhere.
    """
    terms = list(terms)
    guarded = _guarded(cases, organisation, terms)
    rows = _rows(cases, organisation)
    post = DutyPost.objects.needed(organisation)
    fresh: list[Term] = []
    for term in terms:
        known = rows.get(_key(term), [])
        if not known and term in guarded:
            fresh.append(term)
        for row in known:
            if row.met_at is None and row.ended_at is None:
                _move_on(row, term)  # also one that another guards by now: what was started is not left open
    _start_all(fresh, cases[0], organisation, post, rules.version)
    _end_of_moments(rows, terms, rules.terms, now)


def _rows(cases: Iterable[uuid.UUID], organisation: Organisation) -> dict[_Key, list[Deadline]]:
    """The stored terms by what started them and whom they are about, as that person is known now.

    A row keeps the record that it began with: who turns out to be one person may turn out to be two again (SR-17).
    """
    rows = list(Deadline.objects.filter(case__in=list(cases), organisation=organisation))
    named = {row.person for row in rows if row.person}
    known = PersonRecord.objects.filter(pk__in=named).values_list("pk", "identity") if named else ()
    identities = dict(known)
    found: dict[_Key, list[Deadline]] = {}
    for row in rows:
        person = identities.get(row.person, row.person) if row.person else None
        found.setdefault((row.term, row.item_id, person), []).append(row)
    return found


def _key(term: Term) -> _Key:
    return term.id, uuid.UUID(term.started_by), _person(term)


def _end_of_moments(
    rows: dict[_Key, list[Deadline]], terms: list[Term], known: Register, now: datetime
) -> None:
    """A moment that is no longer indicated, and was not held, has to be held by nobody any more."""
    moments = {row.rule for row in known.moments.values()}
    standing = {_key(term) for term in terms}
    for row in (row for key, alike in rows.items() if key not in standing for row in alike):
        is_open = row.met_at is None and row.ended_at is None
        if is_open and row.term in moments:
            row.ended_at, row.ended_reason = now, NO_LONGER
            row.save(update_fields=["ended_at", "ended_reason"])


def _guarded(cases: Iterable[uuid.UUID], organisation: Organisation, terms: list[Term]) -> list[Term]:
    """The owner guards its own term; where none of its kind sits at the table, whoever recorded its start does."""
    seats = Seat.objects.filter(case__in=list(cases), until=None)
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


def _start_all(
    terms: list[Term], root: uuid.UUID, organisation: Organisation, post: DutyPost, version: str
) -> None:
    started = {uuid.UUID(term.started_by) for term in terms}
    homes = dict(Item.objects.filter(pk__in=started).values_list("pk", "case")) if started else {}
    Deadline.objects.bulk_create(
        _start(homes.get(uuid.UUID(term.started_by), root), organisation, post, term, version)
        for term in terms
    )


def _start(case: uuid.UUID, organisation: Organisation, post: DutyPost, term: Term, version: str) -> Deadline:
    row = Deadline(
        case_id=case,
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
    row.met_by = item
    if term.state in (State.MET, State.MET_LATE):
        row.met_at = item.happened_at if item else row.due_at
    elif term.state is State.ENDED:
        row.ended_at, row.ended_reason = (
            (item.happened_at if item else row.due_at),
            term.reason[:120] or "afgelopen",
        )
