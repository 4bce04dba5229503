# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The harness of seeded faults: a sample of it, and that it tells when something is missed."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest

from bench.faults import seen, tables, terms
from bench.faults.__main__ import SEED
from bench.faults.judge import LOOKS, caught
from bench.faults.seeded import fault
from samenspel.rules.ruleset import Ruleset, national

SAMPLE = 20


def test_every_fault_of_the_sample_is_found() -> None:
    found = [(one.kind, one.what, caught(one.rules)) for one in faults()]
    assert [(kind, what) for kind, what, by in found if by is None] == []
    assert {by.by for _, _, by in found if by} >= {"proof", "story"}


def faults() -> Iterator[object]:
    return (fault(national(), SEED, number) for number in range(SAMPLE))


def test_the_rules_as_they_are_are_not_called_wrong() -> None:
    assert caught(national()) is None


def test_the_same_number_gives_the_same_fault_and_another_gives_another() -> None:
    one, again, other = (fault(national(), SEED, number) for number in (3, 3, 4))
    assert (one.kind, one.what) == (again.kind, again.what) != (other.kind, other.what)


def test_the_harness_tells_what_nobody_finds() -> None:
    """With only the proofs looking, a signal that is gone is not found: no proof can know that it should be there."""
    ours = national().tables["RF"]
    what, table = tables.drop_row(ours, ours.rows[0], Random("x")) or ("", ours)
    rules = replace(national(), tables={**national().tables, "RF": table})
    assert what == "RF.strangulation is weg"
    assert caught(rules, {"proof": LOOKS["proof"]}) is None
    assert caught(rules, {}) is None
    found = caught(rules)
    assert found is not None and found.by == "story"


def test_rules_that_cannot_be_evaluated_are_found() -> None:
    def breaks(rules: Ruleset) -> Iterator[str]:
        raise KeyError(rules.name)

    found = caught(national(), {"proof": breaks})
    assert found is not None and found.shown == "KeyError: 'landelijk'"


def test_a_change_that_nobody_can_see_is_no_fault() -> None:
    """Whoever was heard or is held has one of those statuses: another word for the same is no fault."""
    rules = national()
    ours = rules.tables["DT-02"]
    row = next(one for one in ours.rows if one.id == "DT-02.8")
    twice = replace(row, when=(*row.when, replace(row.when[0], question="suspect_at_zsm", accepted=("ja",))))
    same = replace(ours, rows=tuple(twice if one is row else one for one in ours.rows))
    assert not seen.table_differs(ours, same)
    less = replace(ours, rows=tuple(one for one in ours.rows if one is not row))
    assert seen.table_differs(ours, less)
    term = next(one for one in rules.terms.rules if one.id == "DL-01")
    day = replace(term.count, hours=0, days=1)
    assert not seen.count_differs(term, term.count, day)
    assert seen.count_differs(term, term.count, replace(term.count, hours=25))


@pytest.mark.parametrize("kind", [*tables.CHANGES, *terms.CHANGES, "getal", "termijn van een moment"])
def test_every_kind_of_fault_occurs(kind: str) -> None:
    assert any(one.kind == kind for one in (fault(national(), 1, number) for number in range(160)))
