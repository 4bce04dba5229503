# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The events of a picture as a term sees them: their words, their persons, what belongs together."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from samenspel.rules.clocks import register, running
from samenspel.rules.clocks.events import Event, Timeline
from samenspel.rules.clocks.register import Clock, Count, Register
from samenspel.rules.facts import Kind, Known, Person, Picture, Situation
from tests.rules.timelines import at, known, terms_of

START = at("2026-02-06 12:00")


def event(**detail: Any) -> Event:
    return Event(Known("x", Kind.DECISION, START, START, "VT", detail=detail), Kind.DECISION)


def line(*rows: dict[str, Any], now: str = "2026-03-01 12:00") -> Timeline:
    persons = {key: Person(key) for key in ("V", "P", "K")}
    return Timeline(Situation(Picture("VT", tuple(known(row) for row in rows), persons), at(now)))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (None, set()),
        (True, {"ja"}),
        (False, {"nee"}),
        (0, set()),
        (1, {"minstens_1"}),
        (2, {"minstens_1"}),
        (" Home_Ban ", {"home_ban"}),
        (["A", "b"], {"a", "b"}),
        ({"V": "Ja", "K": ["nee", 1]}, {"ja", "nee", "minstens_1"}),
    ],
)
def test_what_is_said_becomes_words_in_lower_case(said: object, words: set[str]) -> None:
    assert event(what=said).words("what") == words


def test_a_fact_is_read_from_the_facts_and_a_detail_from_the_detail() -> None:
    item = Known(
        "x",
        Kind.SIGNAL,
        START,
        START,
        "VT",
        facts={"complaint": "klacht"},
        detail={"complaint": "x", "what": "y"},
    )
    here = Event(item, Kind.SIGNAL)
    assert here.words("complaint") == {"klacht"}
    assert here.words("what") == {"y"}
    assert here.words("origin") == {"signal"}
    assert replace(here, said={"what": "Z"}).words("what") == {"z"}


def test_an_event_is_about_the_person_it_names_else_about_everyone_in_it() -> None:
    item = Known("x", Kind.SIGNAL, START, START, "VT", about={"slachtoffer": ("V", "K"), "pleger": ("P",)})
    assert Event(item, Kind.SIGNAL).persons() == {"V", "K", "P"}
    assert Event(item, Kind.SIGNAL, "V").persons() == {"V"}
    assert Event(replace(item, about={}), Kind.SIGNAL).persons() == frozenset()


def test_a_measure_without_an_action_was_imposed_and_decisions_of_a_moment_are_events() -> None:
    measure = {
        "id": "b",
        "kind": "measure",
        "at": "2026-02-06 10:00",
        "by": "GEM",
        "person": "P",
        "code": "B01",
    }
    moment = {
        "id": "o", "kind": "moment", "at": "2026-02-06 11:00", "by": "OM", "person": "P", "moment": "zsm",
        "present": ["OM", "VT"], "decisions": ["release", "gewone tekst"],
    }  # fmt: skip
    contact = {"id": "c", "kind": "contact", "at": "2026-02-06 12:00", "by": "VT", "person": "V"}
    found = line(measure, moment, contact, {**measure, "id": "e", "action": "beeindigd"}).events
    shown = [(one.known.id, one.kind, one.person, sorted(one.words("what"))) for one in found]
    assert ("b", Kind.MEASURE, "P", []) in shown
    assert ("o", Kind.MOMENT, "P", []) in shown
    assert ("o", Kind.DECISION, "P", ["release"]) in shown
    assert ("c", Kind.CONTACT, "V", []) in shown
    assert [kind for ident, kind, *_ in shown if ident == "c"] == [Kind.CONTACT]
    assert {one.known.id: one.words("action") for one in found if one.kind is Kind.MEASURE} == {
        "b": {"opgelegd"},
        "e": {"beeindigd"},
    }


