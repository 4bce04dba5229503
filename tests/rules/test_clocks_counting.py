# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lengths that no row of the register has yet, targets of a region, and rules that are handed in."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from samenspel.rules.clocks import Register, due, register, running
from samenspel.rules.clocks.register import Clock, ClockRule, Count
from samenspel.rules.clocks.targets import aim, target
from samenspel.rules.clocks.wording import say_length
from samenspel.rules.facts import Kind, Known, Person, Picture
from tests.rules.timelines import at, terms_of

TUESDAY = at("2026-02-03 10:00")


def rule(id: str, known: Register | None = None) -> ClockRule:
    return (known or register()).rule(id, date(2026, 2, 3))


def counted(id: str, count: Count) -> ClockRule:
    return replace(rule(id), count=count)


def with_rule(row: ClockRule, targets: dict[tuple[str, str | None], Count] | None = None) -> Register:
    rows = tuple(row if one.id == row.id else one for one in register().rules)
    return replace(register(), rules=rows, targets=targets or {})


SHORT_INQUIRY = counted("DL-12", Count(Clock.HELD_FOR_INQUIRY, hours=1))


@pytest.mark.parametrize(
    ("count", "hours"),
    [
        (Count(Clock.HOURS, weeks=2, hours=1), 337),
        (Count(Clock.HOURS, days=2, hours=1), 49),
        (Count(Clock.PENAL, weeks=1), 168),
        (Count(Clock.PENAL, months=1, days=1), 744),
        (Count(Clock.IMMEDIATE, hours=2), 2),
    ],
)
def test_a_term_that_runs_on_in_hours(count: Count, hours: int) -> None:
    assert due(counted("DL-01", count), TUESDAY).due == TUESDAY + timedelta(hours=hours)


def test_one_working_day_is_told_in_the_singular() -> None:
    steps = due(counted("DL-37", Count(Clock.WORKING_DAYS, days=1)), TUESDAY).steps
    assert steps[1] == "Termijn: 1 werkdag. De dag van het begin telt niet mee."


def test_an_aim_of_no_days_is_the_same_day() -> None:
    found = due(counted("DL-09", Count(Clock.ASAP, days=0)), TUESDAY)
    assert found.steps[1] == "De regel zegt: zo snel mogelijk. Streeftijd: dezelfde dag."
    assert found.due == at("2026-02-03 24:00")


def test_all_pauses_are_told_in_order() -> None:
    early, late = ((at(f"2026-02-{n:02} 08:00"), at(f"2026-02-{n + 1:02} 08:00")) for n in (5, 9))
    told = next(step for step in due("DL-16", TUESDAY, pauses=[late, early]).steps if "stil" in step)
    assert told.startswith(
        "De termijn staat stil van donderdag 5 februari 2026, 08.00 uur tot vrijdag 6 februari 2026, 08.00 uur en "
        "van maandag 9 februari 2026, 08.00 uur tot "
    )


@pytest.mark.parametrize(
    ("days", "named", "ends"),
    [
        (29, 10, "zondag 9 augustus 2026."),
        (34, 12, "zondag 16 augustus 2026."),
        (35, 12, "zondag 16 augustus 2026; en nog 2 dagen."),
    ],
)
def test_no_more_than_twelve_free_days_are_named(days: int, named: int, ends: str) -> None:
    """From Monday 6 July: no holidays, a weekend every five working days."""
    step = due(counted("DL-37", Count(Clock.WORKING_DAYS, days=days)), at("2026-07-06 12:00")).steps[2]
    assert step.startswith("Vrije dagen: zaterdag 11 juli 2026; zondag 12 juli 2026; ")
    assert step.endswith(ends)
    assert step.count("dag ") == named


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (timedelta(0), "0 minuten"),
        (timedelta(seconds=59), "0 minuten"),
        (timedelta(minutes=1), "1 minuut"),
        (timedelta(minutes=2), "2 minuten"),
        (timedelta(hours=1, minutes=1), "1 uur en 1 minuut"),
        (timedelta(hours=23, minutes=59, seconds=59), "23 uur en 59 minuten"),
        (timedelta(days=1), "1 dag"),
        (timedelta(days=1, minutes=5), "1 dag"),
        (timedelta(days=2, hours=3, minutes=5), "2 dagen en 3 uur"),
    ],
)
def test_a_length_of_time_in_words(length: timedelta, said: str) -> None:
    assert say_length(length) == said


