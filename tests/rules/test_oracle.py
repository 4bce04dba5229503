# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""20,000 terms compared with the oracle; and what would happen if the rules, or the comparison, were wrong.

`make prove terms` compares a million.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import chain
from zoneinfo import ZoneInfo

import pytest

from bench.terms import compare as comparing
from bench.terms.compare import compare, missed, wanted
from bench.terms.pairs import Pair, free_days, leap_days, nights, opening, pairs
from samenspel.rules import workdays
from samenspel.rules.clocks import Register, counting, register
from samenspel.rules.clocks.register import ClockRule, Onset
from tests.rules.oracle_terms import EQUATED, EXTENSIONS, PAUSED, TERMS, holidays_of

PAIRS, SEED = 20_000, 20200101
# Terms that look at the calendar: enough to notice a wrong holiday, and quick.
CALENDAR = [pair for pair in opening(SEED) if pair.rule in ("DL-03", "DL-04", "DL-39")]
SOME = [*pairs(2_000, SEED)]


def test_twenty_thousand_terms_are_what_the_slow_calculation_says() -> None:
    start = [*opening(SEED)]
    found = compare(chain(start, pairs(PAIRS - len(start), SEED)))
    assert found.faults == []
    assert missed(found.counts) == []


def test_what_must_be_met_is_every_free_day_every_night_of_a_clock_change_and_every_leap_day() -> None:
    assert len(nights()) == 2 * 21
    assert len(leap_days()) == 6
    holidays = {day for year in range(2020, 2041) for day in holidays_of(year)}
    assert free_days() == holidays | {date.fromisoformat(day) for day in EQUATED}
    assert {date(2020, 1, 1), date(2024, 5, 10), date(2040, 12, 26)} <= free_days()
    assert len(wanted()) == len(set(wanted()))


def test_a_comparison_that_misses_something_says_what() -> None:
    counts = Counter(dict.fromkeys(wanted(), 1))
    assert missed(counts) == []
    for name in ("vrije dag 2031-05-05", "over de nacht van 2020-03-29", "vorm DL-17, 3 × verlengd"):
        assert missed(counts - Counter([name])) == [f"nooit geraakt: {name}"]


def test_the_oracle_knows_exactly_the_terms_extensions_and_pauses_of_the_register() -> None:
    rules = register().rules
    assert {(rule.id, name) for rule in rules for name in (None, *rule.variants)} == set(TERMS)
    extensions = {rule.id: rule.extension.most for rule in rules if rule.extension}
    assert extensions == {rule: most for (rule, _), (_, _, _, most) in EXTENSIONS.items()}
    assert {rule.id for rule in rules if rule.pause} == PAUSED


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
    assert compare(CALENDAR).faults


@pytest.mark.parametrize("day", sorted(EQUATED))
def test_an_equated_day_less_would_be_noticed(day: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = workdays.calendar()
    left = {known: why for known, why in whole.equated.items() if known != date.fromisoformat(day)}
    wrong = replace(whole, equated=left)
    monkeypatch.setattr(workdays, "calendar", lambda: wrong)
    near = [pair for pair in CALENDAR if abs(pair.start.date() - date.fromisoformat(day)).days < 10]
    assert compare(near).faults


def test_a_calendar_without_summer_time_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workdays, "AMSTERDAM", ZoneInfo("Etc/GMT-1"))
    assert compare(SOME).faults


def test_a_penal_month_of_31_days_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(days: int = 0, months: int = 0, hours: int = 0) -> int:
        return 24 * (days + 31 * months) + hours

    monkeypatch.setattr(counting, "penal_hours", wrong)
    assert compare(SOME).faults


def test_a_pause_that_counts_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(start: datetime, end: datetime, pauses: object) -> datetime:
        return end

    monkeypatch.setattr(counting, "after_pauses", wrong)
    assert {pair.rule for pair in SOME if compare([pair]).faults} == {"DL-16"}


def _longer(row: ClockRule) -> ClockRule:
    assert row.extension
    wrong = replace(row.extension.count, days=row.extension.count.days + 1)
    return replace(row, extension=replace(row.extension, count=wrong))


def _turned(row: ClockRule) -> ClockRule:
    assert row.extension
    other = Onset.END if row.extension.onset is Onset.BEGIN else Onset.BEGIN
    return replace(row, extension=replace(row.extension, onset=other))


def _not_after_end(row: ClockRule) -> ClockRule:
    return replace(row, after_end=False)


def _day_more(row: ClockRule) -> ClockRule:
    more = {name: replace(count, days=count.days + 1) for name, count in row.variants.items()}
    return replace(row, variants=more)


WRONG: dict[str, tuple[str, Callable[[ClockRule], ClockRule]]] = {
    "a longer extension": ("DL-17", _longer),
    "an extension that counts from the wrong side": ("DL-18", _turned),
    "a term that forgets that 24:00 is an end": ("DL-30", _not_after_end),
    "a variant that is a day longer": ("DL-22", _day_more),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_row_would_be_noticed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rule, change = WRONG[name]
    rows = tuple(change(row) if row.id == rule else row for row in register().rules)
    wrong = Register(rows, register().moments)
    monkeypatch.setattr(comparing, "register", lambda: wrong)
    assert {pair.rule for pair in SOME if compare([pair]).faults} == {rule}


def test_the_same_seed_gives_the_same_pairs_and_another_seed_others() -> None:
    assert [*pairs(50, 1)] == [*pairs(50, 1)]
    assert [*pairs(50, 1)] != [*pairs(50, 2)]
    assert all(2020 <= (pair.start + timedelta(hours=1)).year <= 2040 for pair in SOME)


def test_a_form_says_what_was_asked() -> None:
    moment = datetime(2026, 1, 1)
    assert Pair("DL-16", "gevangenhouding", moment, 2, ((moment, moment),)).form == (
        "DL-16 gevangenhouding, 2 × verlengd, pauze"
    )
