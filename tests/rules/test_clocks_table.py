# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything that the table of terms says arrives in the register, and a mistake in it is refused."""

import tomllib
from datetime import date
from typing import Any

import pytest

from samenspel.rules.clocks import read_register, register
from samenspel.rules.clocks.register import UNITS, Count, Desk, Pause
from samenspel.rules.datafiles import DataError, content
from samenspel.rules.law import Source
from tests.rules import mistakes

TABLE = tomllib.loads(content("clocks.toml"))


def written(count: Count) -> dict[str, Any]:
    """A count as the table writes it."""
    units = {unit: getattr(count, unit) for unit in UNITS if getattr(count, unit)}
    rest: dict[str, Any] = {"from_moment": True} if count.from_moment else {}
    rest |= {"desk": True} if count.desk else {}
    rest |= {"not_after": count.not_after} if count.not_after else {}
    return {"clock": count.clock.value, **units, **rest}


def unwritten(term: dict[str, Any]) -> dict[str, Any]:
    """A term of the table without the zeroes that say nothing."""
    return {key: value for key, value in term.items() if value != 0 or value is True}


@pytest.mark.parametrize("row", TABLE["clock"], ids=lambda row: row["id"])
def test_every_field_of_the_table_arrives(row: dict[str, Any]) -> None:
    rule = next(one for one in register().rules if one.id == row["id"])
    source = row["source"]
    assert (rule.name, rule.start, rule.note) == (row["name"], row["start"], row.get("note", ""))
    assert rule.owners == tuple(row["owners"])
    assert rule.basis == Source(source["text"], source.get("jci"), source.get("verify", False))
    assert (rule.validity.since, rule.validity.until) == (row["since"], row.get("until"))
    assert (rule.nature, rule.how) == (row.get("nature", "plicht"), row.get("how", "gebeurtenis"))
    assert (rule.per, rule.link) == (row.get("per", "begin"), row.get("link", "niets"))
    assert rule.within == row.get("within")
    flags = ("early", "again_extends", "owner_knows", "after_end", "calculated")
    assert {flag: getattr(rule, flag) for flag in flags} == {flag: row.get(flag, False) for flag in flags}
    assert written(rule.count) == unwritten(row["term"])
    assert {name: written(one) for name, one in rule.variants.items()} == {
        name: unwritten(one) for name, one in row.get("variants", {}).items()
    }
    assert rule.live is ("starts" in row or "how" in row)


def in_lower_case(values: dict[str, list[str]]) -> dict[str, set[str]]:
    return {name: {word.casefold() for word in words} for name, words in values.items()}


@pytest.mark.parametrize("row", TABLE["clock"], ids=lambda row: row["id"])
def test_every_event_of_the_table_arrives(row: dict[str, Any]) -> None:
    rule = next(one for one in register().rules if one.id == row["id"])
    for key in ("starts", "extends", "met", "ends", "caps", "counts_from"):
        found = [
            {
                "kind": one.kind.value,
                "by": set(one.by),
                "values": {name: set(words) for name, words in one.values.items()},
                "refused": {name: set(words) for name, words in one.refused.items()},
                "variant": one.variant,
            }
            for one in getattr(rule.events, key)
        ]
        assert found == [
            {
                "kind": one["kind"],
                "by": set(one.get("by", ())),
                "values": in_lower_case(one.get("values", {})),
                "refused": in_lower_case(one.get("refused", {})),
                "variant": one.get("variant"),
            }
            for one in row.get(key, ())
        ]


@pytest.mark.parametrize("row", TABLE["clock"], ids=lambda row: row["id"])
def test_every_extension_and_pause_of_the_table_arrives(row: dict[str, Any]) -> None:
    rule = next(one for one in register().rules if one.id == row["id"])
    assert (rule.extension is None) is ("extension" not in row)
    if rule.extension:
        wanted = row["extension"]
        assert (rule.extension.onset, rule.extension.most) == (wanted["onset"], wanted["most"])
        assert rule.extension.variant == wanted.get("variant")
        assert written(rule.extension.count) == wanted["term"]
    assert (rule.pause is None) is ("pause" not in row)
    if rule.pause:
        source = row["pause"]["source"]
        assert rule.pause == Pause(row["pause"]["when"], Source(source["text"], source["jci"]))


def test_moments_and_desk_of_the_table_arrive() -> None:
    assert [(one.id, one.rule, one.normal, one.urgent) for one in register().moments.values()] == [
        (row["id"], row["rule"], row.get("normal"), row.get("urgent")) for row in TABLE["moment"]
    ]
    desk = register().rule("DL-38", date(2026, 2, 3)).count.desk
    assert desk == Desk(TABLE["desk"]["opens"], TABLE["desk"]["closes"])


@pytest.mark.parametrize("name", mistakes.CLOCKS)
def test_a_wrong_register_is_refused_with_file_and_row(name: str) -> None:
    old, new, row = mistakes.CLOCKS[name]
    text = content("clocks.toml")
    assert old in text
    with pytest.raises(DataError) as error:
        read_register(text.replace(old, new, 1))
    assert "clocks.toml" in str(error.value)
    assert row in str(error.value)


@pytest.mark.parametrize("unit", UNITS)
def test_no_part_of_a_length_is_negative(unit: str) -> None:
    wrong = f'term = {{ clock = "HOURS", {unit} = -1, {"days" if unit != "days" else "hours"} = 3 }}'
    text = content("clocks.toml").replace('term = { clock = "HOURS", hours = 24 }', wrong, 1)
    with pytest.raises(DataError, match="nooit negatief"):
        read_register(text)


def test_an_extension_may_count_the_hours_of_a_desk() -> None:
    old = 'extension = { onset = "einde", most = 1, term = { clock = "PENAL", days = 3 } }'
    new = 'extension = { onset = "einde", most = 1, term = { clock = "HOURS", hours = 3, desk = true } }'
    text = content("clocks.toml")
    assert old in text
    extension = read_register(text.replace(old, new)).rule("DL-13", date(2026, 2, 3)).extension
    assert extension and extension.count.desk == Desk(TABLE["desk"]["opens"], TABLE["desk"]["closes"])


def test_all_mistakes_are_named_at_once() -> None:
    text = content("clocks.toml")
    for old, new, _ in list(mistakes.CLOCKS.values())[:5]:
        text = text.replace(old, new, 1)
    with pytest.raises(DataError) as error:
        read_register(text)
    assert len(error.value.problems) >= 5
