# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which days count: working days, the Algemene termijnenwet, penal days, and hours that skip the night.

Rule 1: days are local days (Europe/Amsterdam); hours are elapsed hours. A clock change moves neither.
Rule 2: a day ends at 24:00, which is 00:00 of the next day. Every moment that comes out is in UTC.
"""

from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from samenspel.rules.datafiles import Block, content, parse
from samenspel.rules.law import Source, Validity

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
DAY = timedelta(days=1)
_FILE = "holidays.toml"
_INQUIRY_OPENS = time(9)


class _Kind(StrEnum):
    FIXED = "vast"
    EASTER = "pasen"


@dataclass(frozen=True, slots=True)
class _Yearly:
    name: str
    kind: _Kind
    month: int
    day: int
    offset: int
    sunday_shift: int
    validity: Validity

    def on(self, year: int) -> date:
        if self.kind is _Kind.EASTER:
            return easter(year) + self.offset * DAY
        found = date(year, self.month, self.day)
        return found + self.sunday_shift * DAY if found.weekday() == 6 else found


@dataclass(frozen=True, slots=True)
class _Equated:
    days: tuple[date, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Calendar:
    """The recognised holidays, and the days that a royal decree equates with them, read from one table."""

    yearly: tuple[_Yearly, ...]
    equated: Mapping[date, str]

    def holiday(self, day: date) -> str | None:
        """The Dutch name of the holiday on that day (Algemene termijnenwet 3(1) and (2)), or None."""
        for row in self.yearly:
            if row.validity.holds_on(day) and row.on(day.year) == day:
                return row.name
        return None

    def is_working_day(self, day: date) -> bool:
        """Monday to Friday and no holiday (handbook 3.0, WORKING_DAYS)."""
        return day.weekday() < 5 and self.holiday(day) is None

    def is_free(self, day: date) -> bool:
        """Saturday, Sunday, holiday or equated day: a statutory term does not end on it."""
        return not self.is_working_day(day) or day in self.equated

    def decreed_until(self) -> int:
        """The last year for which the equated days are known."""
        return max((day.year for day in self.equated), default=0)

    def why_free(self, day: date) -> str:
        """Why that day does not count, in Dutch; only for a day that is free."""
        name = self.holiday(day) or self.equated.get(day)
        return name or ("zaterdag" if day.weekday() == 5 else "zondag")


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous computus, Meeus/Jones/Butcher)."""
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def _yearly(block: Block) -> _Yearly:
    block.source()
    kind = block.choice("kind", tuple(_Kind))
    month, day, offset = 1, 1, 0
    if kind == _Kind.FIXED:
        month, day = block.number("month"), block.number("day")
    else:
        offset = block.number("offset")
    if not (1 <= month <= 12 and 1 <= day <= monthrange(2001, month)[1]):
        block.problem("day", "is geen dag van elk jaar")
        month, day = 1, 1
    shift = block.number("sunday_shift", 0)
    return _Yearly(
        block.text("name"),
        _Kind.EASTER if kind == _Kind.EASTER else _Kind.FIXED,
        month,
        day,
        offset,
        shift,
        block.validity(),
    )


def _equated(block: Block) -> _Equated:
    days: list[Any] = block.take("days", list, "een lijst van datums", None)
    for day in days:
        if type(day) is not date:
            block.problem("days", f"{day!r} is geen datum, zoals 2026-05-15")
    return _Equated(tuple(day for day in days if type(day) is date), block.source())


def read_calendar(text: str, file: str = _FILE) -> Calendar:
    """A calendar from the text of a holiday table; DataError names everything that is wrong with it."""
    document = parse(file, text)
    document.only("holiday", "equated")
    yearly = tuple(_yearly(block) for block in document.blocks("holiday"))
    decrees = tuple(_equated(block) for block in document.blocks("equated"))
    document.close()
    equated = {day: f"gelijkgestelde dag: {row.source.text}" for row in decrees for day in row.days}
    return Calendar(yearly, MappingProxyType(equated))


