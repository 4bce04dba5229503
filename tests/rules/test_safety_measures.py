# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Alarms about measures, at their edges: gaps, ends, places, and bans against what brings people together."""

from typing import Any

import pytest
from looking import INCIDENT, Story, alarms
from stories import START, at

from samenspel.rules.facts import InForce, Kind, Known
from samenspel.rules.safety.measures import _same_people

BAN = {"kind": "measure", "by": "GEM", "code": "B01", "person": "P", "protects": ["V"]}


def test_a_measure_that_the_catalogue_does_not_know_is_named_by_its_code_and_guarded_by_veilig_thuis() -> (
    None
):
    story: Story = [INCIDENT, {"kind": "measure", "by": "GEM", "code": "X99", "person": "P", "until": 3}]
    (alarm,) = alarms("measure-ending", story, now=2.9)
    assert alarm.reason.endswith(" X99 tot 04-03-2024 10:00.")
    assert alarm.who == ("VT",)


def test_an_agreement_about_a_place_keeps_nobody_apart() -> None:
    aware = {"kind": "measure", "by": "POL", "code": "O04", "person": "P", "protects": ["V"], "until": 2}
    assert alarms("measure-gap", [INCIDENT, aware], now=3) == []
    assert alarms("measure-gap", [INCIDENT, {**BAN, "until": 2}, {**aware, "until": 9}], now=3)


def test_a_gap_without_a_known_victim_is_about_nobody_in_particular() -> None:
    story: Story = [{"kind": "incident", "about": {"pleger": ["P"]}}, {**BAN, "protects": [], "until": 2}]
    (alarm,) = alarms("measure-gap", story, now=3)
    assert alarm.person is None
    assert alarm.since == at(2)
    assert alarm.reason.endswith(" Sinds 03-03-2024 10:00, nu 24 uur.")


def test_a_gap_begins_at_the_end_itself_and_a_planned_measure_is_no_end() -> None:
    story: Story = [INCIDENT, {**BAN, "until": 2}]
    assert alarms("measure-gap", story, now=1.9) == []
    (alarm,) = alarms("measure-gap", story, now=2)
    assert (alarm.since, alarm.person) == (at(2), "V")
    planned = {
        "kind": "measure",
        "by": "OM",
        "code": "S08",
        "person": "P",
        "protects": ["V"],
        "day": 10,
        "recorded": 3,
    }
    (alarm,) = alarms("measure-gap", [*story, {**planned, "until": 20}], now=5)
    assert alarm.since == at(2)


def test_who_came_free_came_free_once() -> None:
    def status(word: str, day: float) -> dict[str, Any]:
        return {"kind": "suspect", "person": "P", "status": word, "day": day}

    story: Story = [
        INCIDENT,
        status("aangehouden", 0.1),
        status("heengezonden", 1),
        status("geen_verdachte", 3),
    ]
    (alarm,) = alarms("measure-gap", story, now=4)
    assert alarm.since == at(1)


def test_a_measure_without_an_end_hides_no_other_that_ends() -> None:
    endless = {"kind": "measure", "by": "GEM", "code": "B06", "person": "P"}
    story: Story = [INCIDENT, endless, {**BAN, "day": 1, "until": 10}]
    assert [one.evidence for one in alarms("measure-ending", story, now=9.9)] == [("3",)]


def test_the_warning_comes_in_the_last_third_and_not_a_moment_earlier() -> None:
    story: Story = [INCIDENT, {**BAN, "day": 1, "until": 4}]
    assert alarms("measure-ending", story, now=2.999) == []
    (alarm,) = alarms("measure-ending", story, now=3)
    assert alarm.since == at(3)


@pytest.mark.parametrize(
    "event",
    [
        {"kind": "decision", "by": "GEM", "what": "iets"},
        {"kind": "moment", "by": "POL", "moment": "actieoverleg", "present": ["POL", "VT"]},
        {"kind": "measure", "by": "OM", "code": "S08", "person": "P"},
        {"kind": "suspect", "person": "P", "status": "geen_verdachte"},
    ],
    ids=lambda event: str(event["kind"]),
)
def test_an_end_is_answered_by_what_is_decided_at_that_moment_or_later(event: dict[str, Any]) -> None:
    story: Story = [INCIDENT, {**BAN, "day": 1, "until": 4}]
    assert [one.since for one in alarms("measure-ended", story, now=6)] == [at(4)]
    assert alarms("measure-ended", [*story, {**event, "day": 4}], now=6) == []
    assert alarms("measure-ended", [*story, {**event, "day": 3.9}], now=6)
    assert alarms("measure-ended", [*story, {"kind": "contact", "by": "VT", "person": "V", "day": 5}], now=6)


