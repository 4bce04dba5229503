# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keeping the terms that run as rows: made once, met or ended by an event, never re-dated (SR-39)."""

import uuid
from collections.abc import Iterable

from samenspel.cases.models import Case, Deadline, Item, Seat
from samenspel.partners.models import DutyPost, Organisation
from samenspel.rules.clocks import State, Term

OPEN = {State.RUNNING, State.OVERDUE}


def keep_terms(case: Case, organisation: Organisation, terms: Iterable[Term], version: str) -> None:
    """Make a row for each new term that this organisation guards; say of known ones that they were met or ended."""
    guarded = [term for term in terms if _guards(organisation, term, case)]
    rows = {
        (row.term, row.item_id, row.person): row
        for row in Deadline.objects.filter(case=case, organisation=organisation)
    }
    post = DutyPost.objects.needed(organisation)
    for term in guarded:
        row = rows.get((term.id, uuid.UUID(term.started_by), _person(term)))
        if row is None:
            _start(case, organisation, post, term, version)
        elif row.met_at is None and row.ended_at is None:
            _move_on(row, term)


def _guards(organisation: Organisation, term: Term, case: Case) -> bool:
    """The owner guards its own term; where none of its kind sits at the table, whoever recorded its start does."""
    if term.owner == organisation.kind:
        return True
    if Seat.objects.filter(case=case, organisation__kind=term.owner, until=None).exists():
        return False
    return Item.objects.filter(pk=term.started_by, organisation=organisation).exists()


def _person(term: Term) -> uuid.UUID | None:
    return uuid.UUID(term.person) if term.person else None


def _start(case: Case, organisation: Organisation, post: DutyPost, term: Term, version: str) -> None:
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
    row.save(force_insert=True)


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