@cache
def calendar() -> Calendar:
    """The calendar that ships with the package."""
    return read_calendar(content(_FILE))


def local_day(moment: datetime) -> date:
    """The day in Amsterdam on which an aware moment falls."""
    return moment.astimezone(AMSTERDAM).date()


def at_local(day: date, clock: time = time(0)) -> datetime:
    """That time of that day in Amsterdam, in UTC; a time that a clock change skips moves forward with it."""
    return datetime.combine(day, clock, AMSTERDAM).astimezone(UTC)


def end_of(day: date) -> datetime:
    """24:00 of that local day, in UTC."""
    return at_local(day + DAY)


def add_months(day: date, months: int) -> date:
    """The same date so many months later; the last day of the month where that date does not exist."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def on_or_after(day: date, counts: Callable[[date], bool]) -> date:
    """The first day from `day` on for which `counts` holds."""
    while not counts(day):
        day += DAY
    return day


def add_working_days(day: date, number: int, days: Calendar | None = None) -> date:
    """The last day of a term of so many working days; the day of the start does not count.

    With 0 it is the day itself, or the first working day after it.
    """
    is_working = (days or calendar()).is_working_day
    if number == 0:
        return on_or_after(day, is_working)
    for _ in range(number):
        day = on_or_after(day + DAY, is_working)
    return day


def atw_end(start: date, last: date, days: Calendar | None = None) -> date:
    """The last day of a statutory term under the Algemene termijnenwet, arts. 1 and 2.

    `start` is the day of the event (it does not count), `last` the last day before extension. A term of three
    days or more gets at least two days that are not free; no term ends on a free day. The caller leaves out
    the terms that article 4 excludes.
    """
    is_free = (days or calendar()).is_free

    def counts(day: date) -> bool:
        return not is_free(day)

    if (last - start).days >= 3:
        second = on_or_after(on_or_after(start + DAY, counts) + DAY, counts)
        last = max(last, second)
    return on_or_after(last, counts)


def held_for_inquiry(start: datetime, hours: int) -> datetime:
    """When so many hours have passed; 00:00 to 09:00 local does not count (Sv 56a, formerly 61)."""
    left = timedelta(hours=hours)
    day, moment = local_day(start), start.astimezone(UTC)
    while True:
        moment = max(moment, at_local(day, _INQUIRY_OPENS))
        room = end_of(day) - moment
        if left <= room:
            return moment + left
        left, day, moment = left - room, day + DAY, end_of(day)


def desk_hours(
    start: datetime, hours: int, opens: time, closes: time, days: Calendar | None = None
) -> datetime:
    """When so many hours of an office have passed that is open on working days between two local times."""
    left = timedelta(hours=hours)
    is_working = (days or calendar()).is_working_day
    day, moment = local_day(start), start.astimezone(UTC)
    while True:
        day = on_or_after(day, is_working)
        moment = max(moment, at_local(day, opens))
        room = max(at_local(day, closes) - moment, timedelta(0))
        if left <= room:
            return moment + left
        left, day = left - room, day + DAY


def after_pauses(start: datetime, end: datetime, pauses: Iterable[tuple[datetime, datetime]]) -> datetime:
    """The end of a term that ran from `start` to `end` and stood still in each of these pauses, in UTC.

    A pause counts as far as it lies inside the term; time that lies in two pauses counts once.
    """
    reached, moment = start.astimezone(UTC), end.astimezone(UTC)
    for begin, until in sorted((begin.astimezone(UTC), until.astimezone(UTC)) for begin, until in pauses):
        begin = max(begin, reached)
        if begin < moment and begin < until:
            moment += until - begin
            reached = until
    return moment


def penal_hours(days: int = 0, months: int = 0, hours: int = 0) -> int:
    """Hours of a penal term: a day is 24 hours, a month 30 days (Sr 88, Sv 136)."""
    return 24 * (days + 30 * months) + hours
