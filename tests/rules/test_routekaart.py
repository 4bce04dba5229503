# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What `evaluate` promises for every picture, and what it says in stories that must not happen again."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from stories import COUPLE, at, known, last, picture

from samenspel.rules import routekaart, tables
from samenspel.rules.facts import NATIONAL, Keeps, Picture, Shape, variables
from samenspel.rules.routekaart import Evaluation, Moment, Strength
from samenspel.rules.ruleset import national

PERSONS = {"V": {"born": "1990"}, "P": {"born": "1985"}, "K": {"born": "2024-01"}, "L": {"born": "2014"}}
CHOICES = {
    name: variable.accepted()
    for name, variable in variables().items()
    if variable.accepted() and variable.per is None and name != "entry_point"
}


def facts() -> st.SearchStrategy[dict[str, str]]:
    return st.fixed_dictionaries(
        {}, optional={name: st.sampled_from(values) for name, values in CHOICES.items()}
    )


def events() -> st.SearchStrategy[list[dict[str, Any]]]:
    roles = st.sampled_from([COUPLE, {"slachtoffer": ["K"], "pleger": ["P"]}, {}])
    plain = st.fixed_dictionaries(
        {
            "kind": st.sampled_from(["incident", "signal", "report"]),
            "by": st.sampled_from(["POL", "VT", "JGZ"]),
            "about": roles,
            "facts": facts(),
        }
    )
    held = st.fixed_dictionaries(
        {
            "kind": st.just("moment"),
            "by": st.just("VT"),
            "moment": st.sampled_from([*Moment]),
            "present": st.just(["VT", "POL"]),
        }
    )
    status = st.fixed_dictionaries(
        {
            "kind": st.just("suspect"),
            "by": st.just("POL"),
            "person": st.just("P"),
            "status": st.sampled_from(variables()["suspect_status"].values),
        }
    )
    return st.lists(st.one_of(plain, plain, held, status), min_size=1, max_size=6)


def say(pic: Picture) -> Evaluation:
    return routekaart.evaluate(pic, last(pic))


def moments(evaluation: Evaluation) -> dict[str, str]:
    return {proposal.moment.value: proposal.strength.value for proposal in evaluation.proposals}


@settings(max_examples=60, deadline=None)
@given(events())
def test_acute_unsafety_is_moment_one_until_it_was_held(story: list[dict[str, Any]]) -> None:
    story = [*story, {"kind": "incident", "by": "POL", "facts": {"acute_unsafety": "vermoeden"}}]
    assert moments(say(picture(story, PERSONS)))["acuut"] == Strength.MUST


def test_a_lower_value_that_also_asks_for_the_moment_opens_it_again() -> None:
    """First "ja", then the moment, then a "vermoeden": the highest value is old, the question is new."""
    story: list[dict[str, Any]] = [
        {"kind": "incident", "facts": {"acute_unsafety": "ja", "threat_level": "dreigend_gevaar"}},
        {"kind": "moment", "by": "VT", "moment": "acuut", "present": ["VT", "POL"]},
        {"kind": "moment", "by": "VT", "moment": "actieoverleg", "present": ["VT", "POL"]},
        {"kind": "signal", "facts": {"acute_unsafety": "vermoeden", "threat_level": "risico_op_gevaar"}},
    ]
    assert moments(say(picture(story[:3]))) == {}
    assert moments(say(picture(story))) == {"acuut": "must", "actieoverleg": "must"}


@settings(max_examples=60, deadline=None)
@given(events())
def test_silence_never_closes_a_proposal(story: list[dict[str, Any]]) -> None:
    """A contact without any fact, and time that passes, take nothing away."""
    before = moments(say(picture(story, PERSONS)))
    more = picture([*story, {"kind": "contact", "by": "VT", "person": "V"}], PERSONS)
    after = moments(routekaart.evaluate(more, last(more) + timedelta(days=900)))
    assert before.items() <= after.items()


@settings(max_examples=60, deadline=None)
@given(events())
def test_lower_values_later_never_close_what_must_be_done(story: list[dict[str, Any]]) -> None:
    low = {
        name: variable.values[0] if variable.values else False
        for name, variable in variables().items()
        if variable.keeps is not Keeps.LATEST
        and variable.shape in (Shape.CHOICE, Shape.ANSWER)
        and name != "entry_point"
    }
    before = moments(say(picture(story, PERSONS)))
    after = moments(say(picture([*story, {"kind": "signal", "by": "LT", "facts": low}], PERSONS)))
    assert {moment for moment, strength in before.items() if strength == Strength.MUST} <= set(after)


