# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A second, deliberately slow calculation of every term, to compare the real one with.

Nothing is shared with samenspel.rules: terms, Easter and equated days are typed in from their sources, summer
time follows from the European rule instead of a time zone table, and time moves one step at a time.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

# Easter Sunday, from a printed table.
EASTER = {
    2019: (4, 21), 2020: (4, 12), 2021: (4, 4), 2022: (4, 17), 2023: (4, 9), 2024: (3, 31), 2025: (4, 20),
    2026: (4, 5), 2027: (3, 28), 2028: (4, 16), 2029: (4, 1), 2030: (4, 21), 2031: (4, 13), 2032: (3, 28),
    2033: (4, 17), 2034: (4, 9), 2035: (3, 25), 2036: (4, 13), 2037: (4, 5), 2038: (4, 25), 2039: (4, 10),
    2040: (4, 1), 2041: (4, 21), 2042: (4, 6),
}  # fmt: skip

# Koningsdag falls on the 26th in the years in which the 27th is a Sunday.
KING_ON_26 = {2014, 2025, 2031, 2036, 2042}

EQUATED = {
    "2020-05-22", "2021-05-14", "2022-05-27", "2023-04-28", "2023-05-19", "2024-05-10", "2024-12-27",
    "2025-05-30", "2026-01-02", "2026-05-15", "2027-05-07", "2028-04-28", "2028-05-26",
}  # fmt: skip

# Every term of the handbook, and every variant: how it is counted, and how long.
TERMS: dict[tuple[str, str | None], tuple[str, int]] = {
    ("DL-01", None): ("hours", 24),
    ("DL-02", None): ("days", 0),
    ("DL-02", "acuut"): ("minutes", 60),
    ("DL-02", "uiterlijk"): ("hours", 24),
    ("DL-03", None): ("working", 5),
    ("DL-03", "wettelijk"): ("statutory", 5),
    ("DL-04", None): ("statutory", 5),
    ("DL-04", "werkdagen"): ("working", 5),
    ("DL-05", None): ("days", 70),
    ("DL-06", None): ("days", 28),
    ("DL-07", None): ("days", 14),
    ("DL-08", None): ("minutes", 60),
    ("DL-09", None): ("days", 7),
    ("DL-10", None): ("days", 7),
    ("DL-11", None): ("minutes", 60),
    ("DL-12", None): ("inquiry", 6),
    ("DL-12", "lang"): ("inquiry", 9),
    ("DL-13", None): ("hours", 72),
    ("DL-14", None): ("hours", 90),
    ("DL-15", None): ("minutes", 60),
    ("DL-16", None): ("hours", 14 * 24),
    ("DL-16", "gevangenhouding"): ("hours", 90 * 24),
    ("DL-17", None): ("hours", 90 * 24),
    ("DL-18", None): ("same_time", 10),
    ("DL-19", None): ("same_time", 28),
    ("DL-20", None): ("hours", 24),
    ("DL-21", None): ("hours", 24),
    ("DL-22", None): ("days", 3),
    ("DL-22", "uitspraak"): ("hours", 24),
    ("DL-23", None): ("days", 8),
    ("DL-24", None): ("months", 3),
    ("DL-25", None): ("months", 12),
    ("DL-25", "ongebruikt"): ("months", 3),
    ("DL-26", None): ("days", 14),
    ("DL-27", None): ("hours", 72),
    ("DL-28", None): ("minutes", 60),
    ("DL-29", None): ("minutes", 60),
    ("DL-29", "vrij"): ("minutes", 0),
    ("DL-30", None): ("days", 21),
    ("DL-31", None): ("hours", 24),
    ("DL-32", None): ("months", 3),
    ("DL-33", None): ("days", 42),
    ("DL-34", None): ("months", 1),
    ("DL-34", "verlengd"): ("months", 3),
    ("DL-35", None): ("hours", 72),
    ("DL-36", None): ("minutes", 60),
    ("DL-37", None): ("working", 5),
    ("DL-37", "spoed"): ("hours", 24),
    ("DL-38", None): ("desk", 4),
    ("DL-38", "vastgehouden"): ("desk_or_inquiry", 4),
    ("DL-38", "verzekering"): ("desk_or_custody", 4),
    ("DL-39", None): ("working", 0),
    ("DL-40", None): ("months", 3),
    ("DL-41", None): ("days", 0),
    ("DL-42", None): ("days", 3),
    ("DL-42", "voortgezet"): ("days", 21),
    ("DL-43", None): ("hours", 90 * 24),
    ("DL-43", "intrekken"): ("hours", 8 * 24),
    ("DL-44", None): ("days", 14),
}


