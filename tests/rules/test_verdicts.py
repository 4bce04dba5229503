# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The verdicts: what a table says about one measure, source, person, child or decision, with its reasons."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest
from stories import COUPLE, last, picture

from samenspel.rules import catalogue, tables, verdicts
from samenspel.rules.facts import FactsError, Situation

FAMILY = {
    "V": {"born": "1990"},
    "P": {"born": "1985"},
    "K": {"born": "2016-05-01"},
    "B": {"born": "2022-05-01"},
    "J": {"born": "2007-06-01"},
}
DAY = date(2024, 3, 1)


def situation(
    *events: Mapping[str, Any],
    persons: Mapping[str, Mapping[str, Any]] = FAMILY,
    ties: Sequence[Sequence[str]] = (),
) -> Situation:
    pic = picture(events or ({"kind": "incident", "about": COUPLE},), persons, ties)
    return Situation(pic, last(pic))


def incident(**facts: Any) -> dict[str, Any]:
    return {"kind": "incident", "about": COUPLE, "facts": facts}


def rules(ruling: verdicts.Ruling) -> list[str]:
    return [reason.rule for reason in ruling.reasons]


def test_what_is_told_from_outside_is_checked_as_a_whole() -> None:
    with pytest.raises(FactsError) as error:
        verdicts.ask("DT-06", situation(), {"measur": "B01", "measure_action": "soms"})
    messages = [str(one) for one in error.value.problems]
    assert messages == [
        "measur: onbekende vraag (bedoeld: measure?)",
        "measure_action: 'soms' is niet toegestaan; kies uit opgelegd, verlengd, beeindigd, onbekend",
    ]


def test_a_table_that_asks_something_from_outside_is_asked_only_when_it_is_told() -> None:
    assert verdicts.asked_of(situation(), {}) == {}
    assert set(verdicts.asked_of(situation(), {"measure": "B01"})) == {"DT-06"}
    assert set(verdicts.asked_of(situation(), {"decision": "fase", "child_age": "onder_4"})) == {
        "DT-12",
        "DT-14",
    }


class TestPreconditions:
    def test_a_home_ban_for_an_adult_in_danger_at_home_is_free(self) -> None:
        here = situation(incident(acute_unsafety="ja", shared_dwelling="ja"))
        found = verdicts.preconditions("B01", here, person="P")
        assert found and found.verdict.conditions == () and rules(found) == ["DT-06.geen"]

    def test_a_home_ban_for_a_minor_is_blocked_with_the_law(self) -> None:
        here = situation(incident(acute_unsafety="ja", shared_dwelling="ja"))
        found = verdicts.preconditions("B01", here, person="J")
        assert not found and rules(found) == ["DT-06.1.meerderjarig.nee"]
        assert found.reasons[0].source.jci == "jci1.3:c:BWBR0024649&artikel=2&lid=1"

    def test_what_nobody_knows_is_no_refusal_but_something_to_check(self) -> None:
        found = verdicts.preconditions("B01", situation(persons={}), person="P")
        assert found and len(found.verdict.conditions) == 3
        assert all(rule.endswith(".onbekend") for rule in rules(found))

    def test_a_birth_year_that_leaves_it_open_is_unknown(self) -> None:
        here = situation(incident(acute_unsafety="ja", shared_dwelling="ja"), persons={"P": {"born": "2006"}})
        assert rules(verdicts.preconditions("B01", here, person="P")) == ["DT-06.1.meerderjarig.onbekend"]

    def test_an_age_that_was_told_counts_where_no_birth_is_known(self) -> None:
        here = situation(incident(acute_unsafety="ja", shared_dwelling="ja", perpetrator_age=17), persons={})
        assert rules(verdicts.preconditions("B01", here, person="P")) == ["DT-06.1.meerderjarig.nee"]

    def test_what_is_told_goes_before_what_was_looked_up(self) -> None:
        here = situation(incident(acute_unsafety="ja", shared_dwelling="ja"))
        assert not verdicts.preconditions("B01", here, person="P", told={"bound_adult": "nee"})

    @pytest.mark.parametrize(
        ("status", "expected"),
        [
            ("aangehouden", "DT-06.5.veroordeling.nee"),
            ("veroordeeld", "DT-06.geen"),
            (None, "DT-06.5.veroordeling.onbekend"),
        ],
    )
    def test_a_measure_of_the_judge_needs_a_conviction(self, status: str | None, expected: str) -> None:
        told = [{"kind": "suspect", "person": "P", "status": status}] if status else []
        here = situation(incident(), *told)
        assert rules(verdicts.preconditions("S31", here, person="P")) == [expected]

    def test_another_persons_status_says_nothing_about_this_one(self) -> None:
        here = situation(incident(), {"kind": "suspect", "person": "V", "status": "veroordeeld"})
        assert rules(verdicts.preconditions("S31", here, person="P")) == ["DT-06.5.veroordeling.onbekend"]

    def test_a_supervision_order_needs_a_child_in_the_family(self) -> None:
        adults = {key: FAMILY[key] for key in ("V", "P")}
        asked = {"request_made": "ja"}
        found = verdicts.preconditions("C03", situation(persons=adults), person="V", told=asked)
        assert not found and rules(found) == ["DT-06.4.minderjarige.nee"]
        here = situation(incident(child_harm={"K": "verwaarlozing"}))
        assert rules(verdicts.preconditions("C03", here, told=asked)) == ["DT-06.geen"]

    def test_mediation_waits_for_direct_safety_and_never_goes_with_coercion(self) -> None:
        free = {"taken_part_freely": "ja"}
        here = situation(incident(coercive_control=True))
        found = verdicts.preconditions("S41", here, told=free)
        assert not found and rules(found) == ["DT-06.10.veiligheid.nee", "DT-06.10.dwang.nee"]

    def test_every_measure_of_the_catalogue_gets_an_answer(self) -> None:
        here = situation(persons={})
        for code in catalogue.measures():
            assert verdicts.preconditions(code, here).reasons, code


