# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two sets of rules over the same pictures: every kind of difference, and that nothing else is called one."""

from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType
from typing import Any

import pytest

from samenspel.insights.backtest import Change, Heard, Kind, compare, count, heard
from samenspel.insights.backtest.counting import Cell, rounded
from samenspel.rules.facts import Picture
from samenspel.rules.routekaart import Moment
from samenspel.rules.ruleset import Ruleset, national
from samenspel.rules.tables import Condition, Row
from tests.rules.stories import COUPLE, START, picture

EVENTS: list[dict[str, Any]] = [
    {"kind": "incident", "about": COUPLE, "facts": {"threat_level": "geen"}},
    {"kind": "report", "about": COUPLE},
    {"kind": "assessment", "by": "VT", "about": COUPLE, "facts": {"threat_level": "risico_op_gevaar"}},
    {"kind": "assessment", "by": "VT", "about": COUPLE, "facts": {"threat_level": "dreigend_gevaar"}},
    {"kind": "moment", "moment": "actieoverleg", "present": ["VT", "POL"], "decisions": []},
]


def story(events: list[dict[str, Any]] = EVENTS) -> list[tuple[Picture, Any]]:
    """The pictures after each event, a day apart."""
    whole = picture(events)
    return [
        (replace(whole, known=whole.known[:number]), START + timedelta(days=number))
        for number in range(1, len(events) + 1)
    ]


def with_row(ident: str, **changes: Any) -> Ruleset:
    """The national rules, with one row of DT-02 changed; without it when nothing is to stay of it."""
    table = national().tables["DT-02"]
    rows = tuple(replace(row, **changes) if row.id == ident else row for row in table.rows)
    return with_rows(rows)


def with_rows(rows: tuple[Row, ...]) -> Ruleset:
    table = replace(national().tables["DT-02"], rows=rows)
    return replace(
        national(), version="anders", tables=MappingProxyType({**national().tables, "DT-02": table})
    )


def without(ident: str) -> Ruleset:
    return with_rows(tuple(row for row in national().tables["DT-02"].rows if row.id != ident))


def kinds(found: tuple[Change, ...]) -> list[tuple[str, str, int]]:
    return [(one.kind.value, one.moment.value, one.step) for one in found]


def differences(rules: Ruleset, events: list[dict[str, Any]] = EVENTS) -> tuple[Change, ...]:
    return compare(heard(national(), story(events)), heard(rules, story(events)))


def test_the_same_rules_differ_in_nothing() -> None:
    assert heard(national(), story()).evaluations[2].proposals
    assert differences(national()) == ()


def test_a_row_that_is_gone_takes_its_proposal_along() -> None:
    found = differences(without("DT-02.3"))
    assert kinds(found) == [("verdwenen", "actieoverleg", 2)]
    assert found[0].after is None
    assert found[0].before is not None
    assert found[0].before.rules == ("DT-02.3",)


def test_a_row_that_is_new_brings_a_proposal() -> None:
    assert kinds(compare(heard(without("DT-02.3"), story()), heard(national(), story()))) == [
        ("verschenen", "actieoverleg", 2)
    ]


def test_a_row_that_asks_less_proposes_earlier_and_the_other_way_round_later() -> None:
    row = next(row for row in national().tables["DT-02"].rows if row.id == "DT-02.3")
    wider = tuple(
        Condition(one.question, (*one.accepted, "geen")) if one.question == "threat_level" else one
        for one in row.when
    )
    sooner = with_row("DT-02.3", when=wider)
    assert kinds(differences(sooner)) == [("eerder", "actieoverleg", 0)]
    back = compare(heard(sooner, story()), heard(national(), story()))
    assert kinds(back) == [("later", "actieoverleg", 0)]


def test_a_shorter_term_is_due_earlier() -> None:
    row = next(row for row in national().tables["DT-02"].rows if row.id == "DT-02.3")
    urgent = with_row("DT-02.3", then=MappingProxyType({**row.then, "variant": "spoed"}))
    found = differences(urgent)
    assert kinds(found) == [("eerder", "actieoverleg", 2)]
    before, after = found[0].before, found[0].after
    assert before is not None
    assert after is not None
    assert before.at == after.at
    assert before.due is not None
    assert after.due is not None
    assert after.due < before.due


def test_another_strength_or_table_is_told_as_otherwise() -> None:
    row = next(row for row in national().tables["DT-02"].rows if row.id == "DT-02.3")
    weaker = with_row("DT-02.3", then=MappingProxyType({**row.then, "strength": "propose"}))
    assert kinds(differences(weaker)) == [("anders", "actieoverleg", 2)]
    standing = replace(
        national(), parameters=replace(national().parameters, standing={"actieoverleg": ("SHN",)})
    )
    assert kinds(differences(standing)) == [("anders", "actieoverleg", 2)]


def test_a_moment_that_is_proposed_twice_is_two_proposals() -> None:
    again = [*EVENTS, {"kind": "incident", "about": COUPLE}]
    row = next(row for row in national().tables["DT-02"].rows if row.id == "DT-02.3")
    once = with_row("DT-02.3", then=MappingProxyType({**row.then, "renewed_by": ()}))
    assert kinds(differences(once, again)) == [("verdwenen", "actieoverleg", 5)]
    assert kinds(differences(without("DT-02.3"), again)) == [
        ("verdwenen", "actieoverleg", 2),
        ("verdwenen", "actieoverleg", 5),
    ]


def test_pictures_that_are_not_the_same_are_not_compared() -> None:
    whole = heard(national(), story())
    with pytest.raises(ValueError, match="same pictures"):
        compare(whole, Heard(national(), whole.evaluations[:-1]))
    with pytest.raises(ValueError, match="same pictures"):
        compare(whole, heard(national(), [(replace(one, viewer="POL"), at) for one, at in story()]))


# What may be told of many cases


@pytest.mark.parametrize(
    ("cases", "told"),
    [(0, "<5"), (1, "<5"), (4, "<5"), (5, "± 5"), (7, "± 5"), (8, "± 10"), (12, "± 10"), (13, "± 15")],
)
def test_few_are_never_told_apart_from_none_and_many_are_rounded(cases: int, told: str) -> None:
    assert str(rounded(cases)) == told


def test_a_case_counts_once_per_cell_however_often_it_differs() -> None:
    change = differences(without("DT-02.3"))[0]
    counted = count([(change, change)] * 6 + [()] * 30)
    assert counted.cases == Cell(35)
    assert counted.cells[Moment.ACTIEOVERLEG, Kind.DISAPPEARED] == Cell(5)
    assert {cell for key, cell in counted.cells.items() if key[1] is not Kind.DISAPPEARED} == {Cell(None)}


def test_one_case_more_or_less_is_not_seen_but_once_in_five() -> None:
    """Whoever asks twice, with a rule that fits one family and one that does not, mostly reads the same."""
    seen = [str(rounded(cases)) == str(rounded(cases + 1)) for cases in range(100)]
    assert sum(seen) >= 75
    assert all(seen[:4])