def test_a_target_counts_by_the_rules_that_are_handed_in() -> None:
    within_the_inquiry = Count(Clock.HOURS, hours=3, not_after="DL-12")
    known = with_rule(SHORT_INQUIRY, {("DL-01", None): within_the_inquiry})
    found = target("DL-01", TUESDAY, known=known)
    assert found and found.due == at("2026-02-03 11:00")
    own, national = found.steps[-1].split(". ", 1)
    assert own == "Dit is een eigen streeftijd van de regio"
    assert national == "De landelijke termijn eindigt op woensdag 4 februari 2026, 10.00 uur."


def test_a_target_that_is_not_earlier_than_the_term_is_none() -> None:
    known = with_rule(SHORT_INQUIRY, {("DL-38", "vastgehouden"): Count(Clock.HOURS, hours=2)})
    assert target("DL-38", TUESDAY, variant="vastgehouden", known=known) is None
    assert aim("DL-38", TUESDAY, variant="vastgehouden", known=known).due == at("2026-02-03 11:00")
    same = with_rule(SHORT_INQUIRY, {("DL-01", None): Count(Clock.HOURS, hours=24)})
    assert target("DL-01", TUESDAY, known=same) is None


def test_a_target_of_one_form_is_held_against_that_form() -> None:
    known = with_rule(rule("DL-01"), {("DL-12", "lang"): Count(Clock.HELD_FOR_INQUIRY, hours=7)})
    found = target("DL-12", TUESDAY, variant="lang", known=known)
    assert found and found.due == at("2026-02-03 17:00")
    assert target("DL-12", TUESDAY, known=known) is None


def custody(*later: dict[str, str], now: str) -> dict[str, object]:
    arrest = {
        "id": "a",
        "kind": "suspect",
        "at": "2026-02-03 10:00",
        "by": "POL",
        "person": "P",
        "status": "aangehouden",
    }
    return {"viewer": "VT", "now": now, "events": [arrest, *later]}


def test_a_running_term_follows_the_rules_that_are_handed_in_and_shows_the_target_of_its_form() -> None:
    known = with_rule(SHORT_INQUIRY, {("DL-38", "vastgehouden"): Count(Clock.IMMEDIATE, minutes=30)})
    (found,) = [term for term in terms_of(custody(now="2026-02-03 10:05"), known) if term.id == "DL-38"]
    assert found.due == at("2026-02-03 11:00")
    assert found.target == at("2026-02-03 10:30")


@pytest.mark.parametrize(("released", "shown"), [("10:20", None), ("10:30", None), ("10:31", "10:30")])
def test_a_target_counts_only_before_what_brings_the_term_forward(released: str, shown: str | None) -> None:
    free = {"id": "h", "kind": "suspect", "at": f"2026-02-03 {released}", "by": "POL", "person": "P",
            "status": "heengezonden"}  # fmt: skip
    known = with_rule(rule("DL-01"), {("DL-38", "vastgehouden"): Count(Clock.IMMEDIATE, minutes=30)})
    (found,) = [term for term in terms_of(custody(free, now="2026-02-03 12:00"), known) if term.id == "DL-38"]
    assert found.due == at(f"2026-02-03 {released}")
    assert found.target == (at(f"2026-02-03 {shown}") if shown else None)


def test_an_extension_has_no_target() -> None:
    events = [
        {"id": "v", "kind": "measure", "at": "2026-02-03 10:00", "by": "OM", "person": "P", "code": "S03"},
        {"id": "w", "kind": "measure", "at": "2026-02-05 10:00", "by": "OM", "person": "P", "code": "S03",
         "action": "verlengd"},
    ]  # fmt: skip
    known = with_rule(rule("DL-01"), {("DL-13", None): Count(Clock.PENAL, days=1)})
    terms = terms_of({"viewer": "OM", "now": "2026-02-05 12:00", "events": events}, known)
    assert {term.started_by: term.target for term in terms if term.id == "DL-13"} == {
        "v": at("2026-02-04 10:00"),
        "w": None,
    }


def test_telling_follows_the_rules_that_are_handed_in() -> None:
    telling = counted("DL-06", Count(Clock.CALENDAR_DAYS, weeks=4, not_after="DL-12"))
    known = replace(with_rule(SHORT_INQUIRY), rules=tuple(
        {"DL-06": telling, "DL-12": SHORT_INQUIRY}.get(one.id, one) for one in register().rules
    ))  # fmt: skip
    item = Known("m", Kind.REPORT, TUESDAY, TUESDAY, "POL", {"pleger": ("P",)})
    terms = running(Picture("VT", (item,), {"P": Person("P")}), at("2026-02-03 10:30"), known=known)
    assert [term.due for term in terms if term.id == "DL-06"] == [at("2026-02-03 11:00")]