def test_a_decision_that_names_nobody_is_about_the_one_whose_status_it_sets() -> None:
    row = {"id": "d", "kind": "decision", "at": "2026-02-06 11:00", "by": "OM", "what": "release"}
    suspect = {
        "id": "a",
        "kind": "suspect",
        "at": "2026-02-06 10:00",
        "by": "POL",
        "person": "P",
        "status": "ivs",
    }
    (found,) = [one for one in line(suspect, row).events if one.kind is Kind.DECISION]
    assert found.person == "P"


@pytest.mark.parametrize(
    ("of", "person", "code"),
    [
        ("m", "P", "s06"),
        ("S06", "P", "s06"),
        ("n", None, "s18"),
        ("leeg", "K", ""),
        ("S19", None, "s19"),
        ("", None, ""),
    ],
)
def test_a_breach_is_about_a_measure_by_its_id_or_its_code(of: str, person: str | None, code: str) -> None:
    rows = [
        {"id": "m", "kind": "measure", "at": "2026-02-01 10:00", "by": "OM", "person": "P", "code": "S06"},
        {"id": "n", "kind": "measure", "at": "2026-02-02 10:00", "by": "OM", "code": "S18"},
        {"id": "leeg", "kind": "measure", "at": "2026-02-03 10:00", "by": "OM", "person": "K"},
        {"id": "x", "kind": "breach", "at": "2026-02-06 10:00", "by": "POL", "of": of},
    ]
    (found,) = [one for one in line(*rows).events if one.kind is Kind.BREACH]
    assert found.person == person
    assert found.words("of_code") == {code}


def test_custody_goes_back_to_its_begin_and_is_about_one_person() -> None:
    def status(ident: str, moment: str, person: str, word: str) -> dict[str, Any]:
        return {"id": ident, "kind": "suspect", "at": moment, "by": "POL", "person": person, "status": word}

    found = line(
        status("a", "2026-02-01 10:00", "P", "aangehouden"),
        status("k", "2026-02-01 11:00", "K", "aangehouden"),
        status("b", "2026-02-01 20:00", "P", "ivs"),
        status("c", "2026-02-03 10:00", "P", "heengezonden"),
        status("d", "2026-02-05 10:00", "P", "aangehouden"),
        status("e", "2026-02-06 10:00", "P", "geschorst"),
        status("f", "2026-02-09 10:00", "P", "aangehouden"),
    )
    began = {
        moment: found.custody_before("P", at(moment))
        for moment in ("2026-02-01 09:00", "2026-02-01 10:00", "2026-02-02 10:00", "2026-02-03 10:00",
                       "2026-02-04 10:00", "2026-02-06 10:00", "2026-02-07 10:00")
    }  # fmt: skip
    assert began == {
        "2026-02-01 09:00": None,
        "2026-02-01 10:00": at("2026-02-01 10:00"),
        "2026-02-02 10:00": at("2026-02-01 10:00"),
        "2026-02-03 10:00": at("2026-02-01 10:00"),
        "2026-02-04 10:00": None,
        "2026-02-06 10:00": at("2026-02-05 10:00"),
        "2026-02-07 10:00": None,
    }
    assert found.custody_before("K", at("2026-02-08 10:00")) == at("2026-02-01 11:00")
    assert found.custody_before(None, at("2026-02-08 10:00")) is None


def test_one_event_that_names_nobody_may_be_about_anybody() -> None:
    row = register().rule("DL-06", date(2026, 2, 6))
    here = line()
    nobody = event()
    somebody = Event(nobody.known, nobody.kind, "V")
    other = Event(nobody.known, nobody.kind, "P")
    assert here.linked(row, nobody, somebody)
    assert here.linked(row, somebody, nobody)
    assert here.linked(row, somebody, somebody)
    assert not here.linked(row, somebody, other)


def _with(**targets: Count) -> Register:
    known_targets = {(name.replace("_", "-"), None): count for name, count in targets.items()}
    return replace(register(), targets=known_targets)