# What may be extended, and for how long each time: from the end of the term before, or from the very first start.
# IVS once by three days (Sv 58); gevangenhouding to 90 days in all (Sv 66); gedragsaanwijzing three times 90 days
# (Sv 509hh); the home ban to four weeks after it was imposed (Wth 9); OTS and UHP a year at a time, until the child
# is eighteen (BW 1:260, 265c).
EXTENSIONS: dict[tuple[str, str | None], tuple[str, str, int, int]] = {
    ("DL-13", None): ("from the end", "hours", 72, 1),
    ("DL-16", "gevangenhouding"): ("from the start", "hours", 90 * 24, 2),
    ("DL-17", None): ("from the end", "hours", 90 * 24, 3),
    ("DL-18", None): ("from the start", "same_time", 28, 2),
    ("DL-25", None): ("from the end", "months", 12, 17),
}

# Putting off what has to be told (Wmo 5.3.1(2)): two weeks each time, as often as there is a reason.
POSTPONED = {"DL-06": 14}

# Terms that follow on an end: 24:00 is the end of that day, not the beginning of the next.
AFTER_AN_END = {"DL-07", "DL-30"}

# Terms that stand still while the suspect has escaped or is held for something else (Sv 68).
PAUSED = {"DL-16"}

Spans = tuple[tuple[datetime, datetime], ...]


@dataclass
class Seen:
    """How often the comparison came across everything interesting, to prove that nothing was missed."""

    skipped: Counter[date] = field(default_factory=Counter)
    offsets: set[tuple[int, int]] = field(default_factory=set)


@cache
def _last_sunday(year: int, month: int) -> date:
    day = date(year, month, 31)
    while day.weekday() != 6:
        day -= DAY
    return day


def _summer(moment: datetime) -> bool:
    spring, autumn = _last_sunday(moment.year, 3), _last_sunday(moment.year, 10)
    begin = datetime(spring.year, spring.month, spring.day, 1, tzinfo=UTC)
    end = datetime(autumn.year, autumn.month, autumn.day, 1, tzinfo=UTC)
    return begin <= moment < end


def wall(moment: datetime) -> datetime:
    """The clock on the wall in Amsterdam, without time zone."""
    return (moment + (2 * HOUR if _summer(moment) else HOUR)).replace(tzinfo=None)


def at_wall(wanted: datetime) -> datetime:
    """The first moment at which the wall shows this; an hour later where the wall skips it."""
    for offset in (2, 1):
        moment = wanted.replace(tzinfo=UTC) - offset * HOUR
        if wall(moment) == wanted:
            return moment
    return wanted.replace(tzinfo=UTC) - HOUR


@cache
def holidays_of(year: int) -> dict[date, str]:
    easter = date(year, *EASTER[year])
    return {
        date(year, 1, 1): "nieuwjaar",
        easter - 2 * DAY: "goede vrijdag",
        easter + DAY: "tweede paasdag",
        date(year, 4, 26 if year in KING_ON_26 else 27): "koningsdag",
        date(year, 5, 5): "bevrijdingsdag",
        easter + 39 * DAY: "hemelvaart",
        easter + 50 * DAY: "tweede pinksterdag",
        date(year, 12, 25): "kerst 1",
        date(year, 12, 26): "kerst 2",
    }


def _works(day: date) -> bool:
    return day.isoweekday() <= 5 and day not in holidays_of(day.year)


def _free(day: date) -> bool:
    return not _works(day) or day.isoformat() in EQUATED


def _midnight_after(day: date) -> datetime:
    following = day + DAY
    return at_wall(datetime(following.year, following.month, following.day))


def _step(start: datetime) -> timedelta:
    """Five minutes where that meets every whole hour, else one."""
    return 5 * MINUTE if start.minute % 5 == 0 else MINUTE


def _hours(start: datetime, hours: int) -> datetime:
    for _ in range(hours):
        start += HOUR
    return start


