# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the example chronologies must show: which moments, when and for whom, which alarms, which terms."""

import pytest

from tests.insights.conftest import EXAMPLES, Answers, Play, sees, state, who

KEYS = [
    "event",
    "at",
    "proposals",
    "clocks",
    "alarms",
    "missing",
    "flags",
    "history",
    "blocked",
    "phase",
    "oversight",
]


NAMES = sorted(file.stem for file in EXAMPLES.glob("*.toml"))
_PLAYED: dict[str, Answers] = {}


def example(name: str, play: Play) -> Answers:
    """The answers of one example; replayed once, because the same file gives the same answers."""
    if name not in _PLAYED:
        _PLAYED[name] = play((EXAMPLES / f"{name}.toml").read_text())
    return _PLAYED[name]


@pytest.mark.parametrize("name", NAMES)
def test_every_example_answers_every_event_with_every_key(name: str, play: Play) -> None:
    answers = example(name, play)
    assert [one["event"] for one in answers] == list(range(1, len(answers) + 1))
    assert all(list(one) == KEYS and one["at"].endswith("Z") for one in answers)


def test_the_same_file_gives_the_same_answers(play: Play) -> None:
    assert play((EXAMPLES / "verhuizing-en-huisverbod.toml").read_text()) == example(
        "verhuizing-en-huisverbod", play
    )


def test_acute_incident_with_arrest(play: Play) -> None:
    answers = example("acuut-met-aanhouding", play)
    first, called, arrested = answers[0], answers[1], answers[2]
    assert sees(first, "acuut") == {"POL"} == sees(first, "actieoverleg")
    assert first["oversight"] is None and "strangulation" in first["flags"]
    assert not sees(called, "acuut") and sees(called, "zsm") == {"POL", "VT"}
    assert not sees(arrested, "actieoverleg"), "a suspect is held: no Actieoverleg"
    assert state(arrested, "DL-37", "PROC_DIR") == ["ended"]
    reported = answers[4]
    assert state(reported, "DL-01", "POL") == ["met"] and reported["oversight"] == "VT"
    assert "running" in state(reported, "DL-03", "VT") and state(answers[5], "DL-03", "VT") == ["met"]
    assert not any(one["moment"] == "zsm" for one in answers[6]["proposals"]), "held by all"
    released, banned, breached = answers[8], answers[9], answers[10]
    assert {"POL", "VT", "OM"} <= sees(released, "actieoverleg")
    assert not who(released, "victim-not-told-before-release")
    assert not who(released, "released-without-alignment")
    assert "running" in state(banned, "DL-17", "OM")
    assert who(breached, "breach-without-reaction") == {"POL", "OM"} and "breach_of_ban" in breached["flags"]


def test_stalking_by_a_former_partner_with_an_earlier_victim(play: Play) -> None:
    answers = example("stalking-door-ex-partner", play)
    second, reported, third, sash = answers[1], answers[3], answers[4], answers[5]
    assert "P was eerder pleger; slachtoffer was E" in second["history"]
    assert {"stalking", "earlier_partners"} <= set(second["flags"]) and who(second, "no-case-owner") == {
        "POL"
    }
    assert "earlier_partners" not in reported["flags"], "Veilig Thuis does not know of the earlier victim"
    assert reported["history"] == []
    assert who(reported, "no-case-owner") == {"POL", "VT"}
    assert sees(third, "actieoverleg") == {"POL"}
    (urgent,) = sash["proposals"]
    assert urgent["by"] == "2022-10-11T08:00:00Z" and "DT-02.7" in urgent["rules"]
    owned, met = answers[6], answers[7]
    assert who(owned, "no-case-owner") == {"VT"} and not who(met, "no-case-owner")
    assert not met["proposals"] and state(met, "DL-37", "PROC_DIR") == ["met", "met"]
    breached, decided = answers[9], answers[10]
    assert who(breached, "prosecution-reopened") == {"OM"}
    assert sees(breached, "actieoverleg") == {"POL", "VT", "OM"}
    assert not who(decided, "prosecution-reopened") and who(decided, "breach-without-reaction") == {
        "POL",
        "VT",
    }


def test_a_child_with_injuries_seen_by_several_agencies(play: Play) -> None:
    answers = example("kind-met-letsel", play)
    clinic, hospital, reported, consulted = answers[0], answers[2], answers[3], answers[4]
    assert sees(clinic, "ssk") == {"JGZ"} and clinic["oversight"] is None
    assert any(one["moment"] == "ssk" and one["strength"] == "must" for one in hospital["proposals"])
    assert sees(reported, "ssk") == {"JGZ", "ZKH", "VT"} and reported["oversight"] == "VT"
    assert [one["what"] for one in reported["blocked"]] == ["inform_parents"]
    assert sees(consulted, "ssk") == {"JGZ"}, "the clinic was not there, and knows only what it saw itself"
    assert [one["what"] for one in consulted["blocked"]] == ["inform_parents"], "the consult kept the stop"
    assert not answers[8]["blocked"], "the second consult lifted it"
    assert "pre_mobile_child" not in answers[6]["flags"], "the local team knew nothing"
    assert state(answers[10], "DL-24", "RECHT") == ["ended"]


def test_a_home_ban_and_a_move_to_another_region(play: Play) -> None:
    answers = example("verhuizing-en-huisverbod", play)
    banned, breached, extended, moved = answers[2], answers[5], answers[6], answers[7]
    assert state(banned, "DL-18", "GEM") == ["running"] and "VT" in who(banned, "no-plan-holder")
    assert who(breached, "breach-without-reaction") == {"POL", "VT", "GEM"}
    assert state(extended, "DL-18", "GEM") == ["ended", "running"]
    assert not who(extended, "measure-ended") and "GEM" not in who(moved, "measure-ended")
    assert who(moved, "transfer-not-accepted") == {"VT"}
    assert "VT" in who(answers[8], "measure-gap") and not who(answers[9], "transfer-not-accepted")
