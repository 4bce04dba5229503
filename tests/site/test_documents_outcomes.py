# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A rule that changes what comes out of a situation changes `uitkomsten.md`."""

import re
from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType

import pytest

from samenspel.rules import tables
from samenspel.rules.ruleset import Ruleset, national
from samenspel.rules.tables import Row
from samenspel.site.documents import outcomes


@pytest.fixture(scope="module")
def document() -> str:
    return outcomes.page()


def test_every_row_with_a_condition_applies_in_some_example(document: str) -> None:
    rows = {row.id for table in tables.all_tables().values() for row in table.rows if row.when or row.any}
    assert rows - set(re.findall(r"[\w.-]+", document)) == set()


def test_the_example_chronologies_are_in_it(document: str) -> None:
    assert all(f"| {file.stem} |" in document for file in outcomes.CHRONOLOGIES.glob("*.toml"))


def changed(ident: str, change: Callable[[Row], Row | None]) -> Ruleset:
    """The national rules with one row changed, or left out."""
    rules = national()
    found = {}
    for name, table in rules.tables.items():
        rows = [change(row) if row.id == ident else row for row in table.rows]
        found[name] = replace(table, rows=tuple(row for row in rows if row))
    return replace(rules, tables=MappingProxyType(found))


CHANGES: dict[str, Callable[[Row], Row | None]] = {
    "DT-02.3": lambda row: None,
    "DT-03.OM.ssk": lambda row: None,
    "DT-06.2.verdachte.nee": lambda row: replace(row, when=row.when[:1]),
    "DT-08.2": lambda row: replace(row, when=row.when[1:]),
    "DT-02.8": lambda row: replace(row, then={**row.then, "term": "DL-37"}),
    "DT-07.6": lambda row: replace(row, then={**row.then, "tell": ("POL",)}),
}


@pytest.mark.parametrize("ident", CHANGES)
def test_a_row_that_changes_an_outcome_changes_the_document(document: str, ident: str) -> None:
    assert outcomes.page(changed(ident, CHANGES[ident])) != document