@settings(max_examples=40, deadline=None)
@given(events(), st.randoms(use_true_random=False))
def test_the_order_of_the_items_in_a_picture_says_nothing(story: list[dict[str, Any]], chance: Any) -> None:
    pic = picture(story, PERSONS)
    mixed = list(pic.known)
    chance.shuffle(mixed)
    assert moments(say(pic)) == moments(say(replace(pic, known=tuple(mixed))))


@settings(max_examples=40, deadline=None)
@given(events())
def test_every_proposal_says_why_who_and_from_when(story: list[dict[str, Any]]) -> None:
    pic = picture(story, PERSONS)
    evaluation = say(pic)
    assert (evaluation.not_indicated is None) == bool(evaluation.proposals)
    assert evaluation.version == tables.version()
    for proposal in evaluation.proposals:
        assert proposal.rules and proposal.reason and proposal.terms
        assert {"POL", "VT"} <= set(proposal.invite.must)
        assert proposal.since <= evaluation.now
        assert set(proposal.evidence) <= {item.id for item in pic.known}


def test_what_is_recorded_later_is_not_known_now() -> None:
    pic = picture(
        [{"kind": "signal"}, {"kind": "incident", "facts": {"acute_unsafety": "ja"}, "recorded": 5}]
    )
    assert moments(routekaart.evaluate(pic, at(4))) == {}
    assert moments(routekaart.evaluate(pic, at(5))) == {"acuut": "must"}


def test_what_was_learned_in_the_moment_was_on_the_table_there() -> None:
    held = {"kind": "moment", "by": "POL", "moment": "acuut", "present": ["POL", "VT"], "day": 2}
    incident = {"kind": "incident", "facts": {"acute_unsafety": "ja"}, "day": 0}
    assert moments(say(picture([incident | {"recorded": 2}, held]))) == {}
    assert moments(say(picture([incident | {"recorded": 3}, held]))) == {"acuut": "must"}


def test_the_counting_rule_follows_the_region() -> None:
    pic = picture([{"kind": "incident"}, {"kind": "incident"}])
    assert moments(say(pic)) == {}
    strict = replace(national(), parameters=replace(NATIONAL, repeat_count=2))
    assert "actieoverleg" in moments(routekaart.evaluate(pic, last(pic), strict))


def test_standing_members_of_a_region_are_always_invited() -> None:
    pic = picture([{"kind": "incident", "facts": {"threat_level": "dreigend_gevaar"}}])
    standing = replace(NATIONAL, standing={"actieoverleg": ("RVDK", "3RO", "SHN")})
    region = replace(national(), parameters=standing)
    proposal = routekaart.evaluate(pic, last(pic), region).proposal("actieoverleg")
    assert proposal and {"RVDK", "3RO", "SHN"} <= set(proposal.invite.must)
    assert not {"RVDK", "3RO", "SHN"} & set(proposal.invite.conditional)


def test_probation_is_shown_as_one_until_one_is_known() -> None:
    arrest = {"kind": "suspect", "person": "P", "status": "aangehouden"}
    first = say(picture([arrest])).proposal("zsm")
    then = say(picture([{"kind": "signal", "by": "SVG"}, arrest])).proposal("zsm")
    assert first and "3RO" in first.invite.must
    assert then and "SVG" in then.invite.must and "3RO" not in then.invite.must


def test_each_row_starts_its_own_term_when_its_last_answer_came_in() -> None:
    story = [
        {"kind": "incident", "facts": {"threat_level": "dreigend_gevaar"}, "day": 0},
        {"kind": "suspect", "person": "P", "status": "aangehouden", "day": 3},
        {"kind": "suspect", "person": "P", "status": "heengezonden", "day": 6},
        {"kind": "assessment", "instrument": "SASH", "outcome": "hoog", "day": 7},
    ]
    proposal = say(picture(story)).proposal("actieoverleg")
    assert proposal
    starts = [(term.term, term.variant, term.start) for term in proposal.terms]
    assert ("DL-37", None, at(6)) in starts
    assert ("DL-37", "spoed", at(7)) in starts


