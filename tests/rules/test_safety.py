# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Phase, holders, consequences of a breach, and what stands as an alarm for whom."""

from datetime import timedelta
from typing import Any

import pytest
from stories import COUPLE, at, last, picture

from samenspel.rules import routekaart, safety
from samenspel.rules.facts import Picture
from samenspel.rules.safety import Phase, Safety

Story = list[dict[str, Any]]
INCIDENT = {"kind": "incident", "about": COUPLE}
MOVED_ON = {"kind": "decision", "by": "VT", "what": "risk_driven"}


def look(story: Story, now: float | None = None, **given: Any) -> Safety:
    pic = picture(story, **given)
    return safety.assess(pic, last(pic) if now is None else at(now))


def codes(found: Safety) -> set[str]:
    return {alarm.code for alarm in found.alarms}


def test_the_phase_is_acute_until_professionals_decide() -> None:
    assert look([INCIDENT], now=900).phase.phase is Phase.ACUUT
    assert look([INCIDENT, MOVED_ON]).phase.phase is Phase.RISICOGESTUURD
    assert (
        look([INCIDENT, MOVED_ON, {"kind": "decision", "what": "recovery"}]).phase.phase == "herstelgericht"
    )


@pytest.mark.parametrize(
    "event",
    [
        INCIDENT,
        {"kind": "breach", "of": "a1", "danger": False},
        {"kind": "signal", "facts": {"acute_unsafety": "vermoeden"}},
        {"kind": "assessment", "instrument": "x", "facts": {"sash_concern": "matig"}},
        {"kind": "suspect", "person": "P", "status": "heengezonden"},
    ],
)
def test_new_unsafety_brings_it_back_to_acute(event: dict[str, Any]) -> None:
    state = look([INCIDENT, MOVED_ON, event]).phase
    assert (state.phase, state.reason.rule, state.event) == (Phase.ACUUT, "DT-04.4", "3")


@pytest.mark.parametrize(
    "event",
    [
        {"kind": "contact", "person": "V", "alone": True},
        {"kind": "signal", "facts": {"acute_unsafety": "nee", "threat_level": "geen"}},
        {"kind": "suspect", "person": "P", "status": "heengezonden", "facts": {"conditions_aligned": True}},
        {"kind": "report", "incident": "1"},
    ],
)
def test_what_is_no_new_unsafety_leaves_the_phase(event: dict[str, Any]) -> None:
    assert look([INCIDENT, MOVED_ON, event]).phase.phase is Phase.RISICOGESTUURD


def test_oversight_starts_with_the_report_and_stays_until_someone_took_it() -> None:
    story: Story = [
        INCIDENT,
        {"kind": "report", "incident": "1"},
        {"kind": "decision", "by": "VT", "what": "transfer"},
    ]
    assert look(story[:1]).holders.oversight is None
    assert look(story).holders.oversight == "VT"
    assert "transfer-not-accepted" in codes(look(story))
    taken = look([*story, {"kind": "owner", "by": "LT", "what": "oversight_holder", "organisation": "LT"}])
    assert taken.holders.oversight == "LT"
    assert "transfer-not-accepted" not in codes(taken)


def test_another_organisation_cannot_end_the_oversight_of_the_holder() -> None:
    story: Story = [
        INCIDENT,
        {"kind": "report", "incident": "1"},
        {"kind": "decision", "by": "POL", "what": "closed"},
    ]
    assert look(story).holders.oversight == "VT"


def test_a_breach_says_whom_to_tell_under_which_title() -> None:
    story: Story = [
        INCIDENT,
        {
            "kind": "agreement",
            "by": "OM",
            "id": "a1",
            "person": "P",
            "title": "S13",
            "carries_prosecution_decision": True,
        },
        {"kind": "breach", "by": "LT", "of": "a1", "danger": True},
    ]
    (breach,) = look(story).breaches
    assert breach.titles == ("voorwaardelijk_sepot", "vervolgingsbesluit")
    assert breach.tell == ("VT", "OM") or set(breach.tell) == {"OM", "VT"}
    assert breach.reopened and breach.danger is True and not breach.answered
    assert [reason.rule for reason in breach.reasons] == ["DT-07.2", "DT-07.3"]


