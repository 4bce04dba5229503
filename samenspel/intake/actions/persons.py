# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the persons of a report to person records of one organisation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from samenspel.cases.actions import add_parties
from samenspel.cases.models import Case
from samenspel.intake.formats import Address, Report, ReportedPerson
from samenspel.journal.models import Actor
from samenspel.partners.models import DutyPost
from samenspel.people.actions import PersonData, Place, Related, house_all, identify_all, relate_all
from samenspel.people.models import PersonRecord


@dataclass(frozen=True, slots=True)
class Registered:
    """The records that one organisation made of a report's persons, by their key in the report."""

    records: dict[str, PersonRecord]

    def ids(self, keys: Iterable[str]) -> list[str]:
        return [str(self.records[key].pk) for key in keys if key in self.records]

    def add_to(self, case: Case, now: datetime) -> None:
        add_parties(case, self.records.values(), now)


def record_persons(report: Report, *, by: Actor, post: DutyPost, now: datetime) -> Registered:
    """Record every person of the report for `by`'s organisation, recognise them, and keep relations and households."""
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
    return Registered(records)


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
    value = {name: getattr(address, name) for name in Address.__slots__ if getattr(address, name)}
    return Place(value, address.postcode or "", address.number or "", current)


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