def _counted_steps(start: datetime, hours: int, counts: Callable[[datetime], bool]) -> datetime:
    step, moment = _step(start), start
    left = hours * (HOUR // step)
    while left:
        left -= counts(moment)
        moment += step
    return moment


def _by_day(moment: datetime) -> bool:
    """The time between midnight and nine in the morning does not count (Sv 56a)."""
    return wall(moment).hour >= 9


def _at_desk(moment: datetime) -> bool:
    now = wall(moment)
    return 9 <= now.hour < 17 and _works(now.date())


def _months(day: date, months: int) -> date:
    target = day.year * 12 + day.month - 1 + months
    last = day
    while True:
        here = last.year * 12 + last.month - 1
        ends = (last + DAY).month != last.month
        if here == target and (last.day == day.day or ends):
            return last
        last += DAY


def _working(start: date, number: int, seen: Seen) -> date:
    day = start
    if number == 0:
        while not _works(day):
            seen.skipped[day] += 1
            day += DAY
        return day
    while number:
        day += DAY
        if _works(day):
            number -= 1
        else:
            seen.skipped[day] += 1
    return day


def _statutory(start: date, number: int, seen: Seen) -> date:
    days = [start + n * DAY for n in range(1, number + 1)]
    while number >= 3 and sum(not _free(day) for day in days) < 2:
        days.append(days[-1] + DAY)
    while _free(days[-1]):
        days.append(days[-1] + DAY)
    seen.skipped.update(day for day in days if _free(day))
    return days[-1]


def _after_days(day: date, number: int) -> date:
    for _ in range(number):
        day += DAY
    return day


def _counted(kind: str, number: int, start: datetime, seen: Seen) -> datetime:
    """When a term of this kind and length ends that starts then."""
    day = wall(start).date()
    ends: Mapping[str, Callable[[], datetime]] = {
        "minutes": lambda: start + number * MINUTE,
        "hours": lambda: _hours(start, number),
        "inquiry": lambda: _counted_steps(start, number, _by_day),
        "desk": lambda: _counted_steps(start, number, _at_desk),
        "desk_or_inquiry": lambda: min(
            _counted_steps(start, number, _at_desk), _counted_steps(start, 6, _by_day)
        ),
        "desk_or_custody": lambda: min(_counted_steps(start, number, _at_desk), _hours(start, 72)),
        "same_time": lambda: at_wall(datetime.combine(_after_days(day, number), wall(start).time())),
        "days": lambda: _midnight_after(_after_days(day, number)),
        "months": lambda: _midnight_after(_months(day, number)),
        "working": lambda: _midnight_after(_working(day, number, seen)),
        "statutory": lambda: _midnight_after(_statutory(day, number, seen)),
    }
    return ends[kind]()


def _paused(start: datetime, end: datetime, pauses: Spans) -> datetime:
    """Walks through the whole term and puts every step inside a pause at its end."""
    edges = [edge - start for pause in pauses for edge in pause]
    step = next(step for step in (HOUR, 5 * MINUTE, MINUTE) if not any(edge % step for edge in edges))
    left, moment = (end - start) // step, start
    while left:
        left -= not any(begin <= moment < until for begin, until in pauses)
        moment += step
    return moment


def _decided(begin: datetime, end: datetime, until: datetime | None) -> datetime:
    """An end that somebody decided on counts when it lies inside the term that the law allows."""
    return until if until is not None and begin < until < end else end


def expected(
    rule: str,
    variant: str | None,
    start: datetime,
    seen: Seen,
    *,
    extended: int = 0,
    pauses: Spans = (),
    until: datetime | None = None,
) -> datetime:
    """When the term falls due, in UTC. `start`, the ends of pauses and `until` are in UTC, on whole minutes.

    `until` is the end that was decided of the last of the extensions, or of the term itself when there is none.
    """
    kind, number = TERMS[rule, variant]
    begin = start
    day_ends_here = wall(start).hour == wall(start).minute == 0
    if rule in AFTER_AN_END and day_ends_here:
        begin = start - MINUTE
    end = _counted(kind, number, begin, seen)
    if pauses:
        end = _paused(start, end, pauses)
    if not extended:
        end = _decided(start, end, until)
    for turn in range(1, extended + 1):
        before, end = end, _extended(rule, variant, start, end, seen)
        if pauses:
            end = _paused(start, end, pauses)
        if turn == extended:
            end = _decided(before, end, until)
    seen.offsets.add((int(_summer(start)), int(_summer(end))))
    return end


def _extended(rule: str, variant: str | None, start: datetime, end: datetime, seen: Seen) -> datetime:
    """The end after one more extension; the last day of the term is the minute before midnight."""
    if rule in POSTPONED:
        return _counted("days", POSTPONED[rule], end - MINUTE, seen)
    onset, kind, number, _ = EXTENSIONS[rule, variant]
    if onset == "from the start":
        return _counted(kind, number, start, seen)
    return _counted(kind, number, end - MINUTE if kind == "months" else end, seen)
