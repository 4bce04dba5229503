# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""When a term falls due, and the steps that a jurist can follow to get there.

Rule 1: the answer depends on the rule, the start and the calendar only. Another start gives another answer;
no answer is ever changed.
Rule 2: a term in days ends at 24:00 local of its last day, unless the law counts from the moment.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from samenspel.rules.clocks.register import Clock, ClockRule, Count, Onset, Register, register
from samenspel.rules.clocks.wording import say_count, say_day, say_end, say_moment
from samenspel.rules.law import Source
from samenspel.rules.workdays import (
    AMSTERDAM,
    DAY,
    add_months,
    add_working_days,
    after_pauses,
    at_local,
    atw_end,
    calendar,
    desk_hours,
    end_of,
    held_for_inquiry,
    local_day,
    penal_hours,
)

_UNITS = (
    ("years", "jaar", "jaar"),
    ("months", "maand", "maanden"),
    ("weeks", "week", "weken"),
    ("days", "dag", "dagen"),
    ("hours", "uur", "uur"),
    ("minutes", "minuut", "minuten"),
)
_LISTED = 12
_BY_DAY = (Clock.CALENDAR_DAYS, Clock.WORKING_DAYS, Clock.ATW_DAYS, Clock.ASAP)
Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Due:
    """When a term falls due (UTC), how it was counted, on what basis, and step by step in Dutch."""

    rule: str
    start: datetime
    due: datetime
    clock: Clock
    basis: Source
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _End:
    moment: datetime
    steps: tuple[str, ...]


def due(
    rule: str | ClockRule,
    start: datetime,
    *,
    variant: str | None = None,
    until: datetime | None = None,
    pauses: Sequence[Span] = (),
    known: Register | None = None,
) -> Due:
    """When the term of that rule falls due that starts at `start` (aware).

    `variant` is a named variant of the row (KeyError when there is none), `until` an end that somebody
    decided: it counts when it lies before the end that the law allows. `pauses` are the times, from and to, in which
    the term stood still. Errors: ValueError for a start without time zone, or a pause in a term that knows none;
    LookupError for a rule that does not exist on the day of the start. Source: handbook 3.0.
    """
    if start.tzinfo is None:
        raise ValueError("het begin van een termijn heeft een tijdzone nodig")
    table = known or register()
    row = table.rule(rule, local_day(start)) if isinstance(rule, str) else rule
    count = row.counting(variant)
    begin = _before_midnight(start, count) if row.after_end else start
    end = _paused(_counted(begin, count), start, row, pauses)
    end = _capped(end, start, count, table)
    if until is not None:
        end = _decided(end, start, until)
    said = say_end(start) if row.after_end else say_moment(start)
    steps = (f"Begin: {said} ({row.start}).", *end.steps, f"Einde: {say_end(end.moment)}.")
    return Due(row.id, start.astimezone(UTC), end.moment, count.clock, row.basis, steps)


def extended(
    row: ClockRule, first: datetime, previous: Due, until: datetime | None, pauses: Sequence[Span] = ()
) -> Due:
    """The term after an extension; ValueError when the row knows no extension.

    `first` is the start of the first term, `previous` the term that is extended. The new term starts where
    the previous one ends; its length counts from there or from the first start, as the row says. `pauses` as in `due`.
    """
    if row.extension is None:
        raise ValueError(f"termijn {row.id} kent geen verlenging")
    if row.extension.onset is Onset.END:
        return _following(row, row.extension.count, previous, until, pauses)
    end = _paused(_counted(first, row.extension.count), first, row, pauses)
    if until is not None:
        end = _decided(end, previous.due, until)
    return _next(row, previous, end, f"Gerekend vanaf {say_moment(first)}.")


def following(row: ClockRule, previous: Due) -> Due:
    """The term of `row` that starts where another one ends (a postponement)."""
    return _following(row, row.count, previous, None, ())


def _following(
    row: ClockRule, count: Count, previous: Due, until: datetime | None, pauses: Sequence[Span]
) -> Due:
    end = _paused(_counted(_before_midnight(previous.due, count), count), previous.due, row, pauses)
    if until is not None:
        end = _decided(end, previous.due, until)
    return _next(row, previous, end, "Gerekend vanaf dat einde.")


