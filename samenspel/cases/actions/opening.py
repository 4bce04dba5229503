# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Opening a case, and who sits there. Everything runs in the acting organisation's context and transaction."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from samenspel.cases.models import Assignment, Case, Party, Seat
from samenspel.journal.models import Actor
from samenspel.partners.models import DutyPost, Organisation
from samenspel.people.models import PersonRecord


def cases_about(records: Iterable[PersonRecord], organisation: uuid.UUID) -> list[uuid.UUID]:
    """Open cases in which this organisation knows one of these persons, oldest first."""
    identities = {record.identity for record in records}
    parties = Party.objects.filter(
        person__identity__in=identities, organisation=organisation, until=None, case__closed_at=None
    )
    return list(dict.fromkeys(parties.order_by("since").values_list("case", flat=True)))


def open_case(*, by: Actor, organisation: Organisation, region: str, ground: str, now: datetime) -> Case:
    """A new case with a seat for the organisation that opens it, and its post assigned. Returns the case."""
    case = Case(opened_by=organisation, region=region, opened_at=now)
    case.save(force_insert=True)
    seat(case, organisation, invited_by=organisation, ground=ground, now=now)
    return case


def seat(
    case: Case, organisation: Organisation, *, invited_by: Organisation, ground: str, now: datetime
) -> None:
    """Give an organisation a seat, once, and let its default post work on the case."""
    held = Seat.objects.filter(case=case, organisation=organisation, until=None)
    if not held.exists():
        Seat(case=case, organisation=organisation, invited_by=invited_by, ground=ground, since=now).save(
            force_insert=True
        )
    assign(case, organisation, now=now)


def assign(case: Case, organisation: Organisation, *, now: datetime, post: DutyPost | None = None) -> None:
    """Let a duty post of the organisation work on the case. Doing it twice changes nothing that anybody sees."""
    chosen = post or DutyPost.objects.needed(organisation)
    made = Assignment(case=case, organisation=organisation, post=chosen, function=chosen.function, since=now)
    # A giver may assign the receiver's post without being able to see whether it was assigned before.
    Assignment.objects.bulk_create([made], ignore_conflicts=True)


def add_party(case: Case, record: PersonRecord, now: datetime) -> None:
    """Let a person record of the acting organisation belong to the case."""
    add_parties(case, [record], now)


def add_parties(case: Case, records: Iterable[PersonRecord], now: datetime) -> None:
    """Let these records of the acting organisation belong to the case, each person once."""
    persons = {record.identity: record for record in reversed(list(records))}
    theirs = {record.organisation_id for record in persons.values()}
    parties = Party.objects.filter(case=case, organisation__in=theirs, person__identity__in=persons)
    known = set(parties.values_list("person__identity", flat=True))
    Party.objects.bulk_create(
        Party(case=case, organisation_id=record.organisation_id, person=record, since=now)
        for identity, record in reversed(list(persons.items()))
        if identity not in known
    )
