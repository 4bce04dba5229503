# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A chronology as values: the persons, how they are related, and what happened, in the order of time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any

from samenspel.rules.facts import Born

NOTHING: Mapping[str, Any] = MappingProxyType({})
TICK, REPORT, MOMENT = "tick", "report", "moment"
CITIZEN = "BURGER"


@dataclass(frozen=True, slots=True)
class Character:
    """A person of the chronology. `key` is how the file calls it; `roles` are a hint for readers only."""

    key: str
    born: Born | None = None
    unborn: bool = False
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tie:
    """`source` is the <kind> of `target`. Known to whoever knows both."""

    source: str
    target: str
    kind: str
    custody: bool | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One event. `number` is its place in the file, from 1; `by` is "" for a tick.

    `about` maps roles to keys of persons, `detail` holds the fields of the kind, as the file gives them: moments are
    aware, lists are tuples. `persons` are those whom the event brings into the chronology.
    """

    number: int
    at: datetime
    kind: str
    by: str = ""
    about: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: NOTHING)
    facts: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    detail: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    text: str = ""
    persons: tuple[Character, ...] = ()

    def named(self) -> tuple[str, ...]:
        """Everybody whom the event names, in a role, a field or a fact per person."""
        keys = [key for people in self.about.values() for key in people]
        keys += [key for value in self.facts.values() if isinstance(value, Mapping) for key in value]
        keys += [self.detail["person"]] if self.detail.get("person") else []
        keys += self.detail.get("protects", ())
        return tuple(dict.fromkeys([*keys, *(person.key for person in self.persons)]))


@dataclass(frozen=True, slots=True)
class Chronology:
    """The whole file. `events` are in the order of time; those at the same moment in the order of the file."""

    title: str
    region: str
    source: str
    persons: Mapping[str, Character]
    ties: tuple[Tie, ...]
    events: tuple[Event, ...]

    def until(self, moment: datetime) -> tuple[Event, ...]:
        """The events up to and including that moment."""
        return tuple(event for event in self.events if event.at <= moment)

    def ties_among(self, keys: Iterable[str]) -> tuple[Tie, ...]:
        """The relations between these persons."""
        known = set(keys)
        return tuple(tie for tie in self.ties if {tie.source, tie.target} <= known)
