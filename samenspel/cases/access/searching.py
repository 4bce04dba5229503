# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Looking for somebody: in one's own cases; or, through another door and for a purpose, in the whole organisation.

Rule 1: one's own cases are searched on any part of a name. Outside them only whole names, dates and numbers find
anything: equality, which an index serves and which is no way to browse.
Rule 2: outside shows who somebody is and nothing more, and every time is journalled with its purpose (SR-20).
"""

import re
import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from samenspel.cases.models import Assignment, CaseNumber, Party
from samenspel.journal.models import Actor, Handling, write
from samenspel.partners.access import acting_as, without_member
from samenspel.people.models import PersonNumber, PersonRecord
from samenspel.rules.facts import Born
from samenspel.rules.matching import Features, blocking_keys

MOST = 50
_DATE = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody looks for: words of a name, a birth date, and the whole as a number."""

    words: tuple[str, ...]
    born: date | None
    number: str

    def __bool__(self) -> bool:
        return bool(self.words or self.born)


@dataclass(frozen=True, slots=True)
class Found:
    """One person or number that was found, and the case it is in, if that is a case of the reader."""

    person: PersonRecord | None
    number: str
    case: uuid.UUID | None


def question_of(text: str) -> Question:
    """What the words in a search box ask: `14-3-1990 jansen`, `BVH-2026-1`. At most six words of a name count."""
    born = None
    found = _DATE.search(text) or _ISO.search(text)
    if found:
        parts = [int(part) for part in found.groups()]
        year, month, day = parts if parts[0] > 31 else reversed(parts)
        try:
            born = date(year, month, day)
        except ValueError:
            found = None
    rest = text.replace(found[0], " ") if found else text
    words = tuple(word for word in re.split(r"[\s,;]+", rest) if len(word) > 1)[:6]
    return Question(words, born, " ".join(text.split())[:80])


def search_own(question: Question, *, by: Actor, now: datetime) -> list[Found]:
    """In the cases that this member works on: parts of names, birth dates, numbers. Journals what was found."""
    cases = list(Assignment.objects.cases_of(by, now))
    parties = Party.objects.filter(case__in=cases, organisation=by.organisation).select_related("person")
    found = [Found(one.person, "", one.case_id) for one in parties.filter(_like(question))[:MOST]]
    numbers = CaseNumber.objects.filter(
        case__in=cases, organisation=by.organisation, number__iexact=question.number
    )
    found += [Found(None, one.number, one.case_id) for one in numbers[:MOST]]
    of_person = PersonNumber.objects.filter(organisation=by.organisation, number__iexact=question.number)
    having = parties.filter(person__identity__in=of_person.values("person__identity"))
    found += [Found(one.person, question.number, one.case_id) for one in having[:MOST]]
    _journal("cases.search", found, by, now, "zoeken")
    return found


def search_outside(question: Question, *, by: Actor, purpose: str, now: datetime) -> list[Found]:
    """In all records of the organisation, for a purpose: who somebody is, once per person, and nothing more."""
    with acting_as(without_member(by), purpose="intake"):
        numbers = PersonNumber.objects.filter(organisation=by.organisation, number=question.number)
        cases = CaseNumber.objects.filter(organisation=by.organisation, number=question.number)
        parties = Party.objects.filter(organisation=by.organisation, case__in=cases.values("case"))
        near = PersonRecord.objects.sharing_a_key(_keys(question), by.acts_for, limit=4 * MOST)
        records = PersonRecord.objects.filter(
            Q(pk__in=near.values("pk"))
            | Q(pk__in=numbers.values("person"))
            | Q(pk__in=parties.values("person")),
            organisation=by.organisation,
        )
        persons = {record.identity: record for record in records.order_by("recorded_at")[: 4 * MOST]}
    found = [Found(record, "", None) for record in persons.values()][:MOST]
    _journal("cases.search_outside", found, by, now, purpose)
    return found


def _like(question: Question) -> Q:
    """Every word stands in some part of the name, and the birth date is that one; never true for nothing."""
    if not question:
        return Q(pk__in=[])
    asked = Q()
    for word in question.words:
        names = ("surname", "first_names", "call_name", "birth_surname", "prefix", "initials")
        one = Q()
        for name in names:
            one |= Q(**{f"person__{name}__icontains": word})
        asked &= one
    if question.born:
        born = question.born
        parts = {"birth_year": born.year, "birth_month": born.month, "birth_day": born.day}
        asked &= Q(**{f"person__{name}": value for name, value in parts.items()})
    return asked


def _keys(question: Question) -> frozenset[str]:
    """The index keys that a record with this name has, whichever word is the surname."""
    born = Born(question.born.year, question.born.month, question.born.day) if question.born else None
    keys: set[str] = set()
    for word in question.words:
        others = " ".join(one for one in question.words if one != word)
        keys |= blocking_keys(Features(surname=word, first_names=others, born=born))
    return frozenset(keys)


def _journal(name: str, found: list[Found], by: Actor, now: datetime, purpose: str) -> None:
    """Who was found, never what was typed: that may be a name of somebody who is not there."""
    write(
        by=by,
        name=name,
        handling=Handling.READ,
        now=now,
        subjects=[one.person.pk for one in found if one.person],
        fields=["naam", "geboorte"],
        purpose=purpose,
    )
