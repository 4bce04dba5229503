# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether one way of counting can ever end later than another: proved, not seen at a glance.

Rule 1: clocks that count elapsed time (hours, at once, penal days) differ by the same amount from every start, so their
        lengths are compared.
Rule 2: on the same clock, without an amount that is longer, no end is later. That does not go for the Algemene
        termijnenwet: it lets go of terms of more than 90 days.
Rule 3: anything else is counted out from the first and the last instant of every day of `YEARS`: every kind of year
        (weekday of 1 January, leap or not) with its weekends, holidays, equated days and both clock changes. Between
        these two instants the ends differ most at one of them: a term in days ends at the same moment whenever on that
        day it starts, and one in hours moves along. Where part of a day does not count, every whole hour is tried too.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache

from samenspel.rules.clocks.counting import due
from samenspel.rules.clocks.register import UNITS, Clock, Count, Register, register
from samenspel.rules.workdays import DAY, at_local, local_day, penal_hours

YEARS = (date(2022, 1, 1), date(2050, 1, 1))
HOURS_YEARS = (date(2026, 1, 1), date(2028, 1, 1))
ELAPSED = (Clock.HOURS, Clock.IMMEDIATE, Clock.PENAL)
ONE_INSTANT = timedelta(microseconds=1)


def later(one: Count, other: Count, terms: Register) -> datetime | None:
    """A start from which `one` ends later than `other`; None when there is none.

    What `one` may not pass itself (`not_after`) only makes it end earlier, and is left out unless the other has it too.
    """
    if one.not_after != other.not_after and other.not_after is not None:
        limit = next(rule for rule in terms.rules if rule.id == other.not_after)
        found = later(one, limit.count, terms)
        if found is not None:
            return found
    one, other = replace(one, not_after=None), replace(other, not_after=None)
    if _elapsed(one) and _elapsed(other):
        return None if _length(one) <= _length(other) else at_local(YEARS[0], time(12))
    if _no_longer(one, other):
        return None
    return _tried(one, other)


def _elapsed(count: Count) -> bool:
    return count.clock in ELAPSED and count.desk is None


def _length(count: Count) -> timedelta:
    hours = penal_hours(count.days, count.months, count.hours)
    return timedelta(weeks=count.weeks, hours=hours, minutes=count.minutes)


def _no_longer(one: Count, other: Count) -> bool:
    same = (one.clock, one.from_moment, one.desk) == (other.clock, other.from_moment, other.desk)
    counted = one.clock is not Clock.ATW_DAYS or one == other
    return same and counted and all(getattr(one, unit) <= getattr(other, unit) for unit in UNITS)


@cache
def _tried(one: Count, other: Count) -> datetime | None:
    hourly = _by_hour(one) or _by_hour(other)
    return next((start for start in _starts(hourly) if _end(one, start) > _end(other, start)), None)


def _by_hour(count: Count) -> bool:
    """Whether the end depends on the time of day in another way than by moving along."""
    return count.clock is Clock.HELD_FOR_INQUIRY or count.desk is not None or count.from_moment


@cache
def _starts(hourly: bool) -> tuple[datetime, ...]:
    return tuple(_hours(*HOURS_YEARS) if hourly else _edges(*YEARS))


def _edges(day: date, until: date) -> Iterator[datetime]:
    while day < until:
        yield at_local(day)
        yield at_local(day + DAY) - ONE_INSTANT
        day += DAY


def _hours(day: date, until: date) -> Iterator[datetime]:
    start, end = at_local(day), at_local(until)
    while start < end:
        yield start
        start += timedelta(hours=1)
        yield start - ONE_INSTANT


def _end(count: Count, start: datetime) -> datetime:
    if _elapsed(count):
        return start + _length(count)
    if _by_hour(count):
        return due(replace(_PLAIN, count=count), start).due
    return _end_of_day(count, local_day(start))


@lru_cache(maxsize=30_000)
def _end_of_day(count: Count, day: date) -> datetime:
    """Where a term in days ends that starts on that day, at whatever time."""
    return due(replace(_PLAIN, count=count), at_local(day, time(12))).due


_PLAIN = replace(register().rules[0], after_end=False, pause=None)
