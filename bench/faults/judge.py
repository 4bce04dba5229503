# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who finds it: first the proofs, then the examples of the specification, then the edges of every row.

None of them gets to see the rules as they should be.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from samenspel.rules import proofs
from samenspel.rules.ruleset import Ruleset
from tests.rules.edges import wrong_at_edges
from tests.rules.specified import wrong_in_numbers, wrong_in_stories, wrong_in_terms


@dataclass(frozen=True, slots=True)
class Caught:
    """By what a fault was found, and what showed it."""

    by: str
    shown: str


def _proofs(rules: Ruleset) -> Iterator[str]:
    return (f"{proof.id}: {proof.counterexample}" for proof in proofs.verify(rules).failed)


Look = Callable[[Ruleset], Iterator[str]]
LOOKS: Mapping[str, Look] = {
    "proof": _proofs,
    "story": wrong_in_stories,
    "term_example": lambda rules: wrong_in_terms(rules.terms),
    "number": wrong_in_numbers,
    "edge": wrong_at_edges,
}


def caught(rules: Ruleset, looks: Mapping[str, Look] = LOOKS) -> Caught | None:
    """The first that finds something wrong with these rules; None if nothing does.

    Rules that cannot even be evaluated are found by whoever tries.
    """
    for by, look in looks.items():
        try:
            shown = next(look(rules), None)
        except Exception as error:  # a test that breaks on the rules has found them wrong
            shown = f"{type(error).__name__}: {error}"
        if shown is not None:
            return Caught(by, shown)
    return None
