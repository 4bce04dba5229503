# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What `make prove mutation` makes of what mutmut found; and that every explanation is about something there."""

import re
from pathlib import Path
from typing import Any

import pytest

from bench.mutation.__main__ import FOLDERS
from bench.mutation.verdict import FILE, explanations, judge, where

RULES = Path(__file__).parents[2] / "samenspel/rules"
NAME = "samenspel.rules.clocks.terms.x__owner__mutmut_"
ONE = """
[[survivor]]
where = "clocks.terms._owner"
was = "return a"
became = "return b"
why = "a is b"
"""


def mutant(number: int, status: str) -> dict[str, Any]:
    return {"name": f"{NAME}{number}", "status": status, "was": ["return a"], "became": ["return b"]}


def test_a_survivor_needs_an_explanation() -> None:
    found = [mutant(1, "killed"), mutant(2, "timeout"), mutant(3, "survived")]
    bare = judge("clocks", found, {})
    assert (bare.total, bare.killed, bare.explained, bare.percentage) == (3, 2, 0, 66.7)
    assert bare.faults == ("clocks.terms._owner: niet verklaard: return a  wordt  return b",)
    told = judge("clocks", found, explanations(ONE))
    assert (told.killed, told.explained, told.faults) == (2, 1, ())


@pytest.mark.parametrize("status", ["no tests", "suspicious", "segfault"])
def test_only_a_test_that_fails_kills(status: str) -> None:
    assert judge("clocks", [mutant(1, status)], {}).killed == 0


def test_an_explanation_of_what_is_gone_is_a_fault_and_so_is_what_was_not_tried() -> None:
    outcome = judge("clocks", [mutant(1, "killed"), mutant(2, "not checked")], explanations(ONE))
    assert outcome.faults == (
        "clocks.terms._owner: verklaard, maar niet overlevend: return a",
        "clocks: 1 nog niet beproefd",
    )
    assert judge("safety", [mutant(1, "survived")], explanations(ONE)).total == 0


@pytest.mark.parametrize("text", [ONE.replace("a is b", " "), ONE + ONE])
def test_an_explanation_has_a_reason_and_is_given_once(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape("clocks.terms._owner: geen reden, of twee keer genoemd")):
        explanations(text)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("samenspel.rules.clocks.terms.x__owner__mutmut_12", "clocks.terms._owner"),
        ("samenspel.rules.clocks.events.xǁTimelineǁ_of__mutmut_1", "clocks.events.Timeline._of"),
        ("samenspel.rules.sharing.deciding.x_decide__mutmut_1", "sharing.deciding.decide"),
    ],
)
def test_a_function_is_named_as_in_the_source(name: str, found: str) -> None:
    assert where(name) == found


def test_what_is_explained_stands_in_the_source() -> None:
    for place, was, _ in explanations(FILE.read_text("utf-8")):
        folder, module, *_, function = place.split(".")
        text = (RULES / folder / f"{module}.py").read_text("utf-8")
        assert folder in FOLDERS
        assert f"def {function}(" in text, place
        assert was.split()[0] in text, place
