# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who knows whom and what, while a chronology is replayed: from the file's names to the rows of the database.

Rule 1: an organisation knows a person from the first event on that names the person and that it knows, and how two
persons are related from the moment that it knows both. The chronology says who is who: nobody has to be recognised.
Rule 2: nothing here decides what is visible. The database does; this only remembers where things are.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from samenspel.cases.actions import Judged, add_party, evaluate, gather, open_case
from samenspel.cases.models import Case, Item, Joined, Party
from samenspel.insights.replay.chronology import Chronology
from samenspel.journal.models import Actor
from samenspel.partners.access import acting_as, service_of
from samenspel.partners.models import DutyPost, Organisation
from samenspel.people.actions import PersonData, identify, link, relate, tie
from samenspel.people.models import Link, PersonRecord

PROCESS = "replay"


class NoSuchOrganisation(LookupError):
    """The database for replays lacks an organisation of that kind."""


@dataclass
class World:
    """The state of one replay. `records` are by organisation and key; `items` by the number of their event."""

    chronology: Chronology
    organisations: dict[str, Organisation]
    records: dict[tuple[str, str], PersonRecord] = field(default_factory=dict)
    key_of: dict[uuid.UUID, str] = field(default_factory=dict)
    items: dict[int, Item] = field(default_factory=dict)
    number_of: dict[uuid.UUID, int] = field(default_factory=dict)
    informed: list[str] = field(default_factory=list)
    met_in: list[frozenset[str]] = field(default_factory=list)

    @classmethod
    def of(cls, chronology: Chronology) -> "World":
        """The start: organisations and nothing else."""
        return cls(chronology, {one.kind: one for one in Organisation.objects.filter(ended_at=None)})

    def organisation(self, code: str) -> Organisation:
        if code not in self.organisations:
            raise NoSuchOrganisation(f"in deze database is geen organisatie van de soort {code}")
        return self.organisations[code]

    def actor(self, code: str) -> Actor:
        return service_of(self.organisation(code), process=PROCESS)

    # Persons

    def known_to(self, code: str) -> tuple[str, ...]:
        """The keys of the persons that the organisation knows."""
        return tuple(key for owner, key in self.records if owner == code)

    def family(self, keys: Iterable[str]) -> frozenset[str]:
        """Everybody who is connected with these persons: by a relation, or by an event that names both."""
        groups = [*self.met_in, *(frozenset({tie.source, tie.target}) for tie in self.chronology.ties)]
        found = set(keys)
        while more := {key for group in groups if group & found for key in group} - found:
            found |= more
        return frozenset(found)

    def learn(self, code: str, keys: Iterable[str], now: datetime) -> dict[str, PersonRecord]:
        """Let the organisation know these persons, in its own context; returns its record of each."""
        by, post = self.actor(code), DutyPost.objects.needed(self.organisation(code))
        wanted = list(dict.fromkeys(keys))
        for key in wanted:
            if (code, key) not in self.records:
                person = self.chronology.persons[key]
                data = PersonData(surname=key, born=person.born, unborn=person.unborn)
                self._add(code, key, identify(data, by=by, post=post, now=now).record, now)
        self._relate(code, now)
        return {key: self.records[code, key] for key in wanted}

    def notice(self, codes: Iterable[str], now: datetime) -> None:
        """Find the records that organisations made of what they were told just now, and say who these are."""
        for code in codes:
            if code not in self.informed:
                self.informed.append(code)
            with acting_as(self.actor(code), purpose=PROCESS):
                fresh = Link.objects.filter(
                    second_organisation=self.organisation(code), made_at=now, basis="verstrekt", ended_at=None
                )
                for link_made in fresh.select_related("second"):
                    self._recognise(code, link_made, now)
                self._relate(code, now)

    def _recognise(self, code: str, made: Link, now: datetime) -> None:
        """A record that came along: the first of this person, or one more of somebody who is known here."""
        key = self.key_of.get(made.first_id)
        if key is None or made.second_id in self.key_of:
            return
        if (code, key) not in self.records:
            self._add(code, key, made.second, now)
            return
        known = self.records[code, key]
        self.key_of[made.second_id] = key
        link(made.second, known, basis="bevestigd", weighing=None, by=self.actor(code), now=now)
        known.refresh_from_db()
        gather((), [known], self.organisation(code), now)

    def _add(self, code: str, key: str, record: PersonRecord, now: datetime) -> None:
        for (other, known), theirs in list(self.records.items()):
            if known == key and other != code and not _tied(theirs, record):
                tie(theirs, record, now)
        self.records[code, key] = record
        self.key_of[record.pk] = key

    def _relate(self, code: str, now: datetime) -> None:
        for one in self.chronology.ties_among(self.known_to(code)):
            source, target = self.records[code, one.source], self.records[code, one.target]
            relate(source, target, one.kind, custody=one.custody, now=now)

    # Cases

    def case_of(self, code: str, keys: Iterable[str], now: datetime) -> Case:
        """In the organisation's context: its case about these persons, gathered from what it knew, else a new one."""
        named = self.learn(code, keys, now)
        near = {
            key
            for one in self.chronology.ties
            for key in (one.source, one.target)
            if named.keys() & {one.source, one.target}
        }
        around = [self.records[code, key] for key in near if (code, key) in self.records]
        organisation = self.organisation(code)
        root = gather((), [*named.values(), *around], organisation, now)
        if root is None:
            case = open_case(
                by=self.actor(code),
                organisation=organisation,
                region=self.chronology.region,
                ground="eigen",
                now=now,
            )
        else:
            case = Case.objects.get(pk=root)
        for record in named.values():
            add_party(case, record, now)
        if code not in self.informed:
            self.informed.append(code)
        return case

    def last_case_persons(self, code: str) -> tuple[str, ...]:
        """In the organisation's context: the persons of the case that it worked on last."""
        last = Item.objects.filter(organisation=self.organisation(code)).order_by("recorded_at").last()
        party = Party.objects.filter(organisation=self.organisation(code)).order_by("since").last()
        case = last.case_id if last else party.case_id if party else None
        parties = Party.objects.filter(organisation=self.organisation(code), case=case)
        keys = (self.key_of.get(pk) for pk in parties.order_by("since").values_list("person", flat=True))
        return tuple(key for key in keys if key)

    def roots(self, code: str) -> list[uuid.UUID]:
        """In the organisation's context: the cases under which it knows the families that it knows."""
        organisation = self.organisation(code)
        joined = dict(
            Joined.objects.filter(organisation=organisation, ended_at=None).values_list("case", "into")
        )
        found: dict[uuid.UUID, None] = {}
        for case in (
            Party.objects.filter(organisation=organisation).order_by("since").values_list("case", flat=True)
        ):
            while case in joined:
                case = joined[case]
            found[case] = None
        return list(found)

    def judge(self, now: datetime) -> tuple[Judged, ...]:
        """Evaluate every case of every organisation that knows something, at that moment."""
        made: list[Judged] = []
        for code in self.informed:
            with acting_as(self.actor(code), purpose=PROCESS):
                for root in self.roots(code):
                    made += evaluate(Case(pk=root), now, only=[self.organisation(code)])
        return tuple(made)

    def same(self) -> dict[str, str]:
        """The key in the file of every person in anybody's picture."""
        keys = {str(record.identity): key for (_, key), record in self.records.items()}
        return keys | {str(pk): key for pk, key in self.key_of.items()}


def _tied(theirs: PersonRecord, ours: PersonRecord) -> bool:
    return Link.objects.filter(first=theirs, second=ours, ended_at=None).exists()


def by_family(judged: Iterable[Judged], world: World) -> list[list[Judged]]:
    """The pictures of the organisations, together per family."""
    same = world.same()
    groups: dict[frozenset[str], list[Judged]] = defaultdict(list)
    for one in judged:
        groups[world.family({same.get(key, key) for key in one.picture.persons})].append(one)
    return list(groups.values())
