# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who knows what (replay.md): an event is known to `by`, until a report, a moment or the law makes it known."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.insights.conftest import Play, proposals, sees, state, who

HEAD = """
title = "Proef"
[persons.V]
born = "1990"
[persons.P]
born = "1985-02"
[persons.K]
born = "2015-06-01"
[[relations]]
from = "P"
to = "V"
kind = "partner"
[[relations]]
from = "V"
to = "K"
kind = "ouder"
"""
COUPLE = 'about = { slachtoffer = ["V"], pleger = ["P"] }'


def event(at: str, by: str, kind: str, *lines: str) -> str:
    return "\n".join(["", "[[events]]", f"at = {at}", f'by = "{by}"', f'kind = "{kind}"', *lines, ""])


FIRST = event(
    "2023-01-02T10:00:00", "POL", "incident", COUPLE, 'facts = { threat_level = "risico_op_gevaar" }'
)
REPORT = event("2023-01-02T12:00:00", "POL", "report", "incident = 1")
LATER = event("2023-01-20", "VT", "contact", 'person = "V"')
TICK = '\n[[events]]\nat = 2023-03-01\nkind = "tick"\n'


def seen_by(answer: dict[str, Any], code: str) -> dict[str, Any]:
    """Everything in an answer that one organisation sees."""
    return {
        "proposals": proposals(answer, code),
        "clocks": [one for one in answer["clocks"] if one["owner"] == code],
        "alarms": [
            {name: value for name, value in one.items() if name != "who"}
            for one in answer["alarms"]
            if code in one["who"]
        ],
        "missing": [one["what"] for one in answer["missing"] if code in one["who"]],
    }


ALONE = [
    event(
        "2023-01-05",
        "ONDW",
        "signal",
        'about = { slachtoffer = ["K"], ouder = ["V"] }',
        'facts = { child_harm = { K = "vermoeden_lichamelijk" }, acute_unsafety = "ja" }',
        "photos = true",
    ),
    event("2023-01-05", "HA", "incident", COUPLE, 'facts = { strangulation = true, weapons = "vuurwapen" }'),
    event("2023-01-05", "RN", "breach", 'of = "S18"', "danger = true", COUPLE),
    event("2023-01-05", "LT", "decision", 'what = "closed"', 'person = "V"'),
    event("2023-01-05", "GGZ", "assessment", 'instrument = "SASH"', 'outcome = "hoog"', COUPLE),
    event("2023-01-05", "JH", "contact", 'person = "K"', "alone = true"),
    event("2023-01-05", "OPV", "move", 'person = "V"', 'region = "elders"'),
]


_PLAIN: list[dict[str, Any]] = []  # the same for each of these tests


@pytest.mark.parametrize("alone", ALONE, ids=lambda text: text.split('by = "')[1][:4].strip('"\n '))
def test_what_one_organisation_alone_knows_changes_nothing_for_another(alone: str, play: Play) -> None:
    plain = _PLAIN or _PLAIN.extend(play(HEAD + FIRST + REPORT + LATER + TICK)) or _PLAIN
    more = play(HEAD + FIRST + REPORT + alone + LATER + TICK)
    told = {"VT", "OM", "3RO"} if '"breach"' in alone else set()  # a breach is told to whom the law names
    for code in {"POL", "VT", "OM", "RVDK"} - told:
        for before, after in zip(plain[2:], more[3:], strict=True):
            assert seen_by(before, code) == seen_by(after, code), code


def test_a_report_makes_the_report_and_its_incident_known_to_veilig_thuis_and_nothing_else(
    play: Play,
) -> None:
    other = event("2023-01-01", "POL", "incident", COUPLE, 'facts = { weapons = "vuurwapen" }')
    answers = play(HEAD + other + FIRST + event("2023-01-02T12:00:00", "POL", "report", "incident = 2"))
    assert "firearm" in answers[1]["flags"] and "firearm" not in answers[2]["flags"]
    assert sees(answers[2], "actieoverleg") == {"POL", "VT"} and answers[2]["oversight"] == "VT"
    assert answers[2]["history"] == []


def test_a_moment_makes_what_everybody_there_knew_known_to_all_of_them(play: Play) -> None:
    school = event(
        "2023-01-03", "ONDW", "signal", 'about = { betrokken = ["K"] }', "facts = { child_isolated = true }"
    )
    doctor = event("2023-01-03", "HA", "incident", COUPLE, "facts = { strangulation = true }")
    meeting = event(
        "2023-01-04",
        "VT",
        "moment",
        'moment = "actieoverleg"',
        'present = ["VT", "POL", "ONDW", "RVDK"]',
        COUPLE,
    )
    after = event("2023-01-05", "RVDK", "signal", COUPLE)
    answers = play(HEAD + FIRST + school + doctor + meeting + after)
    last = answers[-1]
    assert "child_isolated" in last["flags"], "the board heard it from the school, about the child of V"
    assert "strangulation" not in last["flags"], "the doctor was not there"
    assert not sees(answers[3], "actieoverleg")
    assert sees(answers[3], "acuut") == {"HA"}, "what only the doctor knows stays with the doctor"