def test_a_voluntary_agreement_is_told_to_the_plan_holder_and_to_nobody_who_does_not_know_the_case() -> None:
    story: Story = [
        INCIDENT,
        {"kind": "report", "incident": "1"},
        {"kind": "owner", "by": "LT", "what": "plan_holder", "organisation": "LT"},
        {"kind": "breach", "by": "LT", "of": "iets"},
    ]
    (breach,) = look(story).breaches
    assert set(breach.tell) == {"VT", "LT"}


def test_a_measure_placed_on_its_own_answers_to_its_title() -> None:
    story: Story = [
        INCIDENT,
        {"kind": "measure", "by": "OM", "code": "S08", "person": "P"},
        {"kind": "breach", "of": "S08"},
    ]
    found = look(story)
    (alarm,) = [one for one in found.alarms if one.code == "breach-without-reaction"]
    assert alarm.who == ("POL", "OM") and "S08" in alarm.reason and alarm.since == at(2)


def test_alarms_name_only_those_who_know_the_case() -> None:
    story: Story = [{"kind": "incident", "about": COUPLE, "facts": {"stalking_indicators": 2}}]
    alone = look(story, viewer="POL", now=3)
    assert {code for alarm in alone.alarms for code in alarm.who} == {"POL"}
    told = look([*story, {"kind": "report", "incident": "1"}], viewer="POL")
    (alarm,) = [one for one in told.alarms if one.code == "no-case-owner"]
    assert alarm.who == ("POL", "VT")


def test_a_home_ban_that_ends_leaves_a_gap_in_hours() -> None:
    story: Story = [
        INCIDENT,
        {"kind": "measure", "by": "GEM", "code": "B01", "person": "P", "protects": ["V"], "day": 0.5},
    ]
    assert "measure-gap" not in codes(look(story, now=10.4))
    after = look(story, now=12.5)
    (gap,) = [one for one in after.alarms if one.code == "measure-gap"]
    assert gap.since == at(10.5) and "48 uur" in gap.reason and gap.person == "V"
    extended = [
        *story,
        {"kind": "measure", "by": "GEM", "code": "B02", "person": "P", "protects": ["V"], "day": 10},
    ]
    assert "measure-gap" not in codes(look(extended, now=12.5))


def test_protection_of_another_victim_is_no_protection() -> None:
    both = {"slachtoffer": ["V", "W"], "pleger": ["P"]}
    story: Story = [
        {"kind": "incident", "about": both},
        {"kind": "measure", "by": "GEM", "code": "B01", "person": "P", "protects": ["V", "W"]},
        {"kind": "measure", "by": "OM", "code": "S08", "person": "P", "protects": ["V"], "until": 90},
    ]
    gaps = [one.person for one in look(story, now=15).alarms if one.code == "measure-gap"]
    assert gaps == ["W"]


def test_no_measure_ends_in_silence() -> None:
    """Every placed measure warns before its end and asks afterwards, until somebody decides."""
    for code in ("B01", "S08", "C04", "O04", "S06"):
        story: Story = [INCIDENT, {"kind": "measure", "by": "VT", "code": code, "person": "P", "until": 31}]
        assert "measure-ending" in codes(look(story, now=30)), code
        assert "measure-ended" in codes(look(story, now=32)), code


def test_each_agency_sees_half_and_together_they_are_a_blind_spot() -> None:
    """Neither police nor Veilig Thuis has three reports; together they have. The alarm has no content."""
    story: Story = [
        {"kind": "incident", "by": "POL", "day": 0},
        {"kind": "report", "by": "HA", "day": 10},
        {"kind": "incident", "by": "POL", "day": 20},
    ]
    everything = picture(story)
    parts = {
        "POL": Picture("POL", tuple(one for one in everything.known if one.by == "POL")),
        "VT": Picture("VT", tuple(one for one in everything.known if one.by == "HA")),
    }
    now = last(everything) + timedelta(hours=1)
    own = [routekaart.evaluate(part, now) for part in parts.values()]
    (alarm,) = safety.blind_spots(everything, own, now)
    assert alarm.who == ("HA", "POL") and alarm.evidence == ()
    assert not any(word in alarm.reason for word in ("melding", "incident", "stalking"))
    assert safety.blind_spots(everything, [routekaart.evaluate(everything, now)], now) == ()


def test_alarms_and_evaluation_come_from_one_picture() -> None:
    pic = picture([INCIDENT])
    given = routekaart.evaluate(pic, last(pic))
    assert safety.assess(pic, last(pic), evaluation=given) == safety.assess(pic, last(pic))
