# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The calendar: Easter, holidays with a story, equated days; and mistakes in its table."""

from datetime import date

import pytest

from samenspel.rules import workdays
from samenspel.rules.datafiles import DataError, content


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
