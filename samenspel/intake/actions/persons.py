# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the persons of a report to person records of one organisation."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from samenspel.cases.actions import add_parties
from samenspel.cases.models import Case
from samenspel.intake.formats import Address, Report, ReportedPerson
from samenspel.journal.models import Actor
from samenspel.partners.models import DutyPost
from samenspel.people.access import perhaps_protected
from samenspel.people.actions import (
    PersonData,
    Place,
    Related,
    house_all,
    identify_all,
    keep_place,
    relate_all,
)
from samenspel.people.models import PersonRecord


@dataclass(frozen=True, slots=True)
class Registered:
    """The records that one organisation made of a report's persons, by their key in the report.

    `place` stands for where it happened, if the report says so; `hidden`: where any of them is, has to stay hidden.
    """

    records: dict[str, PersonRecord]
    place: uuid.UUID | None = None
    hidden: bool = False

    def ids(self, keys: Iterable[str]) -> list[str]:
        return [str(self.records[key].pk) for key in keys if key in self.records]

    def add_to(self, case: Case, now: datetime) -> None:
        add_parties(case, self.records.values(), now)


def record_persons(
    report: Report, *, by: Actor, post: DutyPost, now: datetime, place: uuid.UUID | None = None
) -> Registered:
    """Record every person of the report for `by`'s organisation, recognise them, and keep relations and households.

    Where it happened is kept too; `place` is the reference under which another organisation keeps it already.
    """
    people = [_data(person) for person in report.persons]
    found = [one.record for one in identify_all(people, by=by, post=post, now=now)]
    records = {person.key: record for person, record in zip(report.persons, found, strict=True)}
    current = [next((place for place in data.places if place.current), None) for data in people]
    house_all([(record, home) for record, home in zip(found, current, strict=True) if home], now)
    related = [
        Related(records[one.source], records[one.target], one.kind, one.custody)
        for one in report.relations
        if one.source in records and one.target in records
    ]
    relate_all(related, now)
    hidden = bool(perhaps_protected(record.identity for record in found))
    where = plain(report.place)
    if not where:
        return Registered(records, None, hidden)
    place = place or uuid.uuid4()
    keep_place(place, where, protected=hidden, by=by, now=now)
    return Registered(records, place, hidden)


def _data(person: ReportedPerson) -> PersonData:
    places = [
        place
        for address, current in ((person.actual, True), (person.formal, person.actual is None))
        if (place := _place(address, current))
    ]
    return PersonData(
        first_names=person.first_names or "",
        call_name=person.call_name or "",
        initials=person.initials or "",
        prefix=person.infix or "",
        surname=person.last_name or "",
        birth_surname=" ".join(part for part in (person.maiden_infix, person.maiden_name) if part),
        born=person.born,
        sex=person.sex.value if person.sex else "",
        unborn=person.unborn,
        due=person.due,
        deceased=person.died.earliest() if person.died else None,
        languages=person.languages,
        protected=bool(person.secret_address),
        places=tuple(places),
        phones=person.phones,
        emails=person.emails,
        bsn=person.bsn,
        numbers=tuple((number.holder[:40], number.value[:80]) for number in person.numbers),
    )


def _place(address: Address | None, current: bool) -> Place | None:
    if address is None:
        return None
    return Place(plain(address), address.postcode or "", address.number or "", current)


def plain(address: Address | None) -> dict[str, str]:
    """What is known of an address, by the names of its parts."""
    return {name: said for name in Address.__slots__ if (said := getattr(address, name, None))}


def name_parts(report: Report) -> Iterable[tuple[str, dict[str, str]]]:
    """Per person what identifies it and nothing more: the only content of an invitation (IS-36)."""
    for index, person in enumerate(report.persons, start=1):
        given = person.call_name or person.first_names or person.initials
        name = " ".join(part for part in (given, person.infix, person.last_name) if part)
        value = {"naam": name or "onbekend", "rol": ", ".join(person.roles)}
        if person.born:
            parts = (person.born.year, person.born.month, person.born.day)
            value["geboren"] = "-".join(f"{part:02d}" for part in parts if part)
        yield f"persoon.{index}", value
