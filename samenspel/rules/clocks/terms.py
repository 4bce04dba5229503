# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A term, and how it stands at a moment.

Rule 1: state is derived from what is known and from `now`; it is kept nowhere.
Rule 2: only an event that the law puts before the end of a term (a release) brings it forward. Nothing moves
        it back.
Rule 3: contact is no proof that somebody was told something; only an item that says so meets such a term.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from samenspel.rules.clocks.counting import Due
from samenspel.rules.clocks.events import Event, Timeline, first
from samenspel.rules.clocks.register import Clock, ClockRule, How, Nature, Pattern
from samenspel.rules.clocks.wording import say_end, say_length
from samenspel.rules.law import Source


class State(StrEnum):
    """How a term stands. `ended`: it ran out by itself, or something else took its place."""

    RUNNING = "running"
    MET = "met"
    MET_LATE = "met_late"
    OVERDUE = "overdue"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Term:
    """One term of one owner. `started_by` and `met_by` are ids of known items, `person` a key of the picture.

    `met_by` is also what ended, extended or postponed the term. `steps` show how `due` was counted. `target` is the own
    target of the region, where it is earlier than `due`.
    """

    id: str
    name: str
    owner: str
    start: datetime
    due: datetime
    state: State
    started_by: str
    met_by: str | None
    person: str | None
    reason: str
    clock: Clock
    basis: Source
    steps: tuple[str, ...]
    target: datetime | None = None


@dataclass(frozen=True, slots=True)
class Started:
    """A term that has started, before its state is known.

    `first` is where the first term began, `next` the event that extended or postponed this one, `measured`
    whether the measure itself is known (and not only that it was decided).
    """

    rule: ClockRule
    event: Event
    due: Due
    person: str | None
    first: datetime
    extensions: int = 0
    measured: bool = False
    next: Event | None = None
    remark: str = ""
    variant: str | None = None


def close_of(one: Started, line: Timeline) -> tuple[Event | None, bool]:
    """The first event that meets or ends the term, and whether it meets it."""
    if one.next is not None:
        return one.next, one.rule.nature is Nature.DUTY and one.rule.how is How.EVENTS
    events = one.rule.events
    for event in _after(one, line, one.rule.early):
        if first(events.met, event) and line.linked(one.rule, one.event, event):
            return event, True
        if first(events.ends, event) and line.linked(one.rule, one.event, event):
            return event, False
    return None, False


def cap_of(one: Started, line: Timeline) -> Event | None:
    """The event before which the term had to be met, if it has happened."""
    caps = one.rule.events.caps
    found = (event for event in _after(one, line, False) if _same_person(caps, one, event))
    return next(found, None)


def _same_person(caps: tuple[Pattern, ...], one: Started, event: Event) -> bool:
    return first(caps, event) is not None and (event.person or None) == one.person


def _after(one: Started, line: Timeline, early: bool) -> list[Event]:
    """The events since the term began; with `early`, since the custody before it, and its own event too."""
    begin = one.event.at
    if early:
        begin = line.custody_before(one.person, one.event.at) or begin
    own = one.event.known.id
    return [event for event in line.events if event.at >= begin and (early or event.known.id != own)]


def term_of(one: Started, line: Timeline, now: datetime, target: datetime | None = None) -> Term:
    """The term with its state at `now`, and the region's own target within it."""
    rule, (closing, is_met), cap = one.rule, close_of(one, line), cap_of(one, line)
    end = min(one.due.due, cap.at) if cap else one.due.due
    steps = one.due.steps
    if cap and end < one.due.due:
        steps = (*steps, f"Eerder: vóór {say_end(cap.at)}.")
    state = _state(rule, closing, is_met, end, now)
    own = target if target and target < end else None
    return Term(
        id=rule.id,
        name=rule.name,
        owner=_owner(one, line),
        start=one.due.start,
        due=end,
        state=state,
        started_by=one.event.known.id,
        met_by=closing.known.id if closing else None,
        person=one.person,
        reason=_reason(one, state, end, closing, now) + (_AIM.format(end=say_end(own)) if own else ""),
        clock=one.due.clock,
        basis=rule.basis,
        steps=steps,
        target=own,
    )


def _state(rule: ClockRule, closing: Event | None, is_met: bool, end: datetime, now: datetime) -> State:
    if closing is not None and is_met:
        return State.MET if closing.at <= end else State.MET_LATE
    if closing is not None and (closing.at <= end or rule.nature is Nature.DUTY):
        return State.ENDED
    if now <= end:
        return State.RUNNING
    return State.OVERDUE if rule.nature is Nature.DUTY else State.ENDED


def _owner(one: Started, line: Timeline) -> str:
    """Whose term it is: the viewer's if it is one of the owners, else the first that the register names."""
    if one.rule.owner_knows:
        return one.event.known.by
    viewer = line.situation.picture.viewer
    return viewer if viewer in one.rule.owners else one.rule.owners[0]


_STANDING = {
    State.RUNNING: "Uiterlijk {end}.",
    State.MET: "Op tijd gedaan (uiterlijk {end}).",
    State.MET_LATE: "Te laat gedaan (uiterlijk {end}).",
    State.OVERDUE: "Te laat: had gemoeten vóór {end}.",
    State.ENDED: "Geëindigd ({end}).",
}
_AIM = " Eigen streeftijd van de regio: {end}."


def _reason(one: Started, state: State, end: datetime, closing: Event | None, now: datetime) -> str:
    text = f"{one.rule.name}. {_STANDING[state].format(end=say_end(end))}"
    if state is State.ENDED and closing is not None:
        what = "Verlengd of uitgesteld" if one.next else "Geëindigd"
        missed = " Het was toen nog niet gedaan." if closing.at > end and not one.next else ""
        text = f"{one.rule.name}. {what}: {say_end(closing.at)}.{missed}"
    if one.due.clock in (Clock.IMMEDIATE, Clock.ASAP) and closing is None:
        text += f" Verstreken: {say_length(now - one.due.start)}."
    return " ".join(part for part in (text, one.rule.note, one.remark) if part)
