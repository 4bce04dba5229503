# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The spec table of matching, one row one test; and what the tables themselves must be."""

import tomllib
from math import fsum
from pathlib import Path
from typing import Any

import pytest

from samenspel.rules.datafiles import DataError, content, parse
from samenspel.rules.facts import Born
from samenspel.rules.matching import NATIONAL, Features, Sex, blocking_keys, read, weigh
from samenspel.rules.matching.lexicon import read as read_lexicon

PAIRS = tomllib.loads((Path(__file__).parent / "spec" / "matching.toml").read_text("utf-8"))["pair"]
NAMES_ONLY = {"first_names", "initials", "call_name", "prefix", "surname", "birth_surname", "partner_surname"}


def features(row: dict[str, Any]) -> Features:
    """One person of the spec table; addresses and numbers stand for their own hashes."""
    row = dict(row)
    values: dict[str, Any] = {name: row.pop(name) for name in NAMES_ONLY & row.keys()}
    for field, plural in (
        ("address", "addresses"),
        ("former_address", "former_addresses"),
        ("phone", "phones"),
    ):
        values[plural] = frozenset({row.pop(field)} if field in row else ())
    if born := row.pop("born", None):
        values["born"] = Born(*map(int, born.split("-")))
    if sex := row.pop("sex", None):
        values["sex"] = Sex(sex)
    return Features(**values, **row)


@pytest.mark.parametrize("pair", PAIRS, ids=[pair["id"] for pair in PAIRS])
def test_the_verdict_is_what_the_spec_says(pair: dict[str, Any]) -> None:
    a, b = features(pair["a"]), features(pair["b"])
    weighing = weigh(a, b)
    assert weighing.verdict == pair["verdict"], (pair["why"], weighing)
    assert weigh(b, a) == weighing


@pytest.mark.parametrize("pair", PAIRS, ids=[pair["id"] for pair in PAIRS])
def test_the_explanation_is_the_calculation(pair: dict[str, Any]) -> None:
    weighing = weigh(features(pair["a"]), features(pair["b"]))
    assert weighing.score == fsum(rung.weight for rung in weighing.ladder)
    assert [rung.comparison for rung in weighing.ladder] == [each.id for each in NATIONAL.comparisons]
    assert all(rung.label.strip() for rung in weighing.ladder)
    assert weighing.reasons, "every verdict says why"


@pytest.mark.parametrize("pair", [p for p in PAIRS if p["verdict"] == "certain"], ids=lambda pair: pair["id"])
def test_who_is_certain_is_also_found(pair: dict[str, Any]) -> None:
    assert blocking_keys(features(pair["a"])) & blocking_keys(features(pair["b"]))


def test_the_spec_names_every_rule() -> None:
    """Each ground, veto and floor decides at least one row, so none can be removed unnoticed."""
    decided = {
        reason.rule for pair in PAIRS for reason in weigh(features(pair["a"]), features(pair["b"])).reasons
    }
    assert {rule.reason.rule for rule in NATIONAL.rules} <= decided


def test_a_protected_address_is_never_a_reason() -> None:
    """No hash, no comparison: with and without a protected address the outcome is the same."""
    a, b = features(PAIRS[0]["a"]), features({**PAIRS[0]["b"], "address": "x"})
    hidden = features({key: value for key, value in PAIRS[0]["b"].items() if key != "address"})
    assert weigh(a, hidden).level("address") == "unknown"
    assert not any(key.startswith("a:") for key in blocking_keys(hidden))
    assert weigh(a, b).level("address") == "different"


BREAKS = [
    (
        'id = "rare_equal", label = "gelijk", weight = 10.0',
        'id = "rare_equal", label = "gelijk", weight = 1.0',
        "stijgen",
    ),
    ('label = "niet bekend", weight = 0.0', 'label = "niet bekend", weight = -1.0', "unknown moet 0.0"),
    ('when.bsn = ["different"]', 'when.bsn = ["diferent"]', "bedoeld: different"),
    ('effect = "veto"', 'effect = "vetto"', "bedoeld: veto"),
    ("certain = 24.0", "certain = 2.0", "boven certain"),
    ('id = "MA-G2"', 'id = "MA-G1"', "twee keer"),
    ('id = "phone"', 'id = "fax"', "moet precies zijn"),
    ("weight = -12.0", 'weight = "zwaar"', "een getal"),
    (
        'when.surname = ["partly"]\nwhen.bsn = ["unknown", "different"]',
        "when = {}",
        "noemt geen vergelijking",
    ),
]


@pytest.mark.parametrize(("old", "new", "said"), BREAKS, ids=[said for *_, said in BREAKS])
def test_a_wrong_table_is_refused_with_row_and_field(old: str, new: str, said: str) -> None:
    text = content("matching.toml")
    assert old in text
    with pytest.raises(DataError) as refused:
        read(parse("matching.toml", text.replace(old, new)))
    assert said in str(refused.value)


def test_all_problems_of_a_table_are_named_at_once() -> None:
    text = content("matching.toml")
    for old, new, _ in (BREAKS[1], BREAKS[2], BREAKS[3]):
        text = text.replace(old, new)
    with pytest.raises(DataError) as refused:
        read(parse("matching.toml", text))
    assert len(refused.value.problems) >= 3


def test_a_name_is_the_spelling_of_one_name_only() -> None:
    text = content("matching_names.toml") + '\n[[spelling]]\nid = "amadou"\nalso = ["ahmad"]\n'
    with pytest.raises(DataError, match="ahmad is ook een schrijfwijze van ahmed"):
        read_lexicon(parse("matching_names.toml", text))


def test_pairs_of_the_respelling_are_checked() -> None:
    text = content("matching_names.toml").replace('["sch", "s"]', '["sch"]', 1)
    with pytest.raises(DataError, match="verwacht paren"):
        read_lexicon(parse("matching_names.toml", text))
