# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The national rules stand where the edges say; an edge that moves is seen."""

from dataclasses import replace
from types import MappingProxyType

from samenspel.rules import conditions
from samenspel.rules.ruleset import Ruleset, national
from samenspel.rules.tables import Condition, Row
from tests.rules.edges import FILE, write, wrong_at_edges
from tests.rules.specified import spec, wrong_in_numbers, wrong_in_terms


def changed(ident: str, **cells: object) -> Ruleset:
    rules = national()
    table = next(one for one in rules.tables.values() if any(row.id == ident for row in one.rows))
    rows = tuple(replace(row, **cells) if row.id == ident else row for row in table.rows)  # type: ignore[arg-type]
    return replace(rules, tables=MappingProxyType({**rules.tables, table.id: replace(table, rows=rows)}))


def row(ident: str) -> Row:
    return next(one for table in national().tables.values() for one in table.rows if one.id == ident)


def test_the_national_rules_are_at_their_edges() -> None:
    assert list(wrong_at_edges(national())) == []
    assert list(wrong_in_terms(national().terms)) == []
    assert list(wrong_in_numbers(national())) == []


def test_the_edges_are_those_of_the_rules() -> None:
    """After a change on purpose: `python -m tests.rules.edges`, and look at the difference."""
    assert FILE.read_text(encoding="utf-8") == write(national())


def test_every_question_of_every_row_has_an_edge_on_both_sides() -> None:
    for one in spec("edges")["row"]:
        asked = {condition.question for condition in (*row(one["id"]).when, *row(one["id"]).any)}
        for name in asked:
            sides = [edge[name] for edge in one["counts"] if name in edge]
            question = conditions.question(name)
            assert sides and question is not None
            accepted = {value for part in (*row(one["id"]).when, *row(one["id"]).any) if part.question == name
                        for value in part.accepted}  # fmt: skip
            if set(question.values) - accepted:
                assert any(name in edge for edge in one["not"]), (one["id"], name)


def test_an_edge_that_moves_is_seen() -> None:
    ours = row("DT-02.3")
    wider = (Condition("threat_level", (*ours.when[0].accepted, "geen")), *ours.when[1:])
    fewer = (Condition("threat_level", ours.when[0].accepted[:1]), *ours.when[1:])
    for rules, words in (
        (changed("DT-02.3", when=wider), "geldt zij wel"),
        (changed("DT-02.3", when=fewer), "geldt zij niet"),
        (changed("DT-02.3", then=MappingProxyType({**ours.then, "term": "DL-38"})), "DL-38"),
    ):
        found = list(wrong_at_edges(rules))
        assert found and all(text.startswith("DT-02.3: ") and words in text for text in found)


def test_a_row_or_a_term_that_is_gone_or_new_is_seen() -> None:
    rules = national()
    fewer = replace(rules.tables["RF"], rows=rules.tables["RF"].rows[1:])
    assert list(wrong_at_edges(replace(rules, tables=MappingProxyType({**rules.tables, "RF": fewer})))) == [
        "RF.strangulation: staat niet in de tabel én in spec/edges.toml"
    ]
    terms = replace(rules.terms, rules=rules.terms.rules[1:])
    assert "DL-01: staat niet in het register én in spec/edges.toml" in list(
        wrong_at_edges(replace(rules, terms=terms))
    )
