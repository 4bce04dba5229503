# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The one door to a case on a page: what exactly this reader may see, each item with its ground (SR-01, SR-29)."""

import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404

from samenspel.cases.access.pictures import family_of, identities_of, person_keys
from samenspel.cases.access.rules import JudgedBy, judged_by
from samenspel.cases.access.together import Elsewhere, Together, elsewhere, together
from samenspel.cases.models import (
    Assignment,
    Block,
    Case,
    CaseNumber,
    Deadline,
    DisclosedPart,
    Evaluation,
    Holder,
    Invitation,
    Item,
    Part,
    Proposal,
    Seat,
    Subject,
)
from samenspel.journal.models import Actor, Handling, write
from samenspel.people.access import perhaps_protected, places_known
from samenspel.people.models import HouseholdMember, PersonRecord, Relation

OWN = "eigen registratie"
PLACE = "plaats"


@dataclass(frozen=True, slots=True)
class Where:
    """Where an item happened, by the names of an address. `value` is None when it may be an address to be hidden."""

    value: Mapping[str, str] | None


@dataclass(frozen=True, slots=True)
class Shown:
    """One item as this reader may see it: its parts, who is in it, whose it is, and why the reader may see it."""

    item: Item
    parts: dict[str, Any]
    roles: dict[str, tuple[str, ...]]
    ground: str
    own: bool
    place: Where | None = None


@dataclass(frozen=True, slots=True)
class File:
    """Everything of one case that one reader may see now.

    `case` is the one under which the reader's organisation knows the family, `cases` all that belong to it.
    """

    case: Case
    cases: tuple[uuid.UUID, ...]
    numbers: list[CaseNumber]
    seats: list[Seat]
    holders: list[Holder]
    persons: dict[str, PersonRecord]
    relations: list[Relation]
    households: dict[uuid.UUID, tuple[str, ...]]
    items: list[Shown]
    deadlines: list[Deadline]
    proposals: list[Proposal]
    invitations: list[Invitation]
    blocks: list[Block]
    evaluation: Evaluation | None
    judged_by: tuple[JudgedBy, ...]
    together: tuple[Together, ...]
    elsewhere: tuple[Elsewhere, ...]


def open_file(by: Actor, case: uuid.UUID, purpose: str, now: datetime) -> File:
    """What `by` may see of the case. Raises Http404 alike for a case that is not there and one that is not theirs.

    Writes the journal line before anything is returned; a refusal is journalled too. `purpose` says what for.
    """
    found = Case.objects.filter(pk=case).first() if _assigned(by, case, now) else None
    if found is None or by.organisation is None:
        write(
            by=by,
            name="cases.open_file",
            handling=Handling.REFUSE,
            now=now,
            outcome="geweigerd",
            purpose=purpose,
        )
        raise Http404
    file = _file(found, by.organisation, now)
    write(
        by=by,
        name="cases.open_file",
        handling=Handling.READ,
        now=now,
        case=found.pk,
        subjects=[record.pk for record in file.persons.values()],
        fields={shown.item.category for shown in file.items}
        | {PLACE for shown in file.items if shown.place and shown.place.value},
        purpose=purpose,
        ground=",".join(sorted({shown.ground for shown in file.items if not shown.own}))[:60],
    )
    return file


def _assigned(by: Actor, case: uuid.UUID, now: datetime) -> bool:
    return by.member is not None and Assignment.objects.of_member(by.member, now).filter(case=case).exists()


def _file(case: Case, organisation: uuid.UUID, now: datetime) -> File:
    cases = family_of(case.pk, organisation)
    items = list(
        Item.objects.in_force()
        .filter(case__in=cases)
        .select_related("organisation")
        .prefetch_related("subjects")
    )
    persons, keys = _persons(cases, items, organisation)
    root = case if cases[0] == case.pk else Case.objects.filter(pk=cases[0]).first()
    return File(
        case=root or case,
        cases=cases,
        numbers=list(CaseNumber.objects.filter(case__in=cases, organisation=organisation)),
        seats=_seats(cases),
        holders=list(
            Holder.objects.filter(case__in=cases, until=None)
            .select_related("organisation")
            .order_by("-since")
        ),
        persons=persons,
        relations=list(
            Relation.objects.filter(source__identity__in=persons, until=None).select_related(
                "source", "target"
            )
        ),
        households=_households(persons),
        items=_shown(items, keys, organisation, now),
        deadlines=_deadlines(cases),
        proposals=list(Proposal.objects.of_cases(cases)),
        invitations=list(
            Invitation.objects.filter(case__in=cases)
            .select_related("organisation", "sender")
            .order_by("-sent_at")
        ),
        blocks=list(Block.objects.filter(case__in=cases, lifted_at=None).select_related("organisation")),
        evaluation=Evaluation.objects.filter(case__in=cases, organisation=organisation)
        .order_by("-at")
        .first(),
        judged_by=judged_by(cases, organisation),
        together=together(cases, organisation),
        elsewhere=elsewhere(cases, (record.identity for record in persons.values()), organisation),
    )