class TestPhase:
    def test_in_the_acute_phase_what_comes_later_is_only_prepared(self) -> None:
        for code in ("I07", "I20"):
            found = verdicts.may_start(code, situation())
            assert not found and found.verdict.conditions[0].endswith("nu alleen voorbereiden.")

    def test_mediation_between_parents_is_warned_against(self) -> None:
        assert rules(verdicts.may_start("I14", situation())) == ["DT-04.1"]
        assert not verdicts.may_start("I14", situation())

    def test_what_makes_safe_now_may_always_start(self) -> None:
        later = situation(incident(), {"kind": "decision", "by": "VT", "what": "recovery"})
        for here in (situation(), later):
            assert verdicts.may_start("B01", here) and verdicts.may_start("I01", here)
        assert verdicts.may_start("I20", later) and verdicts.may_start("I14", later)


class TestSource:
    def test_nobody_is_named_before_someone_looked(self) -> None:
        kinds = ("professional", "niet_professional", "kind", "slachtoffer", "politie", "onbekend")
        for kind in kinds:
            found = verdicts.may_name_source(kind, situation())
            assert not found and found.verdict.conditions and found.reasons, kind

    def test_a_professional_is_named_on_the_ground_of_the_law(self) -> None:
        told = dict.fromkeys(
            ("naming_endangers_victim", "naming_endangers_reporter", "naming_breaks_trust"), "nee"
        )
        found = verdicts.may_name_source("professional", situation(), told)
        assert found and found.verdict.ground == "jci1.3:c:BWBR0035733&artikel=4.1.8&lid=3"

    def test_danger_that_is_in_the_facts_outweighs_consent(self) -> None:
        here = situation(incident(informing_risk="veiligheid"))
        assert not verdicts.may_name_source("slachtoffer", here, {"source_consents": "ja"})


class TestInforming:
    def test_each_person_gets_an_answer_of_its_own(self) -> None:
        here = situation(incident(informing_risk="geen"))
        told = {key: verdicts.informing(here, key) for key in ("V", "J", "K")}
        assert {key: one.to for key, one in told.items()} == {"V": "zelf", "J": "zelf", "K": "nagaan"}
        assert all(one.inform == "ja" and one.term == "DL-06" for one in told.values())

    def test_without_a_word_about_risk_nobody_is_informed_and_the_term_runs(self) -> None:
        found = verdicts.informing(situation(), "V")
        assert (bool(found), found.inform, found.term) == (False, "nagaan", "DL-06")

    def test_a_consult_that_is_indicated_holds_it_back_until_it_decided(self) -> None:
        harm = {
            "kind": "incident",
            "about": {"slachtoffer": ["K"]},
            "facts": {"child_harm": "seksueel", "informing_risk": "geen"},
        }
        assert verdicts.informing(situation(harm), "V").inform == "uitstellen"
        ssk = {
            "kind": "moment",
            "by": "VT",
            "moment": "ssk",
            "present": ["VT", "OM"],
            "decisions": ["parallel_aligned"],
        }
        assert verdicts.informing(situation(harm, ssk), "V").inform == "ja"


