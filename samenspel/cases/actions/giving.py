# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Giving items to another organisation in such a way that it can work with them: parts, persons, its own case.

Rule: another organisation gets to know a person here and nowhere else, and only beside a disclosure that covers that
person: of an item about them (`give`), or of their name alone (`introduce`).
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from django.db.models import Q

from samenspel.cases.access.pictures import root_of
from samenspel.cases.actions.disclosing import Because, disclose, disclose_persons
from samenspel.cases.actions.joining import join
from samenspel.cases.actions.opening import add_party, cases_about
from samenspel.cases.models import Case, DisclosedPart, Disclosure, Item, Subject
from samenspel.journal.models import Actor, Handling, write
from samenspel.partners.access import acting_as, service_of
from samenspel.partners.models import DutyPost, Organisation
from samenspel.people.actions import copy_minimal, relate, tie
from samenspel.people.models import Link, PersonRecord, Relation

NOBODY_ELSE: Mapping[uuid.UUID, Iterable[uuid.UUID]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class _Given:
    """What goes along with the items: who they are about, per case, and how these are related.

    `alike` are the giver's other records of the same person: one of them may be tied to a record of the receiver.
    """

    persons: dict[uuid.UUID, dict[uuid.UUID, PersonRecord]]
    relations: list[Relation]
    alike: dict[uuid.UUID, list[uuid.UUID]]

    def records(self) -> dict[uuid.UUID, PersonRecord]:
        return {pk: record for people in self.persons.values() for pk, record in people.items()}


def give(
    items: Iterable[Item],
    *,
    to: Organisation,
    by: Actor,
    now: datetime,
    because: Because,
    only: frozenset[str] | None = None,
) -> Disclosure | None:
    """Disclose items of `by`'s organisation, and let the receiver know the persons in them as records of its own.

    Where the receiver knows one of them already, what it gets belongs to its own case; nobody else is told that. The
    caller asked for the ground, and gave a seat where one is due. Returns None when there was nothing new to show.
    """
    items = list(items)
    disclosure = disclose(items, to=to, by=by, now=now, because=because, only=only)
    if disclosure is not None:
        given = _given(_shown(items, to, now), by)
        actor = service_of(to, process="verstrekking")
        with acting_as(actor, purpose="intake"):
            _receive(given, disclosure, to, actor, now)
    return disclosure


def introduce(
    records: Iterable[PersonRecord],
    case: Case,
    *,
    to: Organisation,
    by: Actor,
    now: datetime,
    because: Because,
) -> Disclosure | None:
    """Name these persons of `by`'s organisation to `to`, which gets records of its own to find them by (IS-36).

    The caller asked for the ground, and gave a seat. Returns None when there is nobody to name.
    """
    persons = {record.identity: record for record in reversed(list(records))}
    disclosure = disclose_persons(persons.values(), case, to=to, by=by, now=now, because=because)
    if disclosure is not None:
        given = _Given({case.pk: {one.pk: one for one in persons.values()}}, [], _alike(persons))
        actor = service_of(to, process="uitnodiging")
        with acting_as(actor, purpose="intake"):
            ours = own_records(given.records().values(), to, by=actor, now=now, alike=given.alike)
            _keep(given, ours, disclosure, "cases.invited", actor, now)
    return disclosure


def _shown(items: list[Item], to: Organisation, now: datetime) -> list[Item]:
    """Those of which the receiver sees something: who else they are about it does not get to know."""
    standing = DisclosedPart.objects.standing(now).filter(item__in=items, organisation=to)
    seen = set(standing.values_list("item", flat=True))
    return [item for item in items if item.pk in seen]


def _given(items: list[Item], by: Actor) -> _Given:
    persons: dict[uuid.UUID, dict[uuid.UUID, PersonRecord]] = {item.case_id: {} for item in items}
    for subject in Subject.objects.filter(item__in=items, organisation=by.organisation).select_related(
        "person"
    ):
        persons[subject.case_id][subject.person_id] = subject.person
    identities = {record.identity for people in persons.values() for record in people.values()}
    relations = Relation.objects.filter(
        source__identity__in=identities, target__identity__in=identities, until=None
    ).select_related("source", "target")
    return _Given(persons, list(relations), _alike(identities))


def _alike(identities: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[uuid.UUID]]:
    """All of the acting organisation's records of these persons."""
    alike: dict[uuid.UUID, list[uuid.UUID]] = {}
    known = PersonRecord.objects.filter(identity__in=list(identities)).values_list("pk", "identity")
    for pk, identity in known:
        alike.setdefault(identity, []).append(pk)
    return alike


def _receive(given: _Given, disclosure: Disclosure, to: Organisation, by: Actor, now: datetime) -> None:
    """In the receiver's context: its own records, how they are related, and its own case."""
    theirs = given.records()
    ours = own_records(theirs.values(), to, by=by, now=now, alike=given.alike)
    of_identity = {theirs[pk].identity: record for pk, record in ours.items()}
    for relation in given.relations:
        source, target = of_identity[relation.source.identity], of_identity[relation.target.identity]
        if source.pk != target.pk:
            relate(source, target, relation.kind, custody=relation.custody, now=now)
    gather(given.persons, ours.values(), to, now)
    _keep(given, ours, disclosure, "cases.receive", by, now)


def _keep(
    given: _Given,
    ours: Mapping[uuid.UUID, PersonRecord],
    disclosure: Disclosure,
    name: str,
    by: Actor,
    now: datetime,
) -> None:
    """The receiver's records belong to the cases that it got them in; journals that it has them."""
    for case, people in given.persons.items():
        for pk in people:
            add_party(Case(pk=case), ours[pk], now)
    write(
        by=by,
        name=name,
        handling=Handling.COLLECT,
        now=now,
        case=disclosure.case_id,
        object_kind="disclosure",
        object=disclosure.pk,
        subjects=[record.pk for record in ours.values()],
        purpose=disclosure.purpose,
        ground=disclosure.ground,
    )


def own_records(
    records: Iterable[PersonRecord],
    to: Organisation,
    *,
    by: Actor,
    now: datetime,
    alike: Mapping[uuid.UUID, Iterable[uuid.UUID]] = NOBODY_ELSE,
) -> dict[uuid.UUID, PersonRecord]:
    """For each record of another organisation the record of one's own that it is tied to; a new one where it lacks.

    `alike` are the other's records per identity: what one of them is tied to, they all are.
    """
    theirs = {record.pk: record for record in records}
    others = {pk: [pk, *alike.get(record.identity, ())] for pk, record in theirs.items()}
    tied = _ties({other for pks in others.values() for other in pks}, to)
    known = PersonRecord.objects.in_bulk(tied.values())
    linked = set(tied)
    post = DutyPost.objects.needed(to)
    ours: dict[uuid.UUID, PersonRecord] = {}
    for pk, record in theirs.items():
        found = next((known[tied[other]] for other in others[pk] if other in tied), None)
        if found is None:
            found = copy_minimal(record, by=by, post=post, now=now).record
            tied |= dict.fromkeys(others[pk], found.pk)
            known[found.pk] = found
        elif pk not in linked:
            tie(record, found, now)
        ours[pk] = found
    return ours


def _ties(theirs: set[uuid.UUID], to: Organisation) -> dict[uuid.UUID, uuid.UUID]:
    """Record of another organisation -> record of this one, by the links between them; the latest counts."""
    links = Link.objects.filter(
        Q(first__in=theirs, second_organisation=to) | Q(second__in=theirs, first_organisation=to),
        ended_at=None,
    )
    found = links.order_by("made_at").values_list("first", "second")
    return {(one if one in theirs else other): (other if one in theirs else one) for one, other in found}


def gather(
    cases: Iterable[uuid.UUID], records: Iterable[PersonRecord], organisation: Organisation, now: datetime
) -> uuid.UUID | None:
    """For this organisation alone: these cases, and those in which it knows these persons, concern one family.

    Returns the case under which it knows that family; the oldest that it knew, else the first of `cases`.
    """
    roots = [root_of(case, organisation.pk) for case in (*cases_about(records, organisation.pk), *cases)]
    for root in dict.fromkeys(roots[1:]):
        join(Case(pk=root), roots[0], organisation=organisation, now=now)
    return roots[0] if roots else None
