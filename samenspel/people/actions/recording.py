# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Recording a person as a source describes it, and finding who of our own that may be.

Everything here runs inside the caller's transaction and context: one organisation, its own records. The caller's
journal entry covers it (identifying a person is part of registering a report).
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from samenspel.journal.models import Actor
from samenspel.partners.models import DutyPost
from samenspel.people.actions.linking import link
from samenspel.people.models import (
    Doubt,
    Household,
    HouseholdMember,
    Link,
    MatchKey,
    PersonNumber,
    PersonRecord,
    Relation,
    Secret,
    SecretKind,
    keyed_hash,
)
from samenspel.rules import matching
from samenspel.rules.facts import Born
from samenspel.rules.matching import Likeness, Weighing, blocking_keys, weigh


@dataclass(frozen=True, slots=True)
class Place:
    """One address: what to keep (`value`, plain JSON) and what to recognise it by (postcode and number)."""

    value: dict[str, Any]
    postcode: str = ""
    number: str = ""
    current: bool = True

    @property
    def hash(self) -> str | None:
        plain = matching.address(self.postcode, self.number) if self.postcode and self.number else None
        return keyed_hash("adres", plain) if plain else None


@dataclass(frozen=True, slots=True)
class PersonData:
    """A person as a source describes it. `protected`: nothing about where this person is may be recognised."""

    first_names: str = ""
    call_name: str = ""
    initials: str = ""
    prefix: str = ""
    surname: str = ""
    birth_surname: str = ""
    partner_surname: str = ""
    born: Born | None = None
    sex: str = ""
    unborn: bool = False
    due: date | None = None
    deceased: date | None = None
    languages: tuple[str, ...] = ()
    protected: bool = False
    places: tuple[Place, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    bsn: str | None = None
    numbers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Identified:
    """The new record, and what recognition made of it: the record it was linked to, and doubts for a person."""

    record: PersonRecord
    linked_to: PersonRecord | None
    doubts: tuple[Doubt, ...]


def identify(data: PersonData, *, by: Actor, post: DutyPost, now: datetime) -> Identified:
    """Record a person and look who of this organisation's own records it is (see `identify_all`)."""
    return identify_all([data], by=by, post=post, now=now)[0]


def identify_all(
    people: Iterable[PersonData], *, by: Actor, post: DutyPost, now: datetime
) -> list[Identified]:
    """Record these persons, and look who of this organisation's own records each is; also one named before it here.

    A certain likeness becomes a link, unless one of the two is protected. Of what is not linked the best likeness
    per identity becomes a Doubt that `post` owns; what is less than that nothing. Uses blocking keys and
    `rules.matching.weigh`; source: handbook 12, SR-17.
    """
    records = _record(list(people), by, now)
    found = [
        _recognise(record, [later.pk for later, _ in records[place:]], keys, by, post, now)
        for place, (record, keys) in enumerate(records)
    ]
    if any(one.linked_to for one in found):
        _refresh([record for record, _ in records])
    return found


def _refresh(records: list[PersonRecord]) -> None:
    """A link changes the identity of others than the one that was linked."""
    identities = dict(
        PersonRecord.objects.filter(pk__in=[one.pk for one in records]).values_list("pk", "identity")
    )
    for record in records:
        record.identity = identities[record.pk]


def _recognise(
    record: PersonRecord,
    not_these: list[uuid.UUID],
    keys: Iterable[str],
    by: Actor,
    post: DutyPost,
    now: datetime,
) -> Identified:
    found = _weighed(record, keys, not_these)
    sure = [(other, w) for other, w in found if w.verdict is Likeness.CERTAIN]
    certain = sure[0] if len(sure) == 1 else None  # two that are both "certain" contradict each other
    if certain and PersonRecord.objects.any_protected([record, certain[0]]):
        certain = None  # however sure: about a protected person two people decide (SR-17)
    if certain:
        link(record, certain[0], basis="herkend", weighing=certain[1], by=by, now=now)
    identity = certain[0].identity if certain else None
    doubtful = [(o, w) for o, w in found if o.identity != identity and w.verdict is not Likeness.DIFFERENT]
    doubts = tuple(_doubt(record, other, w, post, now) for other, w in doubtful[:5])
    return Identified(record, certain[0] if certain else None, doubts)


def _record(people: list[PersonData], by: Actor, now: datetime) -> list[tuple[PersonRecord, frozenset[str]]]:
    """A new record of each, with everything that belongs to it, and the keys to recognise it by."""
    made = [(data, _new(data, by, now)) for data in people]
    PersonRecord.objects.bulk_create(record for _, record in made)
    Secret.objects.bulk_create(secret for data, record in made for secret in _secrets(record, data, now))
    found = [(record, blocking_keys(record.features)) for _, record in made]
    MatchKey.objects.bulk_create(
        MatchKey(organisation_id=record.organisation_id, person=record, key=key)
        for record, keys in found
        for key in sorted(keys)
    )
    PersonNumber.objects.bulk_create(
        PersonNumber(organisation_id=record.organisation_id, person=record, scheme=scheme, number=number)
        for data, record in made
        for scheme, number in data.numbers
    )
    return found


def _new(data: PersonData, by: Actor, now: datetime) -> PersonRecord:
    hashes = [] if data.protected else [(place.hash, place.current) for place in data.places if place.hash]
    phones = [plain for phone in data.phones if (plain := matching.phone(phone))]
    bsn = matching.bsn(data.bsn) if data.bsn else None
    born = data.born
    record = PersonRecord(
        organisation_id=by.acts_for,
        first_names=data.first_names,
        call_name=data.call_name,
        initials=data.initials,
        prefix=data.prefix,
        surname=data.surname,
        birth_surname=data.birth_surname,
        partner_surname=data.partner_surname,
        birth_year=born.year if born else None,
        birth_month=born.month if born else None,
        birth_day=born.day if born else None,
        sex=data.sex,
        unborn=data.unborn,
        due_date=data.due,
        deceased=data.deceased,
        languages=list(data.languages),
        protected=data.protected,
        address_hashes=sorted({known for known, current in hashes if current and known}),
        former_address_hashes=sorted({known for known, current in hashes if not current and known}),
        phone_hashes=[] if data.protected else sorted({keyed_hash("telefoon", plain) for plain in phones}),
        bsn_hash=keyed_hash("bsn", bsn) if bsn else "",
        recorded_at=now,
    )
    record.identity = record.id
    return record


def _secrets(record: PersonRecord, data: PersonData, now: datetime) -> Iterable[Secret]:
    values: list[tuple[SecretKind, Any, bool]] = [
        *((SecretKind.ADDRESS, place.value, place.current) for place in data.places),
        *((SecretKind.PHONE, phone, True) for phone in data.phones),
        *((SecretKind.EMAIL, email, True) for email in data.emails),
    ]
    if data.bsn:
        values.append((SecretKind.BSN, data.bsn, True))
    for kind, value, current in values:
        yield Secret(
            organisation_id=record.organisation_id,
            person=record,
            kind=kind.value,
            protected=data.protected,
            current=current,
            recorded_at=now,
        ).seal_value(value)


def _weighed(
    record: PersonRecord, keys: Iterable[str], not_these: list[uuid.UUID]
) -> list[tuple[PersonRecord, Weighing]]:
    """Candidates that are not simply different, likeliest first; one per identity."""
    features = record.features
    candidates = PersonRecord.objects.sharing_a_key(keys, record.organisation_id).exclude(pk__in=not_these)
    weighed = [(other, weigh(features, other.features)) for other in candidates]
    best: dict[Any, tuple[PersonRecord, Weighing]] = {}
    for other, weighing in sorted(weighed, key=lambda pair: (-pair[1].score, str(pair[0].pk))):
        if weighing.verdict is not Likeness.DIFFERENT:
            best.setdefault(other.identity, (other, weighing))
    return list(best.values())


def ladder(weighing: Weighing) -> list[dict[str, Any]]:
    """The explanation as it is stored and shown: one line per comparison."""
    return [{"wat": rung.comparison, "trede": rung.label, "gewicht": rung.weight} for rung in weighing.ladder]


def _doubt(
    record: PersonRecord, other: PersonRecord, weighing: Weighing, post: DutyPost, now: datetime
) -> Doubt:
    doubt = Doubt(
        organisation_id=record.organisation_id,
        post=post,
        record=record,
        candidate=other,
        score=weighing.score,
        ladder=ladder(weighing),
        opened_at=now,
    )
    doubt.save(force_insert=True)
    return doubt


@dataclass(frozen=True, slots=True)
class Related:
    """`source` is the `kind` of `target`."""

    source: PersonRecord
    target: PersonRecord
    kind: str
    custody: bool | None = None


def relate(
    source: PersonRecord, target: PersonRecord, kind: str, *, custody: bool | None = None, now: datetime
) -> None:
    """Record that `source` is the `kind` of `target`, once per pair of records."""
    relate_all([Related(source, target, kind, custody)], now)


def relate_all(relations: Iterable[Related], now: datetime) -> None:
    """Record how these are related, once per pair of records and kind."""
    said = {(one.source.pk, one.target.pk, one.kind): one for one in reversed(list(relations))}
    sources = {source for source, _, _ in said}
    known = Relation.objects.filter(source__in=sources, until=None).values_list("source", "target", "kind")
    Relation.objects.bulk_create(
        Relation(
            organisation_id=one.source.organisation_id,
            source=one.source,
            target=one.target,
            kind=one.kind,
            custody=one.custody,
            since=now,
        )
        for key, one in reversed(list(said.items()))
        if key not in set(known)
    )


def house(record: PersonRecord, place: Place, now: datetime) -> Household:
    """Let `record` live at `place` from now on (see `house_all`). Returns the household."""
    return house_all([(record, place)], now)[0]


def house_all(homes: Iterable[tuple[PersonRecord, Place]], now: datetime) -> list[Household]:
    """Let each record live at its place from now on; where it (its identity) lived before ends. Returns the households.

    Whoever lives at the same recognisable place shares the household. A protected person's place is recognised by
    nobody, so it gets a household of its own (SR-14).
    """
    homes = list(homes)
    households = _households(homes)
    living: dict[uuid.UUID, list[HouseholdMember]] = {record.identity: [] for record, _ in homes}
    for member in HouseholdMember.objects.filter(person__identity__in=living, until=None).select_related(
        "person"
    ):
        living[member.person.identity].append(member)
    ended, fresh = [], []
    for (record, _), household in zip(homes, households, strict=True):
        here = [one for one in living[record.identity] if one.household_id == household.pk]
        for one in living[record.identity]:
            if one.household_id != household.pk:
                one.until = now
                ended.append(one.pk)
        if not here:
            here = [_member(household, record, now)]
            fresh += here
        living[record.identity] = here
    HouseholdMember.objects.bulk_create(fresh)
    HouseholdMember.objects.filter(pk__in=ended).update(until=now)
    return households


def _households(homes: list[tuple[PersonRecord, Place]]) -> list[Household]:
    """The household of each home, made where it lacks."""
    hashes = [None if record.protected else place.hash for record, place in homes]
    known: dict[str, Household] = {}
    for household in Household.objects.filter(place_hash__in=[one for one in hashes if one]).order_by("pk"):
        known.setdefault(household.place_hash, household)
    found: list[Household] = []
    fresh: list[Household] = []
    for (record, _), place_hash in zip(homes, hashes, strict=True):
        if place_hash is None or place_hash not in known:
            made = Household(organisation_id=record.organisation_id, place_hash=place_hash or "")
            fresh.append(made)
            known |= {place_hash: made} if place_hash else {}
        found.append(known[place_hash] if place_hash else fresh[-1])
    Household.objects.bulk_create(fresh)
    return found


def _member(household: Household, record: PersonRecord, now: datetime) -> HouseholdMember:
    return HouseholdMember(
        organisation_id=record.organisation_id, household=household, person=record, since=now
    )


def copy_minimal(record: PersonRecord, *, by: Actor, post: DutyPost, now: datetime) -> Identified:
    """A record of `by`'s own with only what identifies a person: names, birth date, sex. No place, no number.

    For a partner that is invited: it must be able to find the person in its own registration (handbook IS-36).
    The link to the giver's record is what the disclosure ties; the caller has disclosed the same fields.
    """
    data = PersonData(
        first_names=record.first_names,
        call_name=record.call_name,
        initials=record.initials,
        prefix=record.prefix,
        surname=record.surname,
        birth_surname=record.birth_surname,
        born=record.born,
        sex=record.sex,
        unborn=record.unborn,
        due=record.due_date,
        protected=record.protected,
    )
    found = identify(data, by=by, post=post, now=now)
    tie(record, found.record, now)
    return found


def tie(theirs: PersonRecord, ours: PersonRecord, now: datetime) -> Link:
    """The link between a giver's record and the record that its receiver made of it."""
    made = Link(
        first=theirs,
        second=ours,
        first_organisation_id=theirs.organisation_id,
        second_organisation_id=ours.organisation_id,
        basis="verstrekt",
        made_at=now,
    )
    made.save(force_insert=True)
    return made