def test_the_trace_says_why_a_row_did_not_apply() -> None:
    evaluation = say(picture([{"kind": "incident", "facts": {"threat_level": "dreigend_gevaar"}},
                              {"kind": "suspect", "person": "P", "status": "aangehouden"}]))  # fmt: skip
    row = next(trace for trace in evaluation.trace["DT-02"].rows if trace.row.id == "DT-02.3")
    assert not row.applied
    threat, held = row.asked
    assert threat.held and threat.why() == "dreiging: dreigend_gevaar; voldoet"
    assert not held.held and held.why().endswith("ja; voldoet niet (gevraagd: nee)")


def test_a_girl_stalked_for_months_by_a_man_with_earlier_victims() -> None:
    """Every incident under another offence, all small.

    The pattern and the earlier victim are seen at the second.
    """
    girl = {"V": {"born": "2008"}, "W": {"born": "1995"}, "P": {"born": "1987"}}
    relations = [("P", "V", "ex_partner"), ("P", "W", "ex_partner")]
    story = [
        {"kind": "incident", "about": {"slachtoffer": ["W"], "pleger": ["P"]}, "offence":
        "mishandeling", "day": 0},
        {"kind": "incident", "offence": "vernieling", "about": COUPLE, "day": 400},
        {"kind": "incident", "offence": "bedreiging met de dood", "about": COUPLE, "day": 430,
         "facts": {"threat_level": "dreigend_gevaar", "weapons": "vuurwapen"}},
    ]  # fmt: skip
    first, second, third = (say(picture(story[:count], girl, relations, viewer="POL")) for count in (1, 2, 3))
    assert not first.has_flag("earlier_partners") and first.stalking is None
    assert second.has_flag("earlier_partners") and second.has_flag("separation")
    assert second.stalking and second.stalking.appraisal == "sash_nu"
    assert {"sash", "individual_assessment", "klacht", "report_to_vt"} <= {one.what for one in second.missing}
    assert moments(third) == {"acuut": "propose", "actieoverleg": "must"}
    assert {"firearm", "threat_to_kill", "stalking"} <= {flag.code for flag in third.flags}
    proposal = third.proposal("actieoverleg")
    assert proposal and "RVDK" in proposal.invite.conditional


def test_a_baby_with_bruises_seen_by_several_agencies() -> None:
    """Each agency alone sees one explained bruise.

    Each of them is told to consult, and Veilig Thuis sees both.
    """
    baby = {"K": {"born": "2024-01-05"}, "M": {"born": "1996"}}
    relations = [("M", "K", "ouder")]
    bruise = {"kind": "signal", "about": {"slachtoffer": ["K"]}, "facts": {"injury": "verklaard"}}
    doctor = say(picture([bruise | {"by": "HA"}], baby, relations, viewer="HA"))
    assert moments(doctor)["ssk"] == "propose"
    assert [one.what for one in doctor.blocked] == ["inform_parents"]
    told = [bruise | {"by": "HA"}, bruise | {"by": "JGZ"}, {"kind": "report", "by": "JGZ", "incident": "2"}]
    both = say(picture(told, baby, relations, viewer="VT"))
    proposal = both.proposal("ssk")
    assert proposal and proposal.evidence == ("1", "2")
    assert {"medical_examination", "child_harm", "child_not_seen"} <= {one.what for one in both.missing}


def test_nothing_is_said_about_what_the_viewer_does_not_know() -> None:
    """Whoever does not know the case is named by nobody: the viewer itself has to act."""
    evaluation = say(
        picture([{"kind": "incident", "about": COUPLE, "facts": {"stalking_indicators": 3}}], viewer="POL")
    )
    assert {code for one in evaluation.missing for code in one.who} == {"POL"}
    assert say(Picture("OM", (known(1, {"kind": "signal", "by": "OM"}),))).proposals == ()


def test_a_full_evaluation_holds_every_table() -> None:
    evaluation = say(picture([{"kind": "incident"}]))
    about_the_picture = {ident for ident, table in tables.all_tables().items() if not table.outside}
    assert set(evaluation.trace) == about_the_picture
    assert {"DT-01", "DT-02", "DT-03", "DT-04", "DT-07", "DT-08", "DT-11", "DT-13"} <= about_the_picture
    assert all(len(trace.rows) == len(trace.table.rows) for trace in evaluation.trace.values())
