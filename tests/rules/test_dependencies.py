# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the proofs assume about answers, tried on random pictures: nothing assumed may hide a counter-example."""

from collections import Counter

import pytest
from hypothesis import Phase, given, settings
from random_pictures import pictures
from stories import START, at, last

from samenspel.rules import conditions, tables
from samenspel.rules.conditions.dependencies import Answer, Dependency, dependencies, quiet, several
from samenspel.rules.facts import Picture, Situation
from samenspel.rules.tables import Find

MET: Counter[int] = Counter()
"""How often each dependency had something to say."""


def find_in(picture: Picture) -> Find:
    now = last(picture) if picture.known else START
    return tables.finder(Situation(picture, now))


@settings(max_examples=1200)
@given(pictures())
def test_the_answers_to_a_picture_are_such_as_the_proofs_reckon_with(picture: Picture) -> None:
    find = find_in(picture)
    for name in conditions.known_names():
        asked = conditions.question(name)
        assert asked is not None
        found = set(find(name).values)
        assert found and found <= set(asked.values), name
        assert several(asked) or len(found) == 1, name
    for number, one in enumerate(dependencies()):
        MET[number] += one.applies(find)
        assert one.holds(find), one


def test_every_dependency_was_tried() -> None:
    """Runs after the test above, in the same process: what never applied was never tried."""
    if not MET:
        test_the_answers_to_a_picture_are_such_as_the_proofs_reckon_with()
    untried = [one for number, one in enumerate(dependencies()) if not MET[number]]
    assert untried == []


def test_every_dependency_speaks_of_questions_and_answers_that_exist() -> None:
    for one in dependencies():
        for answer in (*one.given, *one.then):
            asked = conditions.question(answer.question)
            assert asked is not None, answer
            assert answer.values <= set(asked.values), answer


def test_a_picture_of_nothing_gives_the_quiet_answers() -> None:
    find = tables.finder(Situation(Picture("POL"), at(300)))
    assert {name: set(find(name).values) for name in conditions.known_names()} == {
        name: set(quiet(name)) for name in conditions.known_names()
    }


@pytest.mark.parametrize(
    "wrong",
    [
        Dependency("Wie gehoord is, zit vast.", (Answer("suspect_held", frozenset({"ja"})),), ()),
        Dependency(
            "Zorg is samenloop.",
            (Answer("care_running", frozenset({"ja"})),),
            (Answer("care_and_case", frozenset({"ja"})),),
        ),
        Dependency(
            "Een kind is altijd slachtoffer.",
            (Answer("minors_involved", frozenset({"ja"})),),
            (Answer("child_victim", frozenset({"ja"})),),
        ),
    ],
    ids=lambda one: one.text,
)
def test_a_wrong_dependency_is_found(wrong: Dependency) -> None:
    @settings(max_examples=200, phases=(Phase.generate,))
    @given(pictures())
    def tried(picture: Picture) -> None:
        assert wrong.holds(find_in(picture))

    with pytest.raises(AssertionError):
        tried()
