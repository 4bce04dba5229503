# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Going through all situations, z3 and the evaluation itself say the same."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenspel.rules import conditions, tables
from samenspel.rules.conditions.dependencies import quiet, several
from samenspel.rules.facts import Finding
from samenspel.rules.proofs.logic import (
    Every,
    Formula,
    Found,
    Not,
    Some,
    answered,
    applies,
    counts,
    found,
    holds,
    literals,
)
from samenspel.rules.proofs.situations import Situations
from samenspel.rules.proofs.wording import say_situation
from samenspel.rules.ruleset import national
from samenspel.rules.tables import Table

DAY = date(2026, 1, 1)
QUESTIONS = (
    "acute_unsafety",
    "weapons",
    "suspect_status",
    "suspect_in_custody",
    "entry_vt",
    "police_unreported",
)
TABLES = national().tables


def values(name: str) -> tuple[str, ...]:
    asked = conditions.question(name)
    assert asked is not None
    return asked.values


FOUND = st.sampled_from(QUESTIONS).flatmap(
    lambda name: st.frozensets(st.sampled_from(values(name)), min_size=1).map(lambda said: Found(name, said))
)
FORMULAS = st.recursive(
    FOUND,
    lambda part: st.one_of(
        part.map(Not),
        st.lists(part, max_size=3).map(lambda parts: Every(tuple(parts))),
        st.lists(part, max_size=3).map(lambda parts: Some(tuple(parts))),
    ),
    max_leaves=6,
)


@settings(max_examples=150)
@given(FORMULAS)
def test_both_ways_of_looking_find_the_same_situation(formula: Formula) -> None:
    one_by_one, by_z3 = Situations([formula]), Situations([formula], most=0)
    smallest = one_by_one.smallest(formula)
    assert by_z3.possible(formula) == one_by_one.possible(formula) == (smallest is not None)
    other = by_z3.smallest(formula)
    assert (smallest is None) == (other is None)
    if smallest is not None and other is not None:
        assert holds(formula, smallest)
        assert holds(formula, other)
        changed = [sum(said[name] != quiet(name) for name in one_by_one.asked) for said in (smallest, other)]
        assert changed[0] == changed[1]


@settings(max_examples=60)
@given(FORMULAS, st.sampled_from(QUESTIONS), st.data())
def test_an_answer_that_is_filled_in_is_the_only_answer(
    formula: Formula, name: str, data: st.DataObject
) -> None:
    value = data.draw(st.sampled_from(values(name)))
    filled = answered(formula, name, value)
    assert name not in {one.question for one in literals(filled)}
    others = {one: frozenset({values(one)[0]}) for one in QUESTIONS}
    assert holds(filled, others) == holds(formula, {**others, name: frozenset({value})})


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
@settings(max_examples=25)
@given(data=st.data())
def test_a_row_applies_when_the_evaluation_says_so(table: Table, data: st.DataObject) -> None:
    answers = {}
    for name in table.questions():
        asked = conditions.question(name)
        assert asked is not None
        most = 3 if several(asked) else 1
        answers[name] = data.draw(st.frozensets(st.sampled_from(asked.values), min_size=1, max_size=most))
    trace = tables.evaluate(table, lambda name: Finding(dict.fromkeys(answers[name], ())), DAY)
    rows = table.on(DAY)
    assert [one.applied for one in trace.rows] == [holds(applies(row, rows), answers) for row in rows]
    hits = {hit.row.id for hit in trace.hits()}
    assert hits == {row.id for row in rows if holds(counts(row, rows, table.hit), answers)}


def test_of_a_first_table_only_the_first_row_counts() -> None:
    table = TABLES["DT-02"]
    rows = table.on(DAY)
    first = tables.Hit.FIRST
    answers = {name: quiet(name) for name in table.questions()} | {"acute_unsafety": frozenset({"ja"})}
    answers["sash_concern"] = frozenset({"hoog"})
    assert [row.id for row in rows if holds(applies(row, rows), answers)] == ["DT-02.1", "DT-02.7.hoog"]
    assert [row.id for row in rows if holds(counts(row, rows, first), answers)] == ["DT-02.1"]


def test_a_situation_that_cannot_be_is_not_found() -> None:
    never = Every(
        (
            found("suspect_in_custody", "ja"),
            Not(found("suspect_status", "aangehouden", "ivs", "voorlopige_hechtenis")),
        )
    )
    for most in (0, 40_000):
        assert Situations([never], most=most).smallest(never) is None


def test_a_question_that_ties_two_others_plays_its_part() -> None:
    """Nobody asks for the status here, and yet whoever is held after an arrest is also one of those at ZSM or not."""
    both = Every((found("suspect_in_custody", "ja"), found("suspect_held", "nee")))
    for most in (0, 40_000):
        assert Situations([both], most=most).smallest(both) is None


def test_the_situation_is_told_in_dutch() -> None:
    formula = Every((found("acute_unsafety", "vermoeden", "ja"), found("entry_vt", "nee")))
    answers = Situations([formula]).smallest(formula)
    assert answers is not None
    assert say_situation(answers, {"acute_unsafety"}) == (
        "Als acute onveiligheid vermoeden is, en verder niets bekend is"
    )
    assert say_situation({"entry_vt": frozenset({"ja"})}, {"entry_vt"}) == (
        "Als op ‘Is er bij Veilig Thuis gemeld?’ het antwoord ja is, en verder niets bekend is"
    )
    assert say_situation({"entry_vt": frozenset({"nee"})}, {"entry_vt"}) == "Als er niets bekend is"
