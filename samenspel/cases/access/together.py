# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which cases of one organisation belong together: those that share somebody, and those that were joined.

Asked in the reader's own context: a case that the reader does not work on is not there.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from samenspel.cases.access.pictures import roots_of
from samenspel.cases.models import Case, Joined, Party
from samenspel.partners.models import Member
from samenspel.people.models import PersonRecord


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another case that the reader works on, and who is in both."""

    case: Case
    persons: tuple[PersonRecord, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """A case that belongs to another one for the reader's organisation.

    `by` is the name of who said so, "" where the system recognised somebody; `persons` who is in both now.
    """

    joined: Joined
    by: str
    persons: tuple[PersonRecord, ...]


def shared(
    one: Iterable[uuid.UUID], other: Iterable[uuid.UUID], organisation: uuid.UUID
) -> dict[uuid.UUID, PersonRecord]:
    """Who is in both sets of cases, as this organisation knows them: identity -> a record."""
    here, there = _persons_of(list(one), organisation), _persons_of(list(other), organisation)
    return {identity: record for identity, record in here.items() if identity in there}


def elsewhere(
    cases: Iterable[uuid.UUID], identities: Iterable[uuid.UUID], organisation: uuid.UUID
) -> tuple[Elsewhere, ...]:
    """The open cases outside `cases` in which this organisation knows one of these persons."""
    parties = Party.objects.filter(
        organisation=organisation, person__identity__in=list(identities), until=None, case__closed_at=None
    )
    found = list(parties.exclude(case__in=list(cases)).select_related("person").order_by("since", "pk"))
    if not found:
        return ()
    roots = roots_of({party.case_id for party in found}, organisation)
    persons: dict[uuid.UUID, dict[uuid.UUID, PersonRecord]] = defaultdict(dict)
    for party in found:
        persons[roots[party.case_id]].setdefault(party.person.identity, party.person)
    others = Case.objects.filter(pk__in=persons).order_by("opened_at", "pk")
    return tuple(Elsewhere(case, tuple(persons[case.pk].values())) for case in others)


def together(cases: tuple[uuid.UUID, ...], organisation: uuid.UUID) -> tuple[Together, ...]:
    """Per case that was joined to another of these: since when, by whom, and who is in both."""
    if len(cases) < 2:
        return ()
    rows = Joined.objects.filter(case__in=cases, organisation=organisation, ended_at=None)
    found = list(rows.select_related("case").order_by("since", "pk"))
    names = dict(Member.objects.filter(pk__in=[one.made_by for one in found]).values_list("pk", "name"))
    parties = Party.objects.filter(case__in=cases, organisation=organisation, until=None)
    persons: dict[uuid.UUID, dict[uuid.UUID, PersonRecord]] = {case: {} for case in cases}
    for party in parties.select_related("person").order_by("since", "pk"):
        persons[party.case_id].setdefault(party.person.identity, party.person)
    return tuple(
        Together(
            one, names.get(one.made_by, "") if one.made_by else "", _in_both(one.case_id, found, persons)
        )
        for one in found
    )


def _in_both(
    case: uuid.UUID, found: list[Joined], persons: dict[uuid.UUID, dict[uuid.UUID, PersonRecord]]
) -> tuple[PersonRecord, ...]:
    """Who is in `case`, or in what was joined to it, and in the rest of the family too."""
    side = {case}
    while fresh := {one.case_id for one in found if one.into_id in side} - side:
        side |= fresh
    here, there = (
        {identity: record for one in cases for identity, record in persons[one].items()}
        for cases in (side, persons.keys() - side)
    )
    return tuple(record for identity, record in here.items() if identity in there)


def _persons_of(cases: list[uuid.UUID], organisation: uuid.UUID) -> dict[uuid.UUID, PersonRecord]:
    parties = Party.objects.filter(case__in=cases, organisation=organisation, until=None)
    return {party.person.identity: party.person for party in parties.select_related("person")}
