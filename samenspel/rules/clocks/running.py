# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which terms have started for one picture: from its events, and from the moments that are indicated.

Rule 1: a term keeps the due moment that its start gave it. An extension is a new term that starts where the
        old one ends.
Rule 2: while a term is open, a second start adds nothing, unless the law makes it an extension.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from samenspel.rules.clocks.counting import Due, due, extended
from samenspel.rules.clocks.events import Event, Timeline, first
from samenspel.rules.clocks.others_data import others_data
from samenspel.rules.clocks.register import ClockRule, How, Nature, Per, Register, register
from samenspel.rules.clocks.targets import aim, target
from samenspel.rules.clocks.terms import Started, State, Term, cap_of, close_of, term_of
from samenspel.rules.facts import Kind, Known, Picture, Situation
from samenspel.rules.workdays import local_day

Key = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Indication:
    """A moment that the routekaart indicates: since when, how urgent, and on which item it rests."""

    moment: str
    start: datetime
    urgent: bool
    started_by: str


@dataclass(frozen=True, slots=True)
class _Start:
    event: Event
    variant: str | None
    extends: bool


def running(
    picture: Picture,
    now: datetime,
    indicated: Sequence[Indication] = (),
    known: Register | None = None,
) -> tuple[Term, ...]:
    """Every term that started for this picture, up to `now` (aware), with its state; soonest due first.

    `indicated` are the moments that the routekaart indicates (DL-37, DL-39). Source: handbook 3.0.
    """
    table = known or register()
    line = Timeline(Situation(picture, now))
    started = [
        one
        for rule in table.rules
        if rule.how is How.EVENTS
        for one in _chains(rule, line, _starts(rule, line, indicated, table), table)
    ]
    started += others_data(line, table)
    terms = [term_of(one, line, now, _target(one, table)) for one in started]
    return tuple(
        sorted(_inside(terms, table), key=lambda one: (one.due, one.id, one.person or "", one.started_by))
    )


def term_for_moment(moment: str, start: datetime, urgent: bool = False, known: Register | None = None) -> Due:
    """By when an alignment moment ("acuut", "actieoverleg", "zsm", "ssk") must be held (handbook 3.5-3.8).

    The own target of a region counts when it is earlier. KeyError for another moment. For "zsm", urgent means that the
    suspect is being held.
    """
    table = known or register()
    row = table.moments[moment]
    return aim(row.rule, start, variant=row.urgent if urgent else row.normal, known=table)


def _target(one: Started, table: Register) -> datetime | None:
    """The own target within this term; an extension has none."""
    own = None if one.extensions else target(one.rule, one.due.start, variant=one.variant, known=table)
    return own.due if own else None


def _starts(
    rule: ClockRule, line: Timeline, indicated: Sequence[Indication], table: Register
) -> list[_Start]:
    """Everything that may start or extend a term of this rule, oldest first."""
    found = [*_indicated(rule, line, indicated, table)]
    for event in line.events:
        if not rule.validity.holds_on(local_day(event.at)):
            continue
        pattern = first(rule.events.starts, event)
        if first(rule.events.extends, event):
            found.append(_Start(event, None, True))
        elif pattern:
            found.append(_Start(event, pattern.variant, False))
    return sorted(found, key=lambda start: start.event.at)


def _indicated(
    rule: ClockRule, line: Timeline, indicated: Sequence[Indication], table: Register
) -> Iterator[_Start]:
    """The starts that the routekaart gives, for terms of the whole case."""
    for one in indicated:
        row = table.moments[one.moment]
        if row.rule == rule.id and rule.per is Per.CASE and rule.validity.holds_on(local_day(one.start)):
            viewer = line.situation.picture.viewer
            item = Known(one.started_by, Kind.DECISION, one.start, one.start, viewer)
            yield _Start(Event(item, item.kind), row.urgent if one.urgent else row.normal, False)


def _chains(rule: ClockRule, line: Timeline, starts: list[_Start], table: Register) -> list[Started]:
    """The terms that these starts give, each extension as a term of its own."""
    done: list[Started] = []
    open_: dict[Key, Started] = {}
    for start in starts:
        key = _key(rule, start)
        current = open_.get(key)
        if current and not _closed(current, line, start.event.at):
            following = _extend(current, start)
            if following is not None:
                done.append(replace(current, next=start.event))
                open_[key] = following
            else:
                open_[key] = _repeated(current, start)
            continue
        if current:
            done.append(current)
        open_[key] = _begin(rule, line, start, table)
    return [*done, *open_.values()]


def _key(rule: ClockRule, start: _Start) -> Key:
    event = start.event
    if rule.per is Per.START:
        return (event.known.id,)
    if rule.per is Per.PERSON:
        return (event.person,)
    if rule.per is Per.MEASURE:
        return (event.person, *sorted(event.words("code")))
    return (start.variant,)


def _closed(current: Started, line: Timeline, at: datetime) -> bool:
    """Whether the term was over when something happened at that moment."""
    if current.rule.nature is Nature.LIMIT and current.due.due < at:
        return True
    (closing, is_met), cap = close_of(current, line), cap_of(current, line)
    # What ends a term may start the next one at that very moment; what meets or caps it may not.
    ended = closing is not None and (closing.at < at or (closing.at == at and not is_met))
    return ended or (cap is not None and cap.at < at)


def _begin(rule: ClockRule, line: Timeline, start: _Start, table: Register) -> Started:
    event = start.event
    since = event.at
    for earlier in line.events:
        if earlier.at <= event.at and first(rule.events.counts_from, earlier):
            since = earlier.at
    counted = due(rule, since, variant=start.variant, until=_until(event), known=table)
    remark = ""
    if start.extends:
        counted = extended(rule, since, replace(counted, due=counted.start), _until(event))
        remark = (
            "Het begin is niet bekend, of de vorige termijn was al voorbij; gerekend vanaf de verlenging."
        )
    return Started(
        rule,
        event,
        counted,
        event.person,
        counted.start,
        measured=event.kind is Kind.MEASURE,
        remark=remark,
        variant=start.variant,
    )


def _repeated(current: Started, start: _Start) -> Started:
    """The same term, after something that neither starts nor extends it: the paper after the spoken word."""
    remark = "Nog een keer verlengen kan volgens de wet niet." if start.extends else current.remark
    return replace(current, measured=current.measured or start.event.kind is Kind.MEASURE, remark=remark)


def _until(event: Event) -> datetime | None:
    until = event.known.detail.get("until") if event.kind is Kind.MEASURE else None
    return until if isinstance(until, datetime) else None


def _extend(current: Started, start: _Start) -> Started | None:
    """The term after an extension, or None when this is none (or one too many)."""
    rule, event = current.rule, start.event
    again = rule.again_extends and event.kind is Kind.MEASURE and current.measured
    if rule.extension is None or not (start.extends or again) or current.extensions >= rule.extension.most:
        return None
    following = extended(rule, current.first, current.due, _until(event))
    extensions = current.extensions + 1
    return Started(rule, event, following, current.person, current.first, extensions, measured=True)


def _inside(terms: list[Term], table: Register) -> Iterator[Term]:
    """A limit inside another term (an extension of a home ban) ends when that one has ended for good."""
    inside = {rule.id: rule.within for rule in table.rules if rule.within}
    for term in terms:
        outer = [other for other in terms if other.id == inside.get(term.id) and other.person == term.person]
        last = max(outer, key=lambda other: other.due, default=None)
        if last and term.state is State.RUNNING and last.state is State.ENDED and last.due >= term.start:
            yield replace(term, state=State.ENDED, reason=f"{term.name}. {last.reason}")
        else:
            yield term
