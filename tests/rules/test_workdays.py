# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The calendar, and 20,000 terms compared with the oracle."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from samenspel.rules import workdays
from samenspel.rules.clocks import counting, due, register
from samenspel.rules.datafiles import DataError, content
from tests.rules.oracle_terms import EQUATED, TERMS, Seen, expected, holidays_of, wall

YEARS = range(2020, 2041)
DAY = timedelta(days=1)
Pair = tuple[str, str | None, datetime]


def _interesting() -> list[date]:
    """Every holiday, every equated day, both clock changes, and 28 February to 1 March, of every year."""
    found = [day for year in YEARS for day in holidays_of(year)]
    found += [date.fromisoformat(day) for day in EQUATED]
    for year in YEARS:
        found += [_last_sunday(year, 3), _last_sunday(year, 10), date(year, 2, 28), date(year, 3, 1)]
        found += [date(year, 2, 29)] if year % 4 == 0 else []
    return found


def _last_sunday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - ((last.weekday() + 1) % 7) * DAY


def _moment(chance: random.Random, day: date) -> datetime:
    return datetime.combine(day, time(), UTC) + chance.randrange(24 * 12) * timedelta(minutes=5)


def _pairs(number: int) -> Iterator[Pair]:
    """The same pairs every time: all interesting days first, then up to `number` anywhere in 2020-2040."""
    chance = random.Random(20200101)
    rules = list(TERMS)
    days = _interesting()
    steady = [
        ("DL-03", None),
        ("DL-04", None),
        ("DL-39", None),
        ("DL-12", "lang"),
        ("DL-18", None),
        ("DL-01", None),
    ]
    made = 0
    for day in days:
        for rule, variant in steady:
            made += 1
            yield rule, variant, _moment(chance, day - chance.randrange(2) * DAY)
        made += 1
        yield "DL-04", None, datetime.combine(day - 5 * DAY, time(12), UTC)
    span = (date(2040, 12, 31) - date(2020, 1, 1)).days
    while made < number:
        made += 1
        near = chance.random() < 0.5
        day = (
            chance.choice(days) - chance.randrange(8) * DAY
            if near
            else date(2020, 1, 1) + chance.randrange(span) * DAY
        )
        rule, variant = chance.choice(rules)
        yield rule, variant, _moment(chance, max(day, date(2020, 1, 1)))


def _differences(pairs: Iterator[Pair], seen: Seen) -> list[tuple[Pair, datetime, datetime]]:
    found = []
    for rule, variant, start in pairs:
        ours, theirs = due(rule, start, variant=variant).due, expected(rule, variant, start, seen)
        if ours != theirs:
            found.append(((rule, variant, start), ours, theirs))
    return found


def test_twenty_thousand_terms_are_what_the_slow_calculation_says() -> None:
    seen = Seen()
    assert _differences(_pairs(20_000), seen) == []
    assert seen.offsets == {(0, 0), (0, 1), (1, 0), (1, 1)}
    weekdays = {day for year in YEARS for day in holidays_of(year) if day.isoweekday() <= 5}
    weekdays |= {date.fromisoformat(day) for day in EQUATED}
    first_and_last = {date(2020, 1, 1)}
    assert weekdays - first_and_last <= seen.skipped, sorted(weekdays - seen.skipped)


def test_the_pairs_start_in_every_clock_change_and_on_every_leap_day() -> None:
    days = {wall(start).date() for _, _, start in _pairs(20_000)}
    wanted = {_last_sunday(year, month) for year in YEARS for month in (3, 10)}
    wanted |= {date(year, 2, 29) for year in YEARS if year % 4 == 0}
    assert wanted <= days, sorted(wanted - days)


def test_the_oracle_knows_exactly_the_terms_of_the_register() -> None:
    ours = {(rule.id, name) for rule in register().rules for name in (None, *rule.variants)}
    assert ours == set(TERMS)


def _without(calendar: workdays.Calendar, name: str) -> workdays.Calendar:
    kept = tuple(row for row in calendar.yearly if row.name != name)
    assert len(kept) == len(calendar.yearly) - 1
    return replace(calendar, yearly=kept)


@pytest.mark.parametrize(
    "name", [row.name for row in workdays.calendar().yearly if row.validity.until is None]
)
def test_a_holiday_less_would_be_noticed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = _without(workdays.calendar(), name)
    monkeypatch.setattr(workdays, "calendar", lambda: wrong)
    assert _differences(_pairs(0), Seen())


def test_an_equated_day_less_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = workdays.calendar()
    for day in EQUATED:
        left = {known: why for known, why in whole.equated.items() if known != date.fromisoformat(day)}
        wrong = replace(whole, equated=left)
        monkeypatch.setattr(workdays, "calendar", lambda wrong=wrong: wrong)
        assert _differences(_pairs(0), Seen()), day


def test_a_calendar_without_summer_time_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workdays, "AMSTERDAM", ZoneInfo("Etc/GMT-1"))
    assert _differences(_pairs(0), Seen())


def test_a_penal_month_of_31_days_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(days: int = 0, months: int = 0, hours: int = 0) -> int:
        return 24 * (days + 31 * months) + hours

    monkeypatch.setattr(counting, "penal_hours", wrong)
    assert _differences(_pairs(4_000), Seen())


@pytest.mark.parametrize(
    ("year", "day"), [(1818, "1818-03-22"), (1943, "1943-04-25"), (2000, "2000-04-23"), (2019, "2019-04-21")]
)
def test_easter_also_at_its_extremes(year: int, day: str) -> None:
    assert workdays.easter(year) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2025-04-26", "Koningsdag"),
        ("2025-04-27", None),
        ("2026-04-27", "Koningsdag"),
        ("2013-04-30", "Koninginnedag"),
        ("2006-04-29", "Koninginnedag"),
        ("2013-04-27", None),
        ("2014-04-30", None),
        ("2022-05-05", "Bevrijdingsdag (5 mei)"),
        ("2026-05-14", "Hemelvaartsdag"),
        ("2026-05-15", None),
    ],
)
def test_holidays_with_a_story(day: str, name: str | None) -> None:
    assert workdays.calendar().holiday(date.fromisoformat(day)) == name


def test_an_equated_day_is_free_for_the_law_and_a_working_day_for_practice() -> None:
    day = date(2026, 5, 15)
    assert workdays.calendar().is_free(day)
    assert workdays.calendar().is_working_day(day)
    assert "gelijkgestelde dag" in workdays.calendar().why_free(day)


def test_a_wrong_table_names_every_mistake_at_once() -> None:
    text = content("holidays.toml")
    wrong = text.replace("month = 1\n", "month = 13\n").replace("offset = 39", 'offset = "39"')
    wrong = wrong.replace("sunday_shift = -1", "sunday_shft = -1").replace("2026-05-15", '"mei"')
    with pytest.raises(DataError) as error:
        workdays.read_calendar(wrong)
    said = str(error.value)
    for part in ("nieuwjaarsdag", "hemelvaartsdag", "sunday_shft", "2026-2028", "holidays.toml"):
        assert part in said


def test_a_table_that_is_no_toml_is_refused() -> None:
    with pytest.raises(DataError, match="geen geldige TOML"):
        workdays.read_calendar("[[holiday")