def test_whoever_comes_later_hears_what_one_present_had_heard_from_another(play: Play) -> None:
    meeting = event("2023-01-04", "VT", "moment", 'moment = "actieoverleg"', 'present = ["VT", "RVDK"]')
    after = event("2023-01-05", "RVDK", "signal", COUPLE)
    history = play(HEAD + FIRST + REPORT + meeting + after)[-1]["history"]
    assert history[0] == "gebeurtenis 1: incident van 2 januari 2023 (POL): V als slachtoffer, P als pleger"


def test_a_home_ban_is_told_to_veilig_thuis_and_to_nobody_else(play: Play) -> None:
    ban = event("2023-01-02T14:00:00", "GEM", "measure", 'code = "B01"', 'person = "P"', 'protects = ["V"]')
    answers = play(HEAD + FIRST + ban + event("2023-01-03", "VT", "signal", COUPLE))
    assert state(answers[1], "DL-18", "GEM") == ["running"]
    assert any(line.startswith("gebeurtenis 2: maatregel") for line in answers[2]["history"])
    decided = event("2023-01-02T14:00:00", "GEM", "decision", 'what = "home_ban"', 'person = "P"')
    told = play(HEAD + FIRST + decided + event("2023-01-03", "VT", "signal", COUPLE))
    assert state(told[1], "DL-06", "VT"), "Veilig Thuis got data from another"


def test_a_breach_is_told_to_whoever_registered_what_was_broken(play: Play) -> None:
    agreed = event("2023-01-03", "LT", "agreement", 'id = "A7"', 'person = "P"', COUPLE)
    broken = event("2023-01-09", "POL", "breach", 'of = "A7"', "danger = false", COUPLE)
    answers = play(HEAD + FIRST + agreed + broken)
    assert who(answers[2], "breach-without-reaction") >= {"POL", "LT"}
    assert "VT" not in who(answers[2], "breach-without-reaction"), "nobody ever reported to Veilig Thuis"


def test_what_a_citizen_knows_is_known_to_nobody_until_it_is_reported(play: Play) -> None:
    saw = event("2023-01-02", "BURGER", "incident", COUPLE, 'facts = { acute_unsafety = "vermoeden" }')
    answers = play(HEAD + saw + event("2023-01-03", "BURGER", "report", "incident = 1", "anonymous = true"))
    assert not answers[0]["proposals"] and not answers[0]["flags"] and not answers[0]["clocks"]
    assert sees(answers[1], "acuut") == {"VT"} and answers[1]["oversight"] == "VT"


def test_a_blind_spot_names_organisations_and_nothing_else(play: Play) -> None:
    parts = [
        event(f"2023-0{month}-02", code, "incident", COUPLE)
        for month, code in enumerate(("POL", "HA", "GGZ"), start=1)
    ]
    before, after = play(HEAD + "".join(parts))[1:]
    assert not who(before, "blind-spot")
    (alarm,) = [one for one in after["alarms"] if one["code"] == "blind-spot"]
    assert alarm["who"] == ["GGZ", "HA", "POL"]
    assert alarm["reason"] == (
        "Samen weten deze organisaties genoeg voor een afstemmingsmoment. Neem contact met elkaar op."
    )


def test_persons_who_are_not_related_are_different_cases(play: Play) -> None:
    others = '[persons.X]\nborn = "1970"\n[persons.Y]\nborn = "1972"\n'
    text = HEAD.replace("[[relations]]", others + "[[relations]]", 1)
    elsewhere = event(
        "2023-01-03",
        "POL",
        "incident",
        'about = { slachtoffer = ["X"], pleger = ["Y"] }',
        "facts = { strangulation = true }",
    )
    meeting = event("2023-01-04", "POL", "moment", 'moment = "acuut"', 'present = ["POL", "VT"]', COUPLE)
    answers = play(text + FIRST + elsewhere + meeting + event("2023-01-05", "VT", "signal", COUPLE))
    assert "strangulation" not in answers[-1]["flags"] and sees(answers[-1], "acuut") == {"POL"}


def test_until_stops_after_that_moment(play: Play) -> None:
    answers = play(HEAD + FIRST + REPORT + LATER, until=datetime(2023, 1, 2, 22, 59, tzinfo=UTC))
    assert [one["event"] for one in answers] == [1, 2]


def test_events_are_replayed_in_the_order_of_time_under_their_number_in_the_file(play: Play) -> None:
    answers = play(HEAD + LATER + FIRST)
    assert [one["event"] for one in answers] == [2, 1]