def _before_midnight(moment: datetime, count: Count) -> datetime:
    """Where counting starts after an end: 24:00 belongs to the day that ends there, and days count from that day."""
    by_day = count.clock in _BY_DAY and not count.from_moment
    return moment - timedelta.resolution if by_day else moment


def _paused(end: _End, start: datetime, row: ClockRule, pauses: Sequence[Span]) -> _End:
    if not pauses:
        return end
    if row.pause is None:
        raise ValueError(f"termijn {row.id} staat volgens de wet nooit stil")
    told = [f"van {say_moment(begin)} tot {say_moment(until)}" for begin, until in sorted(pauses)]
    text = f"De termijn staat stil {' en '.join(told)} ({row.pause.source.text}: {row.pause.when})."
    return _End(after_pauses(start, end.moment, pauses), (*end.steps, text))


def _next(row: ClockRule, previous: Due, end: _End, counted: str) -> Due:
    opening = f"Volgt op de termijn die eindigt op {say_end(previous.due)}."
    steps = (opening, counted, *end.steps, f"Einde: {say_end(end.moment)}.")
    return Due(row.id, previous.due, end.moment, row.count.clock, row.basis, steps)


def _decided(end: _End, start: datetime, until: datetime) -> _End:
    if until <= start:
        return replace(
            end, steps=(*end.steps, "De vastgelegde einddatum ligt niet na het begin en telt niet mee.")
        )
    if until >= end.moment:
        late = until > end.moment
        text = f"Vastgelegd einde: {say_end(until)}" + (
            "; dat is later dan de wet toestaat." if late else "."
        )
        return replace(end, steps=(*end.steps, text))
    return _End(
        until.astimezone(UTC), (*end.steps, f"Vastgelegd einde, eerder dan het maximum: {say_end(until)}.")
    )


def _capped(end: _End, start: datetime, count: Count, table: Register) -> _End:
    if count.not_after is None:
        return end
    limit = due(count.not_after, start, known=table)
    if limit.due >= end.moment:
        return end
    text = f"Niet later dan het einde van {limit.rule}: {say_end(limit.due)}."
    return _End(limit.due, (*end.steps, text))


def _counted(start: datetime, count: Count) -> _End:
    return _COUNTERS[count.clock](start, count)


def say_span(count: Count) -> str:
    """ "3 dagen en 18 uur"; "dezelfde dag" for a term of 0 days."""
    parts = [say_count(getattr(count, unit), one, many) for unit, one, many in _UNITS if getattr(count, unit)]
    return " en ".join(parts) or "dezelfde dag"


def _elapsed(start: datetime, count: Count) -> datetime:
    hours = penal_hours(count.days, count.months, count.hours) + 24 * 7 * count.weeks
    return start.astimezone(UTC) + timedelta(hours=hours, minutes=count.minutes)


def _last_day(day: date, count: Count) -> date:
    return add_months(day, 12 * count.years + count.months) + (7 * count.weeks + count.days) * DAY


def _hours(start: datetime, count: Count) -> _End:
    if count.desk is None:
        text = f"Termijn: {say_span(count)}. Uren lopen dag en nacht door, ook in het weekend."
        return _End(_elapsed(start, count), (text,))
    opens, closes = count.desk.opens, count.desk.closes
    text = f"Termijn: {say_span(count)} binnen kantoortijd (werkdagen, {opens:%H.%M} tot {closes:%H.%M} uur)."
    return _End(desk_hours(start, count.hours, opens, closes), (text,))


def _penal(start: datetime, count: Count) -> _End:
    text = f"Termijn: {say_span(count)}. In het strafrecht is een dag 24 uur en een maand 30 dagen."
    return _End(_elapsed(start, count), (text,))


def _inquiry(start: datetime, count: Count) -> _End:
    text = f"Termijn: {say_span(count)}. De tijd tussen 00.00 en 09.00 uur telt niet mee."
    return _End(held_for_inquiry(start, count.hours), (text,))


