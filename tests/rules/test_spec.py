# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The examples in `spec/*.toml`: one row is one test; every row of every table is covered from both sides.

An example tells a small story (persons, relations, events) and says what holds after its last event: which rows apply
(`applies`) and which do not (`not`), which moments are open (`open`), what is missing or blocked, which alarms stand
(`alarms`) and which do not (`no_alarms`). `told` holds what only the asker knows (about which measure, which source).
"""

from typing import Any

import pytest

from samenspel.rules import safety, tables
from tests.rules.specified import STORIES, spec, wrong_in_story

FIELDS = {
    "id", "text", "persons", "relations", "events", "viewer", "now", "told",
    "applies", "not", "open", "alarms", "no_alarms", "missing", "blocked",
}  # fmt: skip


def examples() -> list[Any]:
    return [pytest.param(row, id=f"{name}:{row['id']}") for name in STORIES for row in spec(name)["example"]]


@pytest.mark.parametrize("row", examples())
def test_example(row: dict[str, Any]) -> None:
    assert set(row) <= FIELDS
    assert list(wrong_in_story(row)) == []


def test_every_row_has_an_example_for_and_against() -> None:
    rows = [example.values[0] for example in examples()]
    applied = {ident for row in rows for ident in row.get("applies", ())}
    refused = {ident for row in rows for ident in row.get("not", ())}
    every = {row.id: row for table in tables.all_tables().values() for row in table.rows}
    assert set(every) - applied == set()
    can_fail = {ident for ident, row in every.items() if row.when or row.any or row.otherwise}
    assert can_fail - refused == set()
    assert (applied | refused) - set(every) == set()


def test_every_alarm_has_an_example_for_and_against() -> None:
    rows = [example.values[0] for example in examples()]
    codes = set(safety.alarm_kinds()) - {"blind-spot"}
    assert codes - {code for row in rows for code in row.get("alarms", ())} == set()
    assert codes - {code for row in rows for code in row.get("no_alarms", ())} == set()


def test_every_example_has_its_own_name() -> None:
    names = [example.id for example in examples()]
    assert len(names) == len(set(names))