def test_an_end_stands_from_the_moment_of_the_end() -> None:
    story: Story = [INCIDENT, {**BAN, "day": 1, "until": 4}]
    assert alarms("measure-ended", story, now=3.999) == []
    assert alarms("measure-ended", story, now=4)


def test_a_place_needs_protection_only_beside_protection_that_names_places() -> None:
    at_school = {**INCIDENT, "place": "School De Regenboog"}
    assert alarms("protection-incomplete-places", [at_school]) == []
    assert alarms("protection-incomplete-places", [at_school, BAN]) == []
    story: Story = [at_school, {**BAN, "places": ["woning"]}]
    (alarm,) = alarms("protection-incomplete-places", story)
    assert alarm.reason.endswith(" Niet beschermd: school.")
    assert alarm.evidence == ("1", "2")


AGREEMENT = {"kind": "agreement", "by": "LT", "title": "Omgang om de week"}


@pytest.mark.parametrize("title", ["Omgang om de week", "i05", "I05 begeleid", "C11"])
def test_a_ban_contradicts_an_agreement_about_contact(title: str) -> None:
    story: Story = [INCIDENT, BAN, {**AGREEMENT, "title": title, "id": "a1"}]
    (alarm,) = alarms("contradiction", story)
    assert alarm.reason.endswith(" Tijdelijk huisverbod (B01) tegenover afspraak a1.")
    assert (alarm.since, alarm.evidence) == (at(2), ("2", "3"))


@pytest.mark.parametrize("title", ["Behandeling", "", None])
def test_an_agreement_about_something_else_contradicts_nothing(title: str | None) -> None:
    assert alarms("contradiction", [INCIDENT, BAN, {**AGREEMENT, "title": title}]) == []
    assert alarms("contradiction", [INCIDENT, BAN, {**BAN, "kind": "contact", "title": "omgang"}]) == []


@pytest.mark.parametrize(
    ("ban", "agreed", "against"),
    [
        ("P", None, True),
        ("P", "P", True),
        ("P", "V", True),
        ("P", "X", False),
        (None, "X", True),
        (None, None, True),
    ],
)
def test_an_agreement_is_against_a_ban_on_the_same_people(
    ban: str | None, agreed: str | None, against: bool
) -> None:
    measure = {key: value for key, value in BAN.items() if key != "person" or ban}
    asked = {**AGREEMENT, **({"person": agreed} if agreed else {})}
    assert bool(alarms("contradiction", [INCIDENT, measure, asked])) is against


def test_a_contradiction_stands_since_the_later_of_the_two_and_names_the_event_without_a_name() -> None:
    (alarm,) = alarms("contradiction", [INCIDENT, {**AGREEMENT, "day": 1}, {**BAN, "day": 2}])
    assert alarm.since == at(2)
    assert alarm.reason.endswith(" tegenover afspraak 2.")


def measure(person: str | None, *protects: str) -> InForce:
    item = Known("x", Kind.MEASURE, START, START, "OM")
    return InForce("S08", person, protects, (), START, None, False, None, item)


@pytest.mark.parametrize(
    ("ban", "other", "same"),
    [
        (measure("P", "V"), measure("P", "V"), True),
        (measure("P", "V"), measure("P"), True),
        (measure("P", "V"), measure("V"), False),
        (measure("P", "V"), measure(None), True),
        (measure("P", "V"), measure("P", "K"), False),
        (measure("P", "V", "K"), measure("P", "K"), True),
        (measure("P", "V"), measure("X", "V"), False),
        (measure("P"), measure("P", "K"), True),
        (measure("P"), measure("X"), False),
        (measure(None, "V"), measure("X", "V"), True),
        (measure(None, "V"), measure("X", "K"), False),
        (measure(None), measure("X"), True),
    ],
)
def test_whether_two_measures_are_about_the_same_people(ban: InForce, other: InForce, same: bool) -> None:
    assert _same_people(ban, other) is same