def _deadlines(cases: tuple[uuid.UUID, ...]) -> list[Deadline]:
    """The terms, the one that ends first on top. Each keeps the record that it began with; here it is about who that
    person is known to be now."""
    terms = Deadline.objects.filter(case__in=cases).select_related("organisation", "post")
    found = list(terms.order_by("due_at", "term"))
    began = PersonRecord.objects.filter(pk__in={one.person for one in found if one.person})
    identities = dict(began.values_list("pk", "identity"))
    for one in found:
        one.person = identities.get(one.person, one.person) if one.person else None
    return found


def _seats(cases: tuple[uuid.UUID, ...]) -> list[Seat]:
    """Who sits at one of these tables, each organisation once: since when it first did."""
    seats = Seat.objects.filter(case__in=cases, until=None).select_related("organisation")
    first: dict[uuid.UUID, Seat] = {}
    for seat in seats.order_by("since", "pk"):
        first.setdefault(seat.organisation_id, seat)
    return list(first.values())


def _households(persons: dict[str, PersonRecord]) -> dict[uuid.UUID, tuple[str, ...]]:
    """Who of these persons live together now."""
    together: dict[uuid.UUID, list[str]] = defaultdict(list)
    living = HouseholdMember.objects.filter(person__identity__in=persons, until=None)
    for household, identity in living.values_list("household", "person__identity"):
        together[household].append(str(identity))
    return {household: tuple(dict.fromkeys(people)) for household, people in together.items()}


def _persons(
    cases: tuple[uuid.UUID, ...], items: list[Item], organisation: uuid.UUID
) -> tuple[dict[str, PersonRecord], dict[uuid.UUID, str]]:
    """The reader's own record per person of the case (the latest), and the key of every record that items speak of."""
    keys = person_keys(items, organisation)
    identities = identities_of(cases, keys.values(), organisation)
    records = PersonRecord.objects.filter(identity__in=identities)
    by_time = records.select_related("organisation").order_by("recorded_at")
    return {str(record.identity): record for record in by_time}, keys


def _shown(
    items: list[Item], keys: dict[uuid.UUID, str], organisation: uuid.UUID, now: datetime
) -> list[Shown]:
    parts: dict[uuid.UUID, dict[str, Any]] = defaultdict(dict)
    for part in Part.objects.filter(item__in=items).order_by("name"):
        parts[part.item_id][part.name] = part.value
    others = [item for item in items if item.organisation_id != organisation]
    grounds = dict(
        DisclosedPart.objects.standing(now)
        .filter(item__in=others, organisation=organisation)
        .values_list("item", "ground")
    )
    places = _places(items, parts, keys, organisation)
    return [
        Shown(
            item,
            parts[item.pk],
            _roles(item, keys),
            grounds.get(item.pk, OWN),
            item.organisation_id == organisation,
            places.get(item.pk),
        )
        for item in items
    ]


def _places(
    items: list[Item],
    parts: dict[uuid.UUID, dict[str, Any]],
    keys: dict[uuid.UUID, str],
    organisation: uuid.UUID,
) -> dict[uuid.UUID, Where]:
    """Where these happened, as far as this organisation was told; takes the references out of the parts.

    Nobody's place shows when somebody in the item must stay hidden now, or had to when it was recorded (SR-13, SR-14).
    """
    told = {item.pk: uuid.UUID(parts[item.pk].pop(PLACE)) for item in items if PLACE in parts[item.pk]}
    kept = places_known(told.values(), organisation)
    about = {item.pk: {uuid.UUID(keys[one.person_id]) for one in item.subjects.all()} for item in items}
    hidden = perhaps_protected(one for item in told for one in about[item])
    return {
        item: Where(None if secret.protected or hidden & about[item] else secret.open_value())
        for item, reference in told.items()
        if (secret := kept.get(reference))
    }


def _roles(item: Item, keys: dict[uuid.UUID, str]) -> dict[str, tuple[str, ...]]:
    roles: dict[str, list[str]] = defaultdict(list)
    subjects: list[Subject] = list(item.subjects.all())
    for subject in subjects:
        roles[subject.role].append(keys[subject.person_id])
    return {role: tuple(dict.fromkeys(people)) for role, people in roles.items()}
