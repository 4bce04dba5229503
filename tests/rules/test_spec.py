# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The examples in `spec/*.toml`: one row is one test; every row of every table is covered from both sides.

An example tells a small story (persons, relations, events) and says what holds after its last event: which rows apply
(`applies`) and which do not (`not`), which moments are open (`open`), what is missing or blocked, which alarms stand
(`alarms`) and which do not (`no_alarms`). `told` holds what only the asker knows (about which measure, which source).
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from stories import at, last, picture

from samenspel.rules import routekaart, safety, tables, verdicts
from samenspel.rules.facts import Situation

SPEC = Path(__file__).parent / "spec"
FILES = (
    "entry",
    "moments",
    "invitations",
    "phases",
    "prosecution",
    "preconditions",
    "breaches",
    "report_duty",
    "source_naming",
    "informing",
    "stalking",
    "child_talk",
    "harm",
    "decision_rights",
    "red_flags",
    "missing",
    "alarms",
)
FIELDS = {
    "id", "text", "persons", "relations", "events", "viewer", "now", "told",
    "applies", "not", "open", "alarms", "no_alarms", "missing", "blocked",
}  # fmt: skip


def examples() -> list[Any]:
    found = []
    for name in FILES:
        for row in tomllib.loads((SPEC / f"{name}.toml").read_text(encoding="utf-8"))["example"]:
            found.append(pytest.param(row, id=f"{name}:{row['id']}"))
    return found


@pytest.mark.parametrize("row", examples())
def test_example(row: dict[str, Any]) -> None:
    assert set(row) <= FIELDS
    pic = picture(row["events"], row.get("persons"), row.get("relations", ()), row.get("viewer", "VT"))
    now = at(row["now"]) if "now" in row else last(pic)
    evaluation = routekaart.evaluate(pic, now)
    situation, told = Situation(pic, now), row.get("told", {})
    asked = {ident: verdicts.ask(ident, situation, told) for ident in evaluation.trace if told}
    traces = {**evaluation.trace, **asked, **verdicts.asked_of(situation, told)}
    hits = {hit.row.id for trace in traces.values() for hit in trace.hits()}
    assert set(row.get("applies", ())) - hits == set()
    assert set(row.get("not", ())) & hits == set()
    if "open" in row:
        assert [proposal.moment.value for proposal in evaluation.proposals] == row["open"]
    if "missing" in row:
        assert set(row["missing"]) <= {one.what for one in evaluation.missing}
    if "blocked" in row:
        assert [one.what for one in evaluation.blocked] == row["blocked"]
    codes = {alarm.code for alarm in safety.assess(pic, now).alarms}
    assert set(row.get("alarms", ())) - codes == set()
    assert set(row.get("no_alarms", ())) & codes == set()


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