class TestChild:
    def test_a_possible_offence_asks_for_the_consult_first(self) -> None:
        found = verdicts.child_talk(situation(), "K")
        assert (bool(found), found.talk, found.routes) == (False, "eerst_overleg", ("ssk",))

    def test_a_witness_of_a_likely_offence_is_heard_in_the_studio(self) -> None:
        seen = {
            "kind": "incident",
            "about": {**COUPLE, "getuige": ["K"]},
            "facts": {"offence_suspicion": "ja"},
        }
        here = situation(seen)
        assert verdicts.child_talk(here, "K").routes == ("studioverhoor",)
        assert verdicts.child_talk(here, "J").talk == "eerst_overleg"

    def test_a_toddler_needs_an_expert(self) -> None:
        here = situation(incident(offence_suspicion="nee"))
        assert verdicts.child_talk(here, "B").routes == ("gesprek_vt", "deskundige")
        assert verdicts.child_talk(here, "K").routes == ("gesprek_vt",)
        assert "leeftijd" in verdicts.child_talk(here, None).routes

    def test_first_steps_follow_from_the_harm_or_from_what_is_told(self) -> None:
        here = situation(incident(child_harm={"K": "seksueel"}))
        steps = verdicts.first_steps(here)
        assert [one.reason.rule for one in steps] == ["DT-13.3", "DT-13.8"]
        assert steps[0].children == ("K",) and "72 uur" in steps[0].within
        assert [one.reason.rule for one in verdicts.first_steps(here, ("medisch",))] == ["DT-13.6", "DT-13.8"]
        assert verdicts.first_steps(situation()) == ()


class TestRights:
    @pytest.mark.parametrize("right", catalogue.RIGHTS)
    def test_every_decision_has_one_row(self, right: str) -> None:
        found = verdicts.who_decides(right, DAY)
        assert found.decides or right == "delen"
        assert not set(found.decides) & set(found.never)
        assert len(found.trace.hits()) == 1

    def test_a_prosecution_is_never_decided_by_a_meeting(self) -> None:
        assert verdicts.may_decide("prosecute", "OM", DAY)
        assert verdicts.may_decide("prosecute", "VT", DAY, ("VT", "POL", "OM"))
        refused = verdicts.may_decide("prosecute", "VT", DAY, ("VT", "POL", "RVDK"))
        assert not refused and [one.rule for one in refused.reasons] == ["DT-14.3"]
        assert verdicts.may_decide("prosecute", "POL", DAY).conditions

    def test_veilig_thuis_never_arrests_and_never_orders_a_child_away(self) -> None:
        assert not verdicts.may_decide("arrest", "VT", DAY)
        assert verdicts.may_decide("arrest", "VT", DAY, ("VT", "POL"))
        assert not verdicts.may_decide("child_emergency_placement", "VT", DAY, ("VT", "POL"))

    def test_a_decision_of_nobodys_in_particular_is_free(self) -> None:
        assert verdicts.may_decide("joint_plan", "VT", DAY, ("VT", "POL")) and verdicts.may_decide(
            "vrije tekst", "VT", DAY
        )


class TestProsecution:
    def test_nothing_is_concluded_whatever_the_answers(self) -> None:
        told = {
            "weigh_severity": "hoog",
            "weigh_pattern": "aanwezig",
            "weigh_force": "ja",
            "weigh_evidence": "genoeg",
        }
        found = verdicts.weighing_prosecution(situation(), told)
        assert len(found.outcomes) == 5 and found.deciders == ("OM_OVJ_HG", "OM_OVJ_ZSM")
        assert {"bescherming", "gevolgen", "verantwoordelijkheid", "wens"} == set(found.open())

    def test_the_facts_answer_only_what_they_show(self) -> None:
        here = situation(incident(strangulation=True), {"kind": "breach", "of": "a1"})
        found = {one.question: one for one in verdicts.weighing_prosecution(here).answers}
        assert found["ernst"].direction == found["patroon"].direction == "vervolging"
        assert [item.kind.value for item in found["patroon"].events] == ["breach"]
        assert found["bewijs"].direction == "nog_open"

    def test_what_professionals_say_goes_before_what_the_facts_show(self) -> None:
        here = situation(incident(strangulation=True))
        found = verdicts.weighing_prosecution(here, {"weigh_severity": "laag"})
        assert found.answers[0].direction == "zorg_eerst"


def test_every_table_that_asks_from_outside_has_a_verdict_that_answers_it() -> None:
    asked = {ident for ident, table in tables.all_tables().items() if table.outside}
    assert asked == {"DT-05", "DT-06", "DT-09", "DT-10", "DT-12", "DT-14"}


def test_the_minimum_is_marked_where_the_field_says_must_and_where_the_law_does() -> None:
    rows = [row for table in tables.all_tables().values() for row in table.rows]
    must = [row for row in rows if row.then.get("strength") == "must" or row.then.get("grade") == "must"]
    duties = [row for row in rows if row.then.get("duty")]
    assert must and duties
    assert all(row.minimum for row in (*must, *duties))
