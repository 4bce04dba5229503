# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The spec table of terms, one row one test; and what the register itself must be."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from samenspel.rules.clocks import (
    Clock,
    State,
    Term,
    due,
    extended,
    register,
    term_for_moment,
)
from samenspel.rules.clocks.register import Count, Onset
from samenspel.rules.workdays import AMSTERDAM
from tests.rules.timelines import at, terms_of

SPEC = tomllib.loads((Path(__file__).parent / "spec" / "clocks.toml").read_text("utf-8"))


def as_spec(term: Term, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a term that the spec row names, in the form of the spec."""
    whole: dict[str, Any] = {
        "id": term.id,
        "owner": term.owner,
        "person": term.person,
        "state": term.state.value,
        "start": term.start,
        "due": term.due,
        "started_by": term.started_by,
        "met_by": term.met_by or "",
        "says": wanted.get("says", "") if wanted.get("says", "") in term.reason else term.reason,
    }
    return {key: whole[key] for key in wanted}


@pytest.mark.parametrize("row", SPEC["due"], ids=lambda row: f"{row['rule']} {row['start']} {row['why']}")
def test_a_term_falls_due_when_the_spec_says(row: dict[str, str]) -> None:
    found = due(row["rule"], at(row["start"]), variant=row.get("variant"))
    assert found.due == at(row["due"])
    assert found.due.tzinfo is UTC
    assert found.steps[0].startswith("Begin: ")
    assert found.steps[-1].startswith("Einde: ")


@pytest.mark.parametrize("case", SPEC["case"], ids=lambda case: case["title"])
def test_the_terms_of_a_case_stand_as_the_spec_says(case: dict[str, Any]) -> None:
    terms = terms_of(case)
    for wanted in case.get("expect", ()):
        row = {key: at(value) if key in ("start", "due") else value for key, value in wanted.items()}
        assert row in [as_spec(term, row) for term in terms if term.id == row["id"]]
    ids = [term.id for term in terms]
    assert not set(case.get("absent", ())) & set(ids)
    assert all(ids.count(id) == 1 for id in case.get("once", ()))
    if case.get("expect") == []:
        assert terms == ()


def test_every_term_has_a_row_in_the_spec_and_every_live_term_an_edge_and_a_case() -> None:
    counted = [row["rule"] for row in SPEC["due"]]
    cases = {row["id"] for case in SPEC["case"] for row in case.get("expect", ())}
    named = {f"DL-{n:02}" for n in (1, 2, 3, 6, 7, 12, 13, 17, 18, 19, 28, 29, 37, 38, 39, 43)}
    for rule in register().rules:
        assert counted.count(rule.id) >= (2 if rule.live else 1), rule.id
    assert named <= cases
    assert named <= {rule.id for rule in register().rules if rule.live}


def test_the_register_holds_all_forty_four_terms_each_with_a_source() -> None:
    rules = register().rules
    assert [rule.id for rule in rules] == [f"DL-{n:02}" for n in range(1, 45)]
    for rule in rules:
        law = any(word in rule.basis.text for word in ("artikel ", "artikelen "))
        eu = rule.basis.text.startswith("AVG")
        assert rule.basis.jci or not law or eu, f"{rule.id} names a law without JCI"
        assert rule.owners and rule.start and rule.name


# Handbook 3.0, row by row: whose term it is, how it is counted, and whether an expert must still confirm it
# ([verify], [K], or a question of chapter 14).
HANDBOOK = """
    01 POL              HOURS             verify    23 GEM VT            CALENDAR_DAYS     verify
    02 VT               CALENDAR_DAYS               24 RECHT             CALENDAR_DAYS
    03 VT               WORKING_DAYS      verify    25 RECHT GI          CALENDAR_DAYS
    04 VT               ATW_DAYS          verify    26 RECHT             CALENDAR_DAYS     verify
    05 VT               CALENDAR_DAYS               27 RECHT             HOURS
    06 VT               CALENDAR_DAYS               28 3RO POL           IMMEDIATE
    07 VT               CALENDAR_DAYS               29 POL OM            IMMEDIATE
    08 VT               IMMEDIATE                   30 VT                CALENDAR_DAYS
    09 VT               ASAP                        31 CORV              HOURS
    10 VT               ASAP                        32 VT                CALENDAR_DAYS
    11 VT               IMMEDIATE                   33 POL OM            CALENDAR_DAYS
    12 POL OM           HELD_FOR_INQUIRY  verify    34 VERANTWOORDELIJKE CALENDAR_DAYS     verify
    13 OM               PENAL                       35 VERANTWOORDELIJKE HOURS             verify
    14 OM               PENAL             verify    36 VT                IMMEDIATE
    15 POL OM           IMMEDIATE                   37 PROC_DIR          WORKING_DAYS      verify
    16 RECHT            PENAL             verify    38 VT                HOURS             verify
    17 OM               PENAL                       39 VT POL OM         WORKING_DAYS      verify
    18 GEM              CALENDAR_DAYS               40 VT                CALENDAR_DAYS     verify
    19 GEM              CALENDAR_DAYS               41 PLANHOUDER        CALENDAR_DAYS
    20 UITHUISGEPLAATSTE HOURS                      42 GEM RECHT         CALENDAR_DAYS     verify
    21 GEM              HOURS                       43 SLACHTOFFER       PENAL             verify
    22 RECHT            CALENDAR_DAYS               44 3RO               CALENDAR_DAYS
"""


def test_owner_clock_and_doubt_of_every_term_are_those_of_the_handbook() -> None:
    wanted = re.findall(
        r"(\d\d) ([\w ]+?) +([A-Z_]+_[A-Z_]+|HOURS|IMMEDIATE|ASAP|PENAL)( +verify)?", HANDBOOK
    )
    said = {f"DL-{n}": (owners, clock, bool(doubt)) for n, owners, clock, doubt in wanted}
    rules = {r.id: (" ".join(r.owners), r.count.clock.value, r.basis.verify) for r in register().rules}
    assert rules == said


def test_the_steps_tell_a_jurist_which_days_did_not_count() -> None:
    steps = " ".join(due("DL-03", at("2026-04-01 12:00")).steps)
    assert "Goede Vrijdag" in steps and "Tweede paasdag" in steps
    assert "zaterdag 4 april 2026" in steps
    assert steps.endswith("Einde: vrijdag 10 april 2026, 24.00 uur.")


def test_the_steps_name_the_articles_of_an_extension() -> None:
    steps = " ".join(due("DL-04", at("2026-04-02 12:00")).steps)
    assert "Laatste dag: dinsdag 7 april 2026" in steps
    assert "Algemene termijnenwet, artikelen 1 en 2" in steps


def test_the_steps_say_that_later_equated_days_are_not_known_yet() -> None:
    assert "De gelijkgestelde dagen na 2028" in " ".join(due("DL-04", at("2029-02-06 12:00")).steps)
    assert "De gelijkgestelde dagen na 2028" in " ".join(due("DL-04", at("2028-12-28 12:00")).steps)
    assert "nog niet bekend" not in " ".join(due("DL-04", at("2028-12-18 12:00")).steps)


@pytest.mark.parametrize(
    ("length", "shifts"),
    [
        ({"days": 90}, True),
        ({"days": 91}, False),
        ({"weeks": 12}, True),
        ({"weeks": 13}, False),
        ({"months": 3}, True),
        ({"months": 4}, False),
        ({"years": 1}, False),
        ({"days": 5, "hours": 1}, False),
        ({"days": 5, "minutes": 1}, False),
    ],
)
def test_article_4_leaves_out_long_terms_and_terms_in_hours(length: dict[str, Any], shifts: bool) -> None:
    """Every one of these terms ends on a Saturday in summer, far from any holiday."""
    row = register().rule("DL-04", date(2026, 2, 3))
    row = replace(row, count=replace(Count(Clock.ATW_DAYS), **length))
    starts = (at("2026-06-15 12:00") + n * timedelta(days=1) for n in range(-500, 30))
    plain = replace(row, count=replace(row.count, clock=Clock.CALENDAR_DAYS))
    start = next(one for one in starts if due(plain, one).due == at("2026-07-11 24:00"))
    found = due(row, start)
    assert found.due == at("2026-07-13 24:00" if shifts else "2026-07-11 24:00")
    said = "De Algemene termijnenwet geldt niet voor deze termijn (artikel 4)."
    assert (said in found.steps) is not shifts
    assert found.steps[1].startswith("Termijn: ")


def test_a_term_of_hours_alone_has_no_day_to_shift_to() -> None:
    row = register().rule("DL-04", date(2026, 2, 3))
    saturday = at("2026-07-11 12:00")
    assert due(replace(row, count=Count(Clock.ATW_DAYS, hours=1)), saturday).due == at("2026-07-11 24:00")
    assert due(replace(row, count=Count(Clock.ATW_DAYS, minutes=1)), saturday).due == at("2026-07-11 24:00")


def test_a_term_that_stands_still_ends_as_much_later_as_it_stood_still() -> None:
    start = at("2026-02-03 10:00")
    away = (at("2026-02-05 08:00"), at("2026-02-07 20:00"))
    found = due("DL-16", start.astimezone(AMSTERDAM), pauses=[away])
    assert found.due == at("2026-02-19 22:00")
    assert found.start.tzinfo is UTC
    assert any("artikel 68 lid 1" in step and "donderdag 5 februari 2026" in step for step in found.steps)


@pytest.mark.parametrize(
    ("pauses", "wanted"),
    [
        ([("2026-01-01 00:00", "2026-02-03 12:00")], "2026-02-17 12:00"),
        (
            [("2026-02-16 10:00", "2026-02-18 10:00"), ("2026-02-18 10:00", "2026-02-19 10:00")],
            "2026-02-20 10:00",
        ),
        (
            [("2026-02-06 10:00", "2026-02-08 10:00"), ("2026-02-05 10:00", "2026-02-07 10:00")],
            "2026-02-20 10:00",
        ),
        (
            [("2026-02-05 10:00", "2026-02-09 10:00"), ("2026-02-06 10:00", "2026-02-07 10:00")],
            "2026-02-21 10:00",
        ),
        ([("2026-02-17 10:00", "2026-02-18 10:00")], "2026-02-17 10:00"),
        (
            [("2026-02-16 10:00", "2026-02-17 11:00"), ("2026-02-18 10:30", "2026-02-19 10:30")],
            "2026-02-19 11:00",
        ),
        ([("2026-02-07 10:00", "2026-02-06 10:00")], "2026-02-17 10:00"),
    ],
)
def test_a_pause_counts_once_and_only_inside_the_term(pauses: list[tuple[str, str]], wanted: str) -> None:
    spans = [(at(begin), at(until)) for begin, until in pauses]
    assert due("DL-16", at("2026-02-03 10:00"), pauses=spans).due == at(wanted)


def test_a_pause_counts_in_an_extension_too() -> None:
    row, start = register().rule("DL-16", date(2026, 2, 3)), at("2026-02-03 10:00")
    away = [(at("2026-02-05 08:00"), at("2026-02-06 08:00"))]
    first = due(row, start, variant="gevangenhouding", pauses=away)
    assert extended(row, start, first, None, away).due == first.due == at("2026-05-05 11:00")


def test_a_pause_counts_in_an_extension_from_the_end() -> None:
    row, start = register().rule("DL-16", date(2026, 2, 3)), at("2026-02-03 10:00")
    assert row.extension
    row = replace(row, extension=replace(row.extension, onset=Onset.END))
    away = [(at("2026-02-20 08:00"), at("2026-02-21 08:00"))]
    found = extended(row, start, due(row, start), None, away)
    assert found.start == at("2026-02-17 10:00")
    assert found.due == at("2026-05-19 11:00")
    assert any(step.startswith("De termijn staat stil van vrijdag 20 februari 2026") for step in found.steps)


def test_a_term_that_the_law_never_stops_knows_no_pause() -> None:
    with pytest.raises(ValueError, match="DL-18 staat volgens de wet nooit stil"):
        due("DL-18", at("2026-02-03 10:00"), pauses=[(at("2026-02-04 10:00"), at("2026-02-05 10:00"))])
    with pytest.raises(ValueError, match="DL-01 kent geen verlenging"):
        start = at("2026-02-03 10:00")
        extended(register().rule("DL-01", date(2026, 2, 3)), start, due("DL-01", start), None)


def test_the_begin_of_a_term_that_follows_on_an_end_is_told_as_that_end() -> None:
    assert due("DL-30", at("2026-06-30 24:00")).steps[0].startswith("Begin: dinsdag 30 juni 2026, 24.00 uur")
    assert due("DL-03", at("2026-06-30 24:00")).steps[0].startswith("Begin: woensdag 1 juli 2026, 00.00 uur")


def test_an_end_that_was_decided_counts_up_to_what_the_law_allows() -> None:
    start = at("2026-02-06 23:15")
    early = due("DL-18", start, until=at("2026-02-10 12:00").astimezone(AMSTERDAM))
    assert early.due == at("2026-02-10 12:00")
    assert early.due.tzinfo is UTC
    late = due("DL-18", start, until=at("2026-02-20 12:00"))
    assert late.due == at("2026-02-16 23:15")
    assert any("later dan de wet toestaat" in step for step in late.steps)
    before = due("DL-18", start, until=at("2026-02-01 12:00"))
    assert before.due == at("2026-02-16 23:15")
    assert any("telt niet mee" in step for step in before.steps)


@pytest.mark.parametrize("rule", [rule.id for rule in register().rules])
def test_the_same_moment_in_another_time_zone_gives_the_same_end(rule: str) -> None:
    start = at("2026-03-27 23:30")
    elsewhere = start.astimezone(AMSTERDAM)
    assert due(rule, start).due == due(rule, elsewhere).due
    assert due(rule, start).due >= start


def test_a_start_without_time_zone_and_an_unknown_term_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^het begin van een termijn heeft een tijdzone nodig$"):
        due("DL-01", datetime(2026, 2, 6))
    with pytest.raises(LookupError, match="DL-99"):
        due("DL-99", at("2026-02-06 10:00"))
    with pytest.raises(LookupError, match="bestaat niet op 2018-02-03"):
        due("DL-35", at("2018-02-03 10:00"))
    with pytest.raises(KeyError):
        due("DL-01", at("2026-02-06 10:00"), variant="anders")


@pytest.mark.parametrize(
    ("moment", "urgent", "wanted"),
    [
        ("acuut", False, "2018-02-03 22:40"),
        ("acuut", True, "2018-02-03 22:40"),
        ("actieoverleg", False, "2018-02-09 24:00"),
        ("actieoverleg", True, "2018-02-04 21:40"),
        ("zsm", False, "2018-02-05 13:00"),
        ("zsm", True, "2018-02-04 12:40"),
        ("ssk", False, "2018-02-05 24:00"),
    ],
)
def test_by_when_a_moment_is_held(moment: str, urgent: bool, wanted: str) -> None:
    assert term_for_moment(moment, at("2018-02-03 21:40"), urgent).due == at(wanted)


def test_a_moment_that_does_not_exist_has_no_term() -> None:
    with pytest.raises(KeyError):
        term_for_moment("borrel", at("2018-02-03 21:40"))


def test_a_corrected_start_gives_a_new_term_and_changes_no_other() -> None:
    case = next(case for case in SPEC["case"] if case["title"] == "Geen melding: daarna is hij te laat")
    corrected = {**case, "events": [{**case["events"][0], "at": "2026-02-06 23:00"}]}
    assert terms_of(case)[0].due == at("2026-02-07 21:40")
    assert terms_of(corrected)[0].due == at("2026-02-07 23:00")


@pytest.mark.parametrize("case", SPEC["case"], ids=lambda case: case["title"])
def test_as_time_passes_no_due_moment_moves_back(case: dict[str, Any]) -> None:
    """Read the case at every event: a term that is seen again never gets a later due moment."""
    seen: dict[tuple[str, str, str | None], datetime] = {}
    for now in sorted({at(row["at"]) for row in case["events"]} | {at(case["now"])}):
        local = now.isoformat()
        past = [row for row in case.get("indicated", ()) if at(row["start"]) <= now]
        for term in terms_of({**case, "now": local, "indicated": past}):
            key = (term.id, term.started_by, term.person)
            assert term.due <= seen.get(key, term.due)
            seen[key] = term.due


@pytest.mark.parametrize("case", SPEC["case"], ids=lambda case: case["title"])
def test_the_order_in_which_things_are_known_changes_nothing(case: dict[str, Any]) -> None:
    turned = {**case, "events": list(reversed(case["events"]))}
    assert terms_of(turned) == terms_of(case)


def test_a_region_may_set_another_term() -> None:
    table = register()
    old = table.rule("DL-37", date(2026, 2, 3))
    new = replace(old, count=replace(old.count, days=3))
    mine = replace(table, rules=tuple(new if rule.id == "DL-37" else rule for rule in table.rules))
    assert term_for_moment("actieoverleg", at("2026-02-03 10:00"), known=mine).due == at("2026-02-06 24:00")
    case = next(
        case for case in SPEC["case"] if case["title"] == "De officier verwijst naar het actieoverleg"
    )
    found = [term.due for term in terms_of(case, mine) if term.id == "DL-37"]
    assert found == [at("2026-02-06 24:00")]


def test_elapsed_time_is_shown_for_a_term_without_a_number() -> None:
    event = {"id": "b", "kind": "breach", "at": "2026-02-06 10:00", "by": "POL", "of": "S06"}
    for later, said in ((timedelta(minutes=5), "5 minuten"), (timedelta(days=1, hours=2), "1 dag en 2 uur")):
        now = (at("2026-02-06 10:00") + later).isoformat()
        (term,) = terms_of({"viewer": "POL", "now": now, "events": [event]})
        assert term.clock is Clock.IMMEDIATE
        assert f"Verstreken: {said}." in term.reason


def test_the_state_changes_only_at_the_due_moment() -> None:
    event = {"id": "i", "kind": "incident", "at": "2026-03-28 20:00", "by": "POL"}
    end = at("2026-03-29 21:00")
    for now, state in ((end, State.RUNNING), (end + timedelta(seconds=1), State.OVERDUE)):
        (term,) = terms_of({"viewer": "POL", "now": now.isoformat(), "events": [event]})
        assert term.state is state
