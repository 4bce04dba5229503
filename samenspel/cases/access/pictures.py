# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The picture that one organisation may have of a case: the items it sees, as values for the rules.

Has to run in that organisation's context (`acting_as`): the database decides which rows there are.
"""

import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, Q

from samenspel.cases.models import DisclosedPart, Item, Joined, Part, Party
from samenspel.partners.models import Organisation
from samenspel.people.models import Link, PersonRecord
from samenspel.people.models import Relation as StoredRelation
from samenspel.rules.facts import Kind, Known, Person, Picture, Relation

PERSON_DETAILS = frozenset({"person", "protects", "persons"})


def root_of(case: uuid.UUID, organisation: uuid.UUID) -> uuid.UUID:
    """The case under which this organisation knows that family."""
    into = Joined.objects.filter(case=case, organisation=organisation, ended_at=None).values_list(
        "into", flat=True
    )
    found = into.first()
    return root_of(found, organisation) if found else case


def roots_of(cases: Iterable[uuid.UUID], organisation: uuid.UUID) -> dict[uuid.UUID, uuid.UUID]:
    """Per case the one under which this organisation knows that family: as `root_of`, for many at once."""
    roots = {case: case for case in cases}
    while roots:
        joined = Joined.objects.filter(case__in=set(roots.values()), organisation=organisation, ended_at=None)
        into = dict(joined.values_list("case", "into"))
        if not into:
            break
        roots = {case: into.get(root, root) for case, root in roots.items()}
    return roots


def family_of(case: uuid.UUID, organisation: uuid.UUID) -> tuple[uuid.UUID, ...]:
    """All cases that for this organisation concern the same family: the root first, then what was joined to it."""
    root = root_of(case, organisation)
    found, fresh = [root], [root]
    while fresh:
        joined = Joined.objects.filter(into__in=fresh, organisation=organisation, ended_at=None)
        fresh = [one for one in joined.order_by("since").values_list("case", flat=True) if one not in found]
        found += fresh
    return tuple(found)


def picture_of(
    case: uuid.UUID, organisation: Organisation, now: datetime, region: str | None = None
) -> Picture:
    """Everything that `organisation` may know about the family of `case`, oldest event first."""
    cases = family_of(case, organisation.id)
    items = list(
        Item.objects.in_force()
        .filter(case__in=cases)
        .select_related("organisation")
        .prefetch_related(
            Prefetch(
                "parts",
                queryset=Part.objects.filter(Q(name__startswith="fact.") | Q(name__startswith="detail.")),
            ),
            "subjects",
        )
    )
    told = _told_at(items, organisation)
    keys = person_keys(items, organisation.id)
    known = [_known(item, told.get(item.pk, item.recorded_at), keys) for item in items]
    persons, relations = _people(cases, set(keys.values()), organisation)
    return Picture(organisation.kind, tuple(known), persons, relations, region)


def _told_at(items: Iterable[Item], organisation: Organisation) -> dict[uuid.UUID, datetime]:
    """When the organisation got to know each item that is not its own."""
    others = [item.pk for item in items if item.organisation_id != organisation.id]
    shown = DisclosedPart.objects.filter(item__in=others, organisation=organisation)
    return dict(shown.order_by("-disclosure__at").values_list("item", "disclosure__at"))


def person_keys(items: Iterable[Item], organisation: uuid.UUID) -> dict[uuid.UUID, str]:
    """Any record that the items speak of -> the key of that person in this organisation's picture.

    One's own record gives its identity; another's record that of one's own record it is linked to; a record that
    nothing ties to one's own stands for itself.
    """
    records = {subject.person_id for item in items for subject in item.subjects.all()}
    links = Link.objects.filter(Q(first__in=records) | Q(second__in=records), ended_at=None)
    tied: dict[uuid.UUID, uuid.UUID] = {}
    for one, other, first_organisation in links.values_list("first", "second", "first_organisation"):
        mine, theirs = (one, other) if first_organisation == organisation else (other, one)
        tied.setdefault(theirs, mine)
    own = PersonRecord.objects.filter(pk__in=records | set(tied.values())).values_list("pk", "identity")
    identities = dict(own)
    return {
        record: str(identities.get(record) or identities.get(tied.get(record, record)) or record)
        for record in records
    }


def _known(item: Item, recorded: datetime, keys: Mapping[uuid.UUID, str]) -> Known:
    facts: dict[str, Any] = {}
    detail: dict[str, Any] = {}
    for part in item.parts.all():
        kind, _, name = part.name.partition(".")
        (facts if kind == "fact" else detail)[name] = _translated(name, part.value, keys, kind == "fact")
    about: dict[str, list[str]] = {}
    for subject in item.subjects.all():
        about.setdefault(subject.role, []).append(keys[subject.person_id])
    roles = {role: tuple(dict.fromkeys(people)) for role, people in about.items() if role != "genoemd"}
    if item.kind == Kind.MEASURE and detail.get("until"):
        detail["until"] = datetime.fromisoformat(detail["until"])
    return Known(
        str(item.pk),
        Kind(item.kind),
        item.happened_at,
        recorded,
        item.source or item.organisation.kind,
        roles,
        facts,
        detail,
    )


def _translated(name: str, value: Any, keys: Mapping[uuid.UUID, str], is_fact: bool) -> Any:
    """References to persons, from the owner's records to the keys of this picture."""
    if is_fact and isinstance(value, dict):
        return {_key(person, keys): one for person, one in value.items()}
    if not is_fact and name in PERSON_DETAILS:
        return [_key(one, keys) for one in value] if isinstance(value, list) else _key(value, keys)
    return value


def _key(person: str, keys: Mapping[uuid.UUID, str]) -> str:
    try:
        return keys.get(uuid.UUID(person), person)
    except ValueError:
        return person


def identities_of(cases: Iterable[uuid.UUID], keys: Iterable[str], organisation: uuid.UUID) -> set[uuid.UUID]:
    """Everybody of these cases as this organisation knows them, and everybody whom `keys` name.

    Asked apart from what is then asked about them: a list of values can use an index, a choice of two ways cannot.
    """
    parties = Party.objects.filter(case__in=cases, organisation=organisation)
    return {*parties.values_list("person__identity", flat=True), *(uuid.UUID(key) for key in keys)}


def _people(
    cases: tuple[uuid.UUID, ...], keys: set[str], organisation: Organisation
) -> tuple[dict[str, Person], tuple[Relation, ...]]:
    records = PersonRecord.objects.filter(identity__in=identities_of(cases, keys, organisation.id))
    persons: dict[str, Person] = {}
    for record in records.order_by("recorded_at"):
        known = record.for_rules()
        before = persons.get(known.key)
        persons[known.key] = (
            known if before is None or (before.born is None and known.born is not None) else before
        )
    for key in keys - persons.keys():
        persons[key] = Person(key)
    stored = StoredRelation.objects.filter(
        source__identity__in=[uuid.UUID(key) for key in persons], until=None
    )
    relations = {
        Relation(str(source), str(target), kind, custody)
        for source, target, kind, custody in stored.values_list(
            "source__identity", "target__identity", "kind", "custody"
        )
        if source != target
    }
    return persons, tuple(sorted(relations, key=lambda one: (one.source, one.target, one.kind)))
