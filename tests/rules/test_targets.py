# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A region aims at less than a term gives; the term itself stays what it is."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from stories import last, picture

from samenspel.rules.clocks import (
    Clock,
    Indication,
    Register,
    State,
    aim,
    due,
    register,
    running,
    target,
    term_for_moment,
)
from samenspel.rules.clocks.register import Count
from samenspel.rules.workdays import AMSTERDAM

THREE_DAYS = Count(Clock.WORKING_DAYS, days=3)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)


@pytest.fixture
def mine() -> Register:
    return replace(
        register(),
        targets={("DL-37", None): THREE_DAYS, ("DL-05", None): Count(Clock.CALENDAR_DAYS, weeks=8)},
    )


def test_what_is_aimed_at_is_the_earlier_of_the_two_and_the_term_stays(mine: Register) -> None:
    start = at("2026-02-03 10:00")
    assert aim("DL-37", start, known=mine).due == at("2026-02-07 00:00")
    assert term_for_moment("actieoverleg", start, known=mine).due == at("2026-02-07 00:00")
    assert due("DL-37", start, known=mine) == due("DL-37", start)
    assert due("DL-37", start).due == at("2026-02-11 00:00")


def test_the_steps_name_both(mine: Register) -> None:
    own = target("DL-37", at("2026-02-03 10:00"), known=mine)
    assert own
    assert own.steps[-1].endswith("De landelijke termijn eindigt op dinsdag 10 februari 2026, 24.00 uur.")


def test_a_target_is_of_one_form_of_a_term_and_of_no_other_term(mine: Register) -> None:
    start = at("2026-02-03 10:00")
    assert target("DL-37", start, variant="spoed", known=mine) is None
    assert aim("DL-37", start, variant="spoed", known=mine) == due("DL-37", start, variant="spoed")
    assert target("DL-03", start, known=mine) is None


def test_a_target_that_is_not_earlier_counts_for_nothing() -> None:
    late = replace(register(), targets={("DL-37", None): Count(Clock.WORKING_DAYS, days=5)})
    assert target("DL-37", at("2026-02-03 10:00"), known=late) is None


def test_a_running_term_keeps_its_due_moment_and_shows_the_target(mine: Register) -> None:
    pic = picture([{"kind": "assessment", "by": "VT", "instrument": "triage", "outcome": "vt_investigation"}])
    (national,) = (term for term in running(pic, last(pic)) if term.id == "DL-05")
    (own,) = (term for term in running(pic, last(pic), known=mine) if term.id == "DL-05")
    assert national.target is None
    assert own.due == national.due
    assert own.target == own.due - timedelta(weeks=2)
    assert own.reason.endswith(" Eigen streeftijd van de regio: vrijdag 26 april 2024, 24.00 uur.")


def test_past_the_target_a_term_is_not_too_late(mine: Register) -> None:
    pic = picture([{"kind": "signal"}])
    start = last(pic)
    indicated = [Indication("actieoverleg", start, False, "1")]
    now = aim("DL-37", start, known=mine).due + timedelta(hours=1)
    (term,) = running(pic, now, indicated, mine)
    assert term.target and term.target < now
    assert term.state is State.RUNNING