def _at_once(start: datetime, count: Count) -> _End:
    aim = (
        f"Streeftijd: {say_span(count)}."
        if count.minutes or count.hours
        else "Het had dan al gedaan moeten zijn."
    )
    return _End(_elapsed(start, count), (f"De regel zegt: direct. {aim}",))


def _soon(start: datetime, count: Count) -> _End:
    text = f"De regel zegt: zo snel mogelijk. Streeftijd: {say_span(count)}."
    return _End(end_of(_last_day(local_day(start), count)), (text,))


def _calendar(start: datetime, count: Count) -> _End:
    last = _last_day(local_day(start), count)
    if count.from_moment:
        text = f"Termijn: {say_span(count)}. Alle dagen tellen mee, vanaf het moment zelf."
        return _End(at_local(last, start.astimezone(AMSTERDAM).time()), (text,))
    if last == local_day(start):
        return _End(end_of(last), ("Termijn: dezelfde dag.",))
    text = f"Termijn: {say_span(count)}. Alle dagen tellen mee; de dag van het begin niet."
    return _End(end_of(last), (text,))


def _working(start: datetime, count: Count) -> _End:
    first = local_day(start)
    last = add_working_days(first, count.days)
    text = (
        f"Termijn: {say_count(count.days, 'werkdag', 'werkdagen')}. De dag van het begin telt niet mee."
        if count.days
        else "Termijn: dezelfde werkdag; begint de termijn op een vrije dag, dan de eerste werkdag daarna."
    )
    days = calendar()
    counted = first + DAY if count.days else first
    skipped = [day for day in _between(counted, last) if not days.is_working_day(day)]
    return _End(end_of(last), (text, *_skipped(skipped)))


def _statutory(start: datetime, count: Count) -> _End:
    first = local_day(start)
    plain = _last_day(first, count)
    text = f"Termijn: {say_span(count)}. De dag van het begin telt niet mee. Laatste dag: {say_day(plain)}."
    if _outside_atw(count):
        return _End(
            end_of(plain), (text, "De Algemene termijnenwet geldt niet voor deze termijn (artikel 4).")
        )
    last = atw_end(first, plain)
    unknown = _undecreed(last)
    if last == plain:
        return _End(end_of(last), (text, *unknown))
    free = [day for day in _between(first + DAY, last) if calendar().is_free(day)]
    why = f"Verlengd tot en met {say_day(last)} (Algemene termijnenwet, artikelen 1 en 2)."
    return _End(end_of(last), (text, why, *_skipped(free), *unknown))


def _undecreed(last: date) -> tuple[str, ...]:
    until = calendar().decreed_until()
    if last.year <= until:
        return ()
    return (
        f"De gelijkgestelde dagen na {until} zijn nog niet bekend; zo'n dag kan dit einde nog opschuiven.",
    )


def _outside_atw(count: Count) -> bool:
    """Terms that article 4 of the Algemene termijnenwet leaves out."""
    in_hours = bool(count.hours or count.minutes)
    return in_hours or count.years > 0 or count.months > 3 or count.weeks > 12 or count.days > 90


def _between(first: date, last: date) -> list[date]:
    """The days from the first up to and including the last."""
    return [first + n * DAY for n in range((last - first).days + 1)]


def _skipped(days: list[date]) -> tuple[str, ...]:
    if not days:
        return ()
    named = [_named(day) for day in days[:_LISTED]]
    more = f"; en nog {len(days) - _LISTED} dagen" if len(days) > _LISTED else ""
    return (f"Vrije dagen: {'; '.join(named)}{more}.",)


def _named(day: date) -> str:
    """A free day, with the name of the holiday when it is more than a weekend."""
    why = calendar().why_free(day)
    return say_day(day) if why in ("zaterdag", "zondag") else f"{say_day(day)} ({why})"


_COUNTERS: Mapping[Clock, Callable[[datetime, Count], _End]] = {
    Clock.HOURS: _hours,
    Clock.CALENDAR_DAYS: _calendar,
    Clock.WORKING_DAYS: _working,
    Clock.ATW_DAYS: _statutory,
    Clock.PENAL: _penal,
    Clock.HELD_FOR_INQUIRY: _inquiry,
    Clock.IMMEDIATE: _at_once,
    Clock.ASAP: _soon,
}
