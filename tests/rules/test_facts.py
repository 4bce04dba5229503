# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Facts are read as a whole, unknown stays unknown, and a situation says who and what counts."""

from datetime import UTC, date, datetime

import pytest
from stories import COUPLE, at, last, picture

from samenspel.rules.facts import FactsError, Situation, as_moment, read_facts, variables


def test_values_are_read_as_what_they_are() -> None:
    read = read_facts(
        {
            "acute_unsafety": "ja",
            "strangulation": True,
            "disclosure": "nee",
            "stalking_indicators": 2,
            "complaint": ["klacht", "aangifte"],
            "child_harm": {"K": "seksueel", "L": "onbekend"},
            "victim_wishes": {"contact": True, "return": False},
            "prior_reports": [{"date": "2019-05", "region": "elders"}],
        }
    )
    assert read["acute_unsafety"] == "ja"
    assert read["strangulation"] is True and read["disclosure"] is False
    assert read["complaint"] == ("aangifte", "klacht")
    assert read["child_harm"] == {"K": "seksueel"}
    assert read["victim_wishes"] == ("contact",)
    assert read["prior_reports"][0]["region"] == "elders"


@pytest.mark.parametrize("unknown", ["onbekend", None])
def test_unknown_is_the_same_as_left_out(unknown: str | None) -> None:
    assert read_facts(dict.fromkeys(variables(), unknown)) == {}


def test_every_slip_is_told_at_once_with_what_is_accepted() -> None:
    with pytest.raises(FactsError) as error:
        read_facts(
            {
                "acuteUnsafety": "ja",
                "weapons": "Vuurwapen",
                "strangulation": 3,
                "stalking_indicators": -1,
                "child_harm": {"K": "blauw"},
                "prior_reports": [{"when": "2019"}],
                "complaint": [["aangifte"]],
                "region": "",
            }
        )
    problems = {problem.field: problem for problem in error.value.problems}
    assert set(problems) == {
        "acuteUnsafety", "weapons", "strangulation", "stalking_indicators", "child_harm.K", "prior_reports",
        "complaint", "region",
    }  # fmt: skip
    assert "acute_unsafety" in problems["acuteUnsafety"].message
    assert "vuurwapen" in problems["weapons"].message
    assert "vuurwapen" in problems["weapons"].accepted


@pytest.mark.parametrize("wrong", ["ja", 7, [], ["x"], {"K": 1}, True, 2.5, "onbekend "])
def test_no_value_of_any_kind_breaks_the_reader(wrong: object) -> None:
    for name in variables():
        try:
            read_facts({name: wrong})
        except FactsError as error:
            assert error.problems[0].field.startswith(name)


def situation(events: list[dict[str, object]], **given: object) -> Situation:
    pic = picture(events, **given)  # type: ignore[arg-type]
    return Situation(pic, last(pic))


def test_the_highest_value_stays_and_keeps_who_said_it() -> None:
    found = situation(
        [
            {"kind": "incident", "facts": {"threat_level": "dreigend_gevaar"}},
            {"kind": "signal", "facts": {"threat_level": "geen"}},
        ]
    ).fact("threat_level")
    said_by = {value: [item.id for item in items] for value, items in found.values.items()}
    assert said_by == {"dreigend_gevaar": ["1"]}


def test_nobody_said_anything_is_unknown() -> None:
    assert dict(situation([{"kind": "signal"}]).fact("acute_unsafety").values) == {"onbekend": ()}


def test_two_readers_void_what_was_said_before_but_only_that_fact() -> None:
    facts = situation(
        [
            {"kind": "incident", "facts": {"threat_level": "dreigend_gevaar", "acute_unsafety": "ja"}},
            {"kind": "assessment", "decided_by": ["A", "B"], "facts": {"threat_level": "geen"}},
        ]
    )
    assert set(facts.fact("threat_level").values) == {"geen"}
    assert set(facts.fact("acute_unsafety").values) == {"ja"}


@pytest.mark.parametrize("names", [["A"], ["A", "A"], ["A", ""], "AB", None])
def test_one_name_is_not_two(names: object) -> None:
    facts = situation(
        [
            {"kind": "incident", "facts": {"threat_level": "dreigend_gevaar"}},
            {"kind": "assessment", "decided_by": names, "facts": {"threat_level": "geen"}},
        ]
    )
    assert set(facts.fact("threat_level").values) == {"dreigend_gevaar"}


def test_the_status_of_a_suspect_is_replaced_and_follows_measures_and_decisions() -> None:
    events: list[dict[str, object]] = [
        {"kind": "incident", "about": COUPLE},
        {"kind": "measure", "code": "S01", "person": "P"},
        {"kind": "decision", "what": "IVS"},
        {"kind": "decision", "what": "release_with_509hh"},
    ]
    seen = [situation(events[:count]).statuses["P"].value for count in (2, 3, 4)]
    assert seen == ["aangehouden", "ivs", "heengezonden"]


def test_a_person_who_may_be_a_child_counts_as_one() -> None:
    persons = {"A": {"born": "2006"}, "B": {"born": "2005"}, "C": {}, "D": {"unborn": True}}
    assert situation([{"kind": "signal"}], persons=persons).children == {"A", "D"}


def test_the_same_code_again_extends_and_an_end_ends() -> None:
    events: list[dict[str, object]] = [
        {"kind": "measure", "code": "S08", "person": "P", "until": 5, "places": ["woning"]},
        {"kind": "measure", "code": "S08", "person": "P", "until": 20, "action": "verlengd"},
        {"kind": "measure", "code": "S08", "person": "P", "action": "beeindigd", "day": 10},
    ]
    extended = situation(events[:2]).measures
    assert [(one.start, one.until, one.places) for one in extended] == [(at(0), at(20), ("woning",))]
    ended = situation(events).measures
    assert [(one.until, one.ended) for one in ended] == [(at(10), True)]
    assert situation(events).in_force == ()


def test_a_home_ban_ends_after_ten_days_when_nobody_says_when() -> None:
    assert situation([{"kind": "measure", "code": "B01"}]).measures[0].until == at(10)


@pytest.mark.parametrize("text", ["2018", "2018-01", "2018-01-01", date(2018, 1, 1)])
def test_a_date_is_the_start_of_its_local_day(text: object) -> None:
    assert as_moment(text) == datetime(2017, 12, 31, 23, 0, tzinfo=UTC)


def test_no_date_is_no_moment() -> None:
    assert as_moment("ergens in mei") is None and as_moment(None) is None
