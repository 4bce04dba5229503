# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The events of a picture as a term sees them, and which of them a pattern means.

Rule 1: what follows from an item counts too: a measure or a decision may set the status of a suspect.
Rule 2: unknown never counts as a match, except where the item names nobody: then it may be about anybody.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from samenspel.rules.clocks.register import FACTS, ClockRule, Link, Pattern
from samenspel.rules.facts import Kind, Known, Situation
from samenspel.rules.facts.situation import decisions_of

CUSTODY = frozenset({"aangehouden", "ivs", "voorlopige_hechtenis"})
AT_LEAST_ONE = "minstens_1"


@dataclass(frozen=True, slots=True)
class Event:
    """One item, or one thing that follows from it. `values` are words in lower case."""

    known: Known
    kind: Kind
    person: str | None = None
    said: Mapping[str, Any] = field(default_factory=dict)

    @property
    def at(self) -> datetime:
        return self.known.at

    def words(self, name: str) -> frozenset[str]:
        """What the event says about this, in lower case; empty when it says nothing."""
        if name == "origin":
            return frozenset({self.known.kind.value})
        if name in self.said:
            return _words(self.said[name])
        return _words(self.known.facts.get(name) if name in FACTS else self.known.detail.get(name))

    def persons(self) -> frozenset[str]:
        """Whom the event is about: the person it names, else everyone in it."""
        if self.person:
            return frozenset({self.person})
        return frozenset(key for keys in self.known.about.values() for key in keys)


def _words(value: Any) -> frozenset[str]:
    if value is None:
        return frozenset()
    if isinstance(value, bool):
        return frozenset({"ja" if value else "nee"})
    if isinstance(value, int):
        return frozenset({AT_LEAST_ONE} if value > 0 else ())
    if isinstance(value, Mapping):
        value = value.values()
    elif isinstance(value, str):
        return frozenset({value.strip().casefold()})
    return frozenset(word for part in value for word in _words(part))


def matches(pattern: Pattern, event: Event) -> bool:
    """Whether the pattern means this event."""
    if event.kind is not pattern.kind or (pattern.by and event.known.by not in pattern.by):
        return False
    accepted = all(event.words(name) & words for name, words in pattern.values.items())
    return accepted and not any(event.words(name) & words for name, words in pattern.refused.items())


def first(patterns: tuple[Pattern, ...], event: Event) -> Pattern | None:
    """The first of the patterns that means this event."""
    return next((pattern for pattern in patterns if matches(pattern, event)), None)


@dataclass(frozen=True)
class Timeline:
    """Everything that a picture says at one moment, as events, oldest first."""

    situation: Situation

    @cached_property
    def events(self) -> tuple[Event, ...]:
        found = [event for item in self.situation.known for event in self._of(item)]
        found += [
            Event(status.known, Kind.SUSPECT, status.person or None, {"status": status.value})
            for status in self.situation.status_history
        ]
        return tuple(sorted(found, key=lambda event: event.at))

    def _of(self, item: Known) -> Iterator[Event]:
        person = str(item.detail.get("person") or "") or None
        suspect = person or self._suspects.get(item.id)
        if item.kind is Kind.MEASURE:
            yield Event(item, item.kind, suspect, {"action": item.detail.get("action") or "opgelegd"})
        elif item.kind is Kind.DECISION:
            yield Event(item, item.kind, suspect)
        elif item.kind is Kind.BREACH:
            yield Event(item, item.kind, *self._broken(item))
        elif item.kind is not Kind.SUSPECT:
            yield Event(item, item.kind, person)
        if item.kind is Kind.MOMENT:
            yield from (Event(item, Kind.DECISION, suspect, {"what": one.code}) for one in decisions_of(item))

    @cached_property
    def _suspects(self) -> Mapping[str, str]:
        """The suspect whose status an item sets, when the item itself names nobody."""
        history = self.situation.status_history
        return {status.known.id: status.person for status in history if status.person}

    def _broken(self, item: Known) -> tuple[str | None, Mapping[str, Any]]:
        """The person and the code of the measure that a breach is about (by id or by code)."""
        named = str(item.detail.get("of") or "")
        for other in reversed(self.situation.of(Kind.MEASURE)):
            code = str(other.detail.get("code") or "")
            if named and named in (other.id, code):
                return str(other.detail.get("person") or "") or None, {"of_code": code}
        return None, {"of_code": named}

    def custody_before(self, person: str | None, moment: datetime) -> datetime | None:
        """When the custody began from which this person is released at that moment."""
        began: datetime | None = None
        for status in self.situation.status_history:
            if status.known.at > moment or (status.person or None) != person:
                continue
            if status.value not in CUSTODY:
                began = None if status.known.at < moment else began
            elif began is None:
                began = status.known.at
        return began

    def last_incident(self, report: Known) -> Known | None:
        """The incident that a report without reference is about.

        It is the latest earlier one of the same organisation that shares a person with the report.
        """
        persons = {key for keys in report.about.values() for key in keys}
        for item in reversed(self.situation.of(Kind.INCIDENT)):
            shared = not persons or persons & {key for keys in item.about.values() for key in keys}
            if item.by == report.by and item.at <= report.at and shared:
                return item
        return None

    def linked(self, rule: ClockRule, start: Event, other: Event) -> bool:
        """Whether the other event is about what the term of `start` is about."""
        if rule.link is Link.PERSON:
            one, two = start.persons(), other.persons()
            return not one or not two or bool(one & two)
        if rule.link is Link.MEASURE:
            return start.person == other.person and start.words("code") == other.words("code")
        if rule.link is Link.INCIDENT:
            named = other.known.detail.get("incident")
            if named is None:
                about = self.last_incident(other.known)
                return about is not None and about.id == start.known.id
            return bool(named == start.known.id)
        return True
