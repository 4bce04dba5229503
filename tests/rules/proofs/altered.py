# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The national rules with one thing changed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

from samenspel.rules.clocks import ClockRule
from samenspel.rules.law import Source, Validity
from samenspel.rules.ruleset import Ruleset, national
from samenspel.rules.tables import Condition, Row, Table

NEW = date(2000, 1, 1)


def table_of(rules: Ruleset, ident: str) -> Table:
    return next(table for table in rules.tables.values() if any(row.id == ident for row in table.rows))


def with_rows(rules: Ruleset, table: str, rows: tuple[Row, ...]) -> Ruleset:
    changed = replace(rules.tables[table], rows=rows)
    return replace(rules, tables=MappingProxyType({**rules.tables, table: changed}))


def drop(*idents: str) -> Ruleset:
    rules = national()
    for ident in idents:
        table = table_of(rules, ident)
        rules = with_rows(rules, table.id, tuple(row for row in table.rows if row.id != ident))
    return rules


def edit(ident: str, **cells: Any) -> Ruleset:
    """`then` adds to the outcome; other fields of the row are replaced."""
    rules = national()
    table = table_of(rules, ident)
    return with_rows(
        rules, table.id, tuple(_edit(row, cells) if row.id == ident else row for row in table.rows)
    )


def _edit(row: Row, cells: Mapping[str, Any]) -> Row:
    found = dict(cells)
    if "then" in found:
        found["then"] = MappingProxyType({**row.then, **found["then"]})
    return replace(row, **found)


def asks(**answers: str | tuple[str, ...]) -> tuple[Condition, ...]:
    return tuple(
        Condition(name, (said,) if isinstance(said, str) else said) for name, said in answers.items()
    )


def row(ident: str, table: str, then: Mapping[str, Any], **cells: Any) -> Row:
    """A row of that table; outcomes that are not named are empty."""
    empty = {name: "" if isinstance(kind, list) or kind == "text" else () for name, kind in _outputs(table)}
    flags = {name: False for name, kind in _outputs(table) if kind == "flag"}
    given: dict[str, Any] = {"when": (), "any": (), "otherwise": False, "validity": Validity(NEW), **cells}
    outcome = MappingProxyType({**empty, **flags, **then})
    return Row(id=ident, then=outcome, text="Een rij van een test.", source=Source("een test"), **given)


def _outputs(table: str) -> list[tuple[str, Any]]:
    return list(national().tables[table].outputs.items())


def add(table: str, new: Row, *, first: bool = False) -> Ruleset:
    rules = national()
    rows = rules.tables[table].rows
    return with_rows(rules, table, (new, *rows) if first else (*rows, new))


def with_term(ident: str, **cells: Any) -> Ruleset:
    rules = national()
    changed = tuple(replace(one, **cells) if one.id == ident else one for one in rules.terms.rules)
    return replace(rules, terms=replace(rules.terms, rules=changed))


def term(ident: str) -> ClockRule:
    return next(one for one in national().terms.rules if one.id == ident)
