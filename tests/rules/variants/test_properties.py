# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whatever a region adds: its document says all of it, and no national proposal goes away or gets more time."""

from datetime import datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from samenspel.rules import routekaart
from samenspel.rules import variants as regional
from samenspel.rules.clocks import Register, aim, term_for_moment
from samenspel.rules.facts import Shape, variables
from samenspel.rules.routekaart import Proposal, Strength
from samenspel.rules.ruleset import Ruleset, national
from samenspel.rules.variants import Variant, all_along, combine, difference, read, write
from tests.rules.stories import last, picture
from tests.rules.variants.documents import any_variants, variants

KEYS = ("V", "P", "K")
PERSONS = {"V": {"born": "1990"}, "P": {"born": "1988"}, "K": {"born": "2022-05-01"}}
FACTS = {
    name: (True, False) if variable.shape is Shape.ANSWER else variable.values
    for name, variable in variables().items()
    if variable.shape in (Shape.ANSWER, Shape.CHOICE) and name != "entry_point"
}


@st.composite
def stories(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Incidents, signals, reports and moments about one family."""
    story: list[dict[str, Any]] = []
    for _ in range(draw(st.integers(1, 6))):
        kind = draw(st.sampled_from(["incident", "signal", "report", "assessment", "moment", "breach"]))
        event: dict[str, Any] = {"kind": kind, "by": draw(st.sampled_from(["POL", "VT", "LT"]))}
        names = draw(st.sets(st.sampled_from(sorted(FACTS)), max_size=3))
        event["facts"] = {name: draw(st.sampled_from(FACTS[name])) for name in sorted(names)}
        event["about"] = {"slachtoffer": [draw(st.sampled_from(["V", "K"]))], "pleger": ["P"]}
        if kind == "moment":
            moment = draw(st.sampled_from(["acuut", "actieoverleg", "zsm", "ssk"]))
            event |= {"moment": moment, "present": ["POL", "VT"]}
        if kind == "breach":
            event |= {"of": "A1", "danger": draw(st.booleans())}
        story.append(event)
    return story


def due(proposal: Proposal, terms: Register) -> datetime:
    return min(
        aim(one.term, one.start, variant=one.variant, known=terms).due
        if one.term
        else term_for_moment(proposal.moment, one.start, known=terms).due
        for one in proposal.terms
    )


@settings(max_examples=60, deadline=None)
@given(any_variants())
def test_a_document_says_all_of_its_variant_and_comes_back_the_same(variant: Variant) -> None:
    text = write(variant)
    again = read("proef.toml", text)
    assert again == variant
    assert write(again) == text


@settings(max_examples=60, deadline=None)
@given(any_variants())
def test_every_variant_can_be_combined_and_told(variant: Variant) -> None:
    rules = combine(variant)
    assert rules.version != national().version
    assert set(rules.tables) == set(national().tables)
    for one in difference(variant):
        assert one.text and one.block


@settings(max_examples=80, deadline=None)
@given(variants(), stories())
def test_what_a_region_adds_takes_no_national_proposal_away(
    variant: Variant, story: list[dict[str, Any]]
) -> None:
    pic, rules = picture(story, PERSONS), combine(variant)
    before = routekaart.evaluate(pic, last(pic))
    after = routekaart.evaluate(pic, last(pic), rules)
    for proposal in before.proposals:
        own = after.proposal(proposal.moment)
        assert own is not None, proposal.moment
        assert own.strength is Strength.MUST or proposal.strength is Strength.PROPOSE
        assert set(proposal.invite.must) <= set(own.invite.must)
        assert due(own, rules.terms) <= due(proposal, national().terms)
    assert {one.code for one in before.flags} <= {one.code for one in after.flags}


@settings(max_examples=40, deadline=None)
@given(any_variants())
def test_a_variant_that_held_all_along_is_a_variant_too(variant: Variant) -> None:
    assert read("proef.toml", write(all_along(variant))) == all_along(variant)


@settings(max_examples=40, deadline=None)
@given(variants())
def test_a_target_never_moves_the_term_itself(variant: Variant) -> None:
    rules: Ruleset = combine(variant)
    assert rules.terms.rules == national().terms.rules
    assert rules.terms.moments == national().terms.moments


def test_the_examples_that_ship_come_back_the_same() -> None:
    for name in regional.shipped_names():
        variant = regional.shipped(name)
        assert read(name, write(variant)) == variant
