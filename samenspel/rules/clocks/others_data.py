# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Telling people that Veilig Thuis has data about them from others, and putting that off (DL-06, DL-07).

Rule 1: per person. Telling one person says nothing about another; a decision about nobody postpones nothing.
Rule 2: a postponement counts only when it was decided before the running term ended.
Rule 3: only Veilig Thuis sees these terms: only Veilig Thuis knows when it recorded something.
"""

from collections.abc import Iterator
from dataclasses import replace

from samenspel.rules.clocks.counting import due, following
from samenspel.rules.clocks.events import Event, Timeline, first
from samenspel.rules.clocks.register import ClockRule, How, Register
from samenspel.rules.clocks.terms import Started, close_of
from samenspel.rules.facts import Kind, Known
from samenspel.rules.workdays import local_day

OWNER = "VT"
_OUTSIDERS = frozenset({"melder", "getuige_extern"})


def others_data(line: Timeline, table: Register) -> list[Started]:
    """The terms DL-06 and DL-07 of every person of the picture of Veilig Thuis; none for another viewer."""
    if line.situation.picture.viewer != OWNER:
        return []
    telling = [rule for rule in table.rules if rule.how is How.OTHERS_DATA]
    postponing = [rule for rule in table.rules if rule.how is How.POSTPONED]
    return [
        one
        for rule in telling
        for person in sorted(line.situation.picture.persons)
        for start in _starts(rule, line, person, table)
        for one in _postponed(start, postponing, line)
    ]


def _starts(rule: ClockRule, line: Timeline, person: str, table: Register) -> Iterator[Started]:
    """A term for the first data about this person, and again for data after the person was told."""
    who = line.situation.picture.persons[person]
    if who.unborn or who.deceased is not None:
        return
    current: Started | None = None
    for item in sorted(line.situation.known, key=lambda item: item.recorded):
        if not _brings_data(item, person) or not rule.validity.holds_on(local_day(item.recorded)):
            continue
        if current is not None:
            closing = close_of(current, line)[0]
            if closing is None or item.recorded <= closing.at:
                continue
        event = Event(replace(item, at=item.recorded), item.kind, person)
        counted = due(rule, item.recorded, known=table)
        current = Started(rule, event, counted, person, counted.start)
        yield current


def _brings_data(item: Known, person: str) -> bool:
    """Whether somebody else than Veilig Thuis gave this, and it is about this person."""
    about = {key for role, keys in item.about.items() if role not in _OUTSIDERS for key in keys}
    return item.by != OWNER and person in about | {item.detail.get("person")}


def _postponed(one: Started, rules: list[ClockRule], line: Timeline) -> Iterator[Started]:
    """The term itself and the postponements that follow it, each ending where the next one starts."""
    for rule in rules:
        for event in line.events:
            decided = first(rule.events.starts, event) is not None and event.person == one.person
            if (
                not decided
                or not (one.event.at <= event.at <= one.due.due)
                or event.kind is not Kind.DECISION
            ):
                continue
            closing = close_of(one, line)[0]
            if closing is not None and closing.at <= event.at:
                break
            yield replace(one, next=event)
            counted = following(rule, one.due)
            one = Started(rule, event, counted, one.person, one.first, one.extensions + 1)
    yield one
