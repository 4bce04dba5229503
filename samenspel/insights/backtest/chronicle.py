# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A chronology as the pictures that each organisation had, event by event. No database: nothing is recorded anywhere.

Who knows what is what docs/guide/chronologie.md says: whoever an event is `by`; by a report Veilig Thuis; by a moment
whoever sat there; and because the law says so. `samenspel replay` finds it out through the real system; a test holds
the two together.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from samenspel.insights.replay.chronology import CITIZEN, REPORT, TICK, Chronology, Event
from samenspel.rules.catalogue import decisions
from samenspel.rules.facts import Kind, Known, Person, Picture, Relation, Situation
from samenspel.rules.ruleset import Ruleset, national
from samenspel.rules.safety import consequences, holders

RECEIVER = "VT"
HOME_BAN = ("B01", "B02", "B03")


def pictures(chronology: Chronology) -> Iterator[tuple[Event, Mapping[str, Picture]]]:
    """After each event: the picture of every organisation that knows something by then."""
    told = _Told(chronology)
    for event in chronology.events:
        if event.kind != TICK and not (event.by == CITIZEN and event.kind != REPORT):
            told.happens(event)
        yield event, {code: told.picture(code) for code in told.since}


@dataclass(slots=True)
class _Told:
    """Which organisation knows which event, and since when."""

    chronology: Chronology
    since: dict[str, dict[int, datetime]] = field(default_factory=dict)
    rules: Ruleset = field(default_factory=national)

    def happens(self, event: Event) -> None:
        code = RECEIVER if event.by == CITIZEN else event.by
        self._tell(code, [event.number], event.at)
        match event.kind:
            case "report":
                reported = [event.detail["incident"]] if "incident" in event.detail else []
                self._tell(RECEIVER, [*reported, event.number], event.at)
                self._tell(code, reported, event.at)
            case "moment":
                self._share(event, code)
            case "breach":
                self._breach(event)
            case _ if _is_home_ban(event):
                self._tell(RECEIVER, [event.number], event.at)

    def _tell(self, code: str, numbers: Iterable[int], at: datetime) -> None:
        known = self.since.setdefault(code, {})
        for number in numbers:
            known.setdefault(number, at)

    def _share(self, event: Event, host: str) -> None:
        """What each of them knew, all of them know."""
        table = event.detail["present"]
        together = {number for code in table for number in self.since.get(code, {})} | {event.number}
        for code in table:
            self._tell(code, sorted(together), event.at)

    def _breach(self, event: Event) -> None:
        """Whom DT-07 names in the picture of whoever hears of it; who registered what was broken hears first."""
        of = event.detail["of"]
        thing = self._broken(of, event)
        waiting = [thing.by] if thing else []
        heard = [event.by]
        while heard_by := next(
            (code for code in (*waiting, *self._named(event, heard)) if code not in heard), None
        ):
            self._tell(heard_by, [event.number], event.at)
            heard.append(heard_by)
        if thing:
            for code in heard:
                if any(thing.number in self.since.get(one, {}) for one in heard):
                    self._tell(code, [thing.number], event.at)

    def _broken(self, of: str, event: Event) -> Event | None:
        made = [
            one
            for one in self.chronology.events
            if one.number != event.number
            and of in (one.detail.get("id"), one.detail.get("code"))
            and any(one.number in known for known in self.since.values())
        ]
        return made[-1] if made else None

    def _named(self, event: Event, heard: Iterable[str]) -> Iterator[str]:
        for code in heard:
            situation = Situation(self.picture(code), event.at, self.rules.parameters)
            for one in consequences(situation, holders(situation), self.rules):
                if one.breach == str(event.number):
                    yield from one.tell

    def picture(self, code: str) -> Picture:
        """Everything that the organisation knows now."""
        since = self.since.get(code, {})
        events = [event for event in self.chronology.events if event.number in since]
        keys = {key for event in events for key in event.named()}
        persons = {
            key: Person(key, one.born, one.unborn)
            for key, one in self.chronology.persons.items()
            if key in keys
        }
        ties = self.chronology.ties_among(keys)
        relations = (Relation(one.source, one.target, one.kind, one.custody) for one in ties)
        known = tuple(_known(event, since[event.number]) for event in events)
        return Picture(code, known, persons, tuple(relations), self.chronology.region)


def _is_home_ban(event: Event) -> bool:
    if event.kind == Kind.MEASURE:
        return event.detail.get("code") in HOME_BAN
    decided = decisions().get(str(event.detail.get("what", "")).strip().lower())
    return event.kind == Kind.DECISION and decided is not None and "home_ban" in decided.effects


def _known(event: Event, recorded: datetime) -> Known:
    detail: dict[str, Any] = {**event.detail}
    if event.kind == REPORT and "incident" in detail:
        detail["incident"] = str(detail["incident"])
    return Known(
        str(event.number), Kind(event.kind), event.at, recorded, event.by, event.about, event.facts, detail
    )