def test_a_postponement_has_no_target_of_a_region_and_the_first_term_has() -> None:
    """Telling and postponing by the rules that are handed in, each with its own start."""
    rows = [
        {"id": "m", "kind": "report", "at": "2026-02-02 10:00", "by": "POL", "about": {"pleger": ["P"]}},
        {
            "id": "u",
            "kind": "decision",
            "at": "2026-02-27 10:00",
            "by": "VT",
            "what": "uitstel_informeren",
            "person": "P",
        },
    ]
    rules = _with(DL_06=Count(Clock.CALENDAR_DAYS, days=7), DL_07=Count(Clock.CALENDAR_DAYS, days=3))
    found = {
        term.id: term for term in terms_of({"viewer": "VT", "now": "2026-03-05 12:00", "events": rows}, rules)
    }
    assert found["DL-06"].target == at("2026-02-09 24:00")
    assert found["DL-07"].target is None
    assert found["DL-07"].due == at("2026-03-16 24:00")


def test_terms_that_end_together_stand_in_the_order_of_their_persons() -> None:
    def arrest(ident: str, **person: str) -> dict[str, Any]:
        return {
            "id": ident,
            "kind": "suspect",
            "at": "2026-02-06 10:00",
            "by": "POL",
            "status": "aangehouden",
            **person,
        }

    rows = [arrest("a", person="V"), arrest("b", person="P"), arrest("c")]
    terms = terms_of({"viewer": "POL", "now": "2026-02-06 12:00", "events": rows})
    assert [(term.person, term.started_by) for term in terms if term.id == "DL-12"] == [
        (None, "c"),
        ("P", "b"),
        ("V", "a"),
    ]


def test_whoever_knows_of_an_indication_owns_a_term_that_belongs_to_who_knows() -> None:
    row = register().rule("DL-37", date(2026, 2, 6))
    rows = tuple(replace(row, owner_knows=True) if one is row else one for one in register().rules)
    indicated = [{"moment": "actieoverleg", "start": "2026-02-06 10:00", "urgent": False, "started_by": "i"}]
    case = {"viewer": "POL", "now": "2026-02-06 12:00", "events": [], "indicated": indicated}
    (found,) = terms_of(case, replace(register(), rules=rows))
    assert (found.id, found.owner) == ("DL-37", "POL")


def test_an_end_that_is_no_moment_does_not_count() -> None:
    item = Known(
        "b", Kind.MEASURE, START, START, "GEM", detail={"code": "B01", "person": "P", "until": "ooit"}
    )
    terms = running(Picture("GEM", (item,), {"P": Person("P")}), at("2026-02-06 13:00"))
    assert [term.due for term in terms if term.id == "DL-18"] == [at("2026-02-16 12:00")]


def test_nobody_has_to_be_told_who_is_unborn_or_deceased() -> None:
    row = {
        "id": "m",
        "kind": "report",
        "at": "2026-02-02 10:00",
        "by": "POL",
        "about": {"pleger": ["P", "K", "V"]},
    }
    persons = {"P": Person("P"), "K": Person("K", unborn=True), "V": Person("V", deceased=date(2026, 1, 1))}
    terms = running(Picture("VT", (known(row),), persons), at("2026-02-03 12:00"))
    assert {term.person for term in terms if term.id == "DL-06"} == {"P"}


def test_data_that_were_recorded_later_start_when_they_were_recorded() -> None:
    rows = [
        {"id": "m", "kind": "report", "at": "2026-02-01 10:00", "recorded": "2026-02-03 10:00", "by": "POL",
         "about": {"pleger": ["P"]}},
        {"id": "t", "kind": "decision", "at": "2026-02-02 10:00", "by": "VT", "what": "betrokkene_geinformeerd",
         "person": "P"},
    ]  # fmt: skip
    terms = terms_of({"viewer": "VT", "now": "2026-02-04 12:00", "events": rows})
    (found,) = [term for term in terms if term.id == "DL-06"]
    assert (found.start, found.state, found.met_by) == (at("2026-02-03 10:00"), "running", None)
