# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The spec table of terms, one row one test; and what the register itself must be."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from samenspel.rules.clocks import (
    Clock,
    Indication,
    Register,
    State,
    Term,
    due,
    read_register,
    register,
    running,
    term_for_moment,
)
from samenspel.rules.datafiles import DataError, content
from samenspel.rules.facts import Kind, Known, Person, Picture
from samenspel.rules.workdays import AMSTERDAM, end_of

SPEC = tomllib.loads((Path(__file__).parent / "spec" / "clocks.toml").read_text("utf-8"))
HEADER = frozenset({"id", "kind", "at", "recorded", "by", "about", "facts", "until"})
PERSONS = {key: Person(key) for key in ("V", "P", "K")}


def at(text: str) -> datetime:
    """A moment as the spec writes it: local time, 24:00 for the end of a day, or a whole ISO moment."""
    if "T" in text:
        return datetime.fromisoformat(text)
    day, clock = date.fromisoformat(text[:10]), text[11:]
    if clock == "24:00":
        return end_of(day)
    return datetime.combine(day, time.fromisoformat(clock), AMSTERDAM).astimezone(UTC)


def known(row: Mapping[str, Any]) -> Known:
    detail = {key: row[key] for key in row if key not in HEADER}
    if "until" in row:
        detail["until"] = at(row["until"])
    about = {role: tuple(keys) for role, keys in row.get("about", {}).items()}
    moment = at(row["at"])
    recorded = at(row["recorded"]) if "recorded" in row else moment
    return Known(
        row["id"], Kind(row["kind"]), moment, recorded, row["by"], about, row.get("facts", {}), detail
    )


def terms_of(case: Mapping[str, Any], rules: Register | None = None) -> tuple[Term, ...]:
    picture = Picture(case["viewer"], tuple(known(row) for row in case["events"]), PERSONS)
    rows = case.get("indicated", ())
    indicated = [Indication(r["moment"], at(r["start"]), r["urgent"], r["started_by"]) for r in rows]
    return running(picture, at(case["now"]), indicated, rules)


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


def test_the_steps_tell_a_jurist_which_days_did_not_count() -> None:
    steps = " ".join(due("DL-03", at("2026-04-01 12:00")).steps)
    assert "Goede Vrijdag" in steps and "Tweede paasdag" in steps
    assert "zaterdag 4 april 2026" in steps
    assert steps.endswith("Einde: vrijdag 10 april 2026, 24.00 uur.")


def test_the_steps_name_the_articles_of_an_extension() -> None:
    steps = " ".join(due("DL-04", at("2026-04-02 12:00")).steps)
    assert "Laatste dag: dinsdag 7 april 2026" in steps
    assert "Algemene termijnenwet, artikelen 1 en 2" in steps


def test_an_end_that_was_decided_counts_up_to_what_the_law_allows() -> None:
    start = at("2026-02-06 23:15")
    assert due("DL-18", start, until=at("2026-02-10 12:00")).due == at("2026-02-10 12:00")
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
    with pytest.raises(ValueError, match="tijdzone"):
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


WRONG = {
    "an unknown clock": ('clock = "WORKING_DAYS", days = 5', 'clock = "WERKDAGEN", days = 5', "DL-03"),
    "a misspelled field": ('owners = ["POL"]', 'owner = ["POL"]', "DL-01"),
    "a term without a length": ('{ clock = "HOURS", hours = 24 }', '{ clock = "HOURS" }', "DL-01"),
    "a negative term": ('clock = "PENAL", days = 3 }', 'clock = "PENAL", days = -3 }', "DL-13"),
    "an unknown kind of event": ('kind = "breach"', 'kind = "inbreuk"', "DL-28"),
    "a value that no event has": ("values = { of_code", "values = { ofcode", "DL-28"),
    "a reference to nothing": ('within = "DL-18"', 'within = "DL-81"', "DL-19"),
    "a variant that is not there": ('urgent = "spoed"', 'urgent = "haast"', "actieoverleg"),
    "a source that is no JCI": ("jci1.3:c:BWBR0024649&artikel=9", "BWBR0024649 artikel 9", "DL-19"),
    "a desk that closes before it opens": ("closes = 17:00:00", "closes = 08:00:00", "desk"),
    "the same id twice": ('id = "DL-02"', 'id = "DL-01"', "DL-01"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_register_is_refused_with_file_and_row(name: str) -> None:
    old, new, row = WRONG[name]
    text = content("clocks.toml")
    assert old in text
    with pytest.raises(DataError) as error:
        read_register(text.replace(old, new, 1))
    assert "clocks.toml" in str(error.value)
    assert row in str(error.value)


def test_all_mistakes_are_named_at_once() -> None:
    text = content("clocks.toml")
    for old, new, _ in list(WRONG.values())[:5]:
        text = text.replace(old, new, 1)
    with pytest.raises(DataError) as error:
        read_register(text)
    assert len(error.value.problems) >= 5
