# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether one way of counting can end later than another, and from which start."""

from datetime import datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenspel.rules.clocks import Clock, due, register
from samenspel.rules.clocks.register import Count, Desk
from samenspel.rules.proofs.later import later
from samenspel.rules.workdays import AMSTERDAM

TERMS = register()
DAY = Count(Clock.CALENDAR_DAYS, days=1)
HOURS = Count(Clock.HOURS, hours=24)
WORKING = Count(Clock.WORKING_DAYS, days=1)
DESK = Count(Clock.HOURS, hours=4, desk=Desk(time(9), time(17)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (HOURS, HOURS),
        (HOURS, Count(Clock.PENAL, days=1)),
        (Count(Clock.IMMEDIATE, minutes=60), HOURS),
        (Count(Clock.PENAL, days=3), Count(Clock.PENAL, days=3, hours=18)),
        (DAY, Count(Clock.CALENDAR_DAYS, days=2)),
        (DAY, WORKING),
        (WORKING, Count(Clock.WORKING_DAYS, days=2)),
        (Count(Clock.CALENDAR_DAYS, days=5), Count(Clock.ATW_DAYS, days=5)),
        (Count(Clock.CALENDAR_DAYS, days=28), Count(Clock.CALENDAR_DAYS, months=1)),
        (Count(Clock.HOURS, hours=2), DESK),
        (Count(Clock.HOURS, hours=2, desk=DESK.desk), DESK),
    ],
    ids=str,
)
def test_it_is_never_later(one: Count, other: Count) -> None:
    assert later(one, other, TERMS) is None


@pytest.mark.parametrize(
    ("one", "other", "start"),
    [
        (HOURS, Count(Clock.HOURS, hours=23), "2022-01-01 12:00"),
        # The night in which a day has 23 hours: 24 hours from the evening before pass the end of the next day.
        (HOURS, DAY, "2022-03-26 23:59"),
        (WORKING, DAY, "2022-01-01 00:00"),
        # From a Thursday two working days end on Monday, three days on Sunday.
        (Count(Clock.WORKING_DAYS, days=2), Count(Clock.CALENDAR_DAYS, days=3), "2022-01-06 00:00"),
        (Count(Clock.ATW_DAYS, days=5), Count(Clock.CALENDAR_DAYS, days=5), "2022-01-03 00:00"),
        (Count(Clock.CALENDAR_DAYS, days=30), Count(Clock.CALENDAR_DAYS, months=1), "2022-01-30 00:00"),
        (DESK, Count(Clock.HOURS, hours=4), "2026-01-01 00:00"),
    ],
    ids=str,
)
def test_it_can_be_later_from_a_start(one: Count, other: Count, start: str) -> None:
    found = later(one, other, TERMS)
    assert found is not None
    assert found.astimezone(AMSTERDAM).strftime("%Y-%m-%d %H:%M") == start
    rule = TERMS.rules[0]
    assert _due(one, found) > _due(other, found), rule


def _due(count: Count, start: datetime) -> datetime:
    from dataclasses import replace

    return due(replace(TERMS.rules[0], count=count), start).due


def test_what_may_not_be_passed_counts_too() -> None:
    """Four office hours, never past the end of the custody; without that end they can be later."""
    held = TERMS.rule("DL-38", datetime(2026, 1, 5, tzinfo=AMSTERDAM).date()).variants["vastgehouden"]
    assert later(held, held, TERMS) is None
    assert later(DESK, held, TERMS) is not None


COUNTS = st.one_of(
    st.integers(1, 60).map(lambda n: Count(Clock.HOURS, hours=n)),
    st.integers(0, 4).map(lambda n: Count(Clock.CALENDAR_DAYS, days=n)),
    st.integers(0, 3).map(lambda n: Count(Clock.WORKING_DAYS, days=n)),
    st.integers(1, 5).map(lambda n: Count(Clock.ATW_DAYS, days=n)),
    st.integers(1, 3).map(lambda n: Count(Clock.PENAL, days=n)),
)
STARTS = st.datetimes(datetime(2022, 1, 2), datetime(2049, 12, 1)).map(
    lambda one: one.replace(tzinfo=AMSTERDAM)
)


@settings(max_examples=12)
@given(COUNTS, COUNTS, st.lists(STARTS, min_size=60, max_size=60))
def test_what_is_proved_holds_from_any_start(one: Count, other: Count, starts: list[datetime]) -> None:
    if later(one, other, TERMS) is None:
        assert all(_due(one, start) <= _due(other, start) for start in starts)
