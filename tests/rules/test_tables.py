# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A wrong table is refused as a whole, with file, row and field of every problem.

A good one becomes frozen values.
"""

from dataclasses import FrozenInstanceError

import pytest
from stories import START

from samenspel.rules import catalogue, datafiles, safety, tables
from samenspel.rules.facts import Finding

GOOD = """
[table]
id = "X"
name = "Proef"
hit = "FIRST"
[outputs]
moment = ["acuut", "zsm"]
who = "organisations"
[[row]]
id = "X.1"
text = "Reden."
when = { acute_unsafety = ["ja"] }
any = { strangulation = ["ja"], weapons = ["vuurwapen"] }
then = { moment = "acuut", who = ["POL"] }
source = { text = "proef", jci = "jci1.3:c:BWBR0005537" }
since = 2020-01-01
until = 2021-01-01
[[row]]
id = "X.2"
text = "Reden."
then = { moment = "zsm" }
source = { text = "proef", verify = true }
since = 2020-01-01
"""

OTHERWISE = 'then = { moment = "zsm" }\notherwise = true\nwhen = { weapons = ["geen"] }'
WRONG = {
    ("when = { acute_unsafety", "when = { acuteunsafety"): ("X.1", "when.acuteunsafety"),
    ('acute_unsafety = ["ja"]', 'acute_unsafety = ["Ja"]'): ("X.1", "when.acute_unsafety"),
    ('acute_unsafety = ["ja"]', "acute_unsafety = []"): ("X.1", "when.acute_unsafety"),
    ('acute_unsafety = ["ja"]', 'stalking_indicators = ["2"]'): ("X.1", "when.stalking_indicators"),
    ('moment = "acuut", who', 'moment = "agoo", who'): ("X.1", "then.moment"),
    ('who = ["POL"] }', 'who = ["POLITIE"] }'): ("X.1", "then.who"),
    ('who = ["POL"] }', 'whom = ["POL"] }'): ("X.1", "then.whom"),
    ('id = "X.2"', 'id = "X.1"'): ("X.1", "id"),
    ('source = { text = "proef", verify = true }\n', ""): ("X.2", "source"),
    ('text = "proef", verify', 'text = "", verify'): ("X.2", "source.text"),
    ("jci1.3:c:BWBR0005537", "jci1.3:c:BWBR5537"): ("X.1", "source.jci"),
    ("until = 2021-01-01", "until = 2019-01-01"): ("X.1", "until"),
    ("until = 2021-01-01", 'until = "2021"'): ("X.1", "until"),
    ("until = 2021-01-01", "untill = 2021-01-01"): ("X.1", "untill"),
    ('hit = "FIRST"', 'hit = "ALL"'): ("[table]", "hit"),
    ("until = 2021-01-01", 'minimum = "ja"'): ("X.1", "minimum"),
    ("[table]", "[tabel]"): ("[table]", "-"),
    ('who = "organisations"', 'who = "people"'): ("X.1", "then.who"),
    ('then = { moment = "zsm" }', OTHERWISE): ("X.2", "otherwise"),
}


def test_a_good_table_becomes_frozen_values() -> None:
    table = tables.read("x.toml", GOOD)
    assert [row.id for row in table.rows] == ["X.1", "X.2"]
    assert table.rows[0].then == {"moment": "acuut", "who": ("POL",)}
    with pytest.raises(FrozenInstanceError):
        table.rows[0].id = "Y"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("change", "place"), WRONG.items(), ids=[change[1][:40] or "weg" for change in WRONG]
)
def test_a_wrong_table_names_file_row_and_field(change: tuple[str, str], place: tuple[str, str]) -> None:
    assert GOOD.count(change[0]) == 1
    with pytest.raises(datafiles.DataError) as error:
        tables.read("x.toml", GOOD.replace(*change))
    assert ("x.toml", *place) in {(one.file, one.row, one.field) for one in error.value.problems}


def test_a_row_says_whether_it_is_a_national_minimum() -> None:
    table = tables.read("x.toml", GOOD.replace("until = 2021-01-01", "minimum = true"))
    assert [row.minimum for row in table.rows] == [True, False]


def test_only_a_table_that_no_picture_answers_asks_from_outside() -> None:
    assert tables.read("x.toml", GOOD).outside == frozenset()
    asked = tables.read("x.toml", GOOD.replace('acute_unsafety = ["ja"]', 'measure = ["B01"]'))
    assert asked.outside == {"measure"}


def test_all_problems_are_told_at_once() -> None:
    text = GOOD.replace('"ja"', '"JA"').replace("since = 2020-01-01", "since = 2020")
    with pytest.raises(datafiles.DataError) as error:
        tables.read("x.toml", text)
    assert len(error.value.problems) == 4


def test_what_is_no_toml_is_told_with_the_line() -> None:
    with pytest.raises(datafiles.DataError, match="line 2"):
        tables.read("x.toml", "[table]\nid = \n")


def answers(**given: str) -> tables.Find:
    return lambda name: Finding({given.get(name, "onbekend"): ()})


def test_first_stops_at_the_first_row_and_the_trace_keeps_the_rest() -> None:
    table = tables.read("x.toml", GOOD)
    day = START.date().replace(year=2020)
    trace = tables.evaluate(table, answers(acute_unsafety="ja", weapons="vuurwapen"), day)
    assert [hit.row.id for hit in trace.hits()] == ["X.1"]
    assert [one.applied for one in trace.rows] == [True, True]
    assert [(one.question, one.held) for one in trace.rows[0].asked] == [
        ("acute_unsafety", True),
        ("strangulation", False),
        ("weapons", True),
    ]


def test_any_asks_for_at_least_one() -> None:
    table = tables.read("x.toml", GOOD)
    trace = tables.evaluate(table, answers(acute_unsafety="ja"), START.date().replace(year=2020))
    assert [hit.row.id for hit in trace.hits()] == ["X.2"]


def test_a_row_counts_only_on_the_days_it_is_valid() -> None:
    table = tables.read("x.toml", GOOD)
    assert [one.row.id for one in tables.evaluate(table, answers(), START.date()).rows] == ["X.2"]


def test_the_version_is_a_hash_over_all_data() -> None:
    assert len(tables.version()) == 64
    assert {"moments.toml", "measures.toml", "facts.toml"} <= set(datafiles.names())


def test_the_catalogue_has_every_code_of_the_field() -> None:
    measures = catalogue.measures()
    expected = {"S": 42, "B": 16, "C": 20, "I": 24, "O": 13}
    codes = {f"{letter}{number:02}" for letter, count in expected.items() for number in range(1, count + 1)}
    assert set(measures) == codes
    assert {"VT", "POL", "OM", "RVDK", "RN", "SVG", "LDH", "BURGER", "LECK"} <= set(catalogue.organisations())
    assert measures["B01"].max_days == 10 and measures["B01"].keeps_apart()
    assert not measures["O02"].keeps_apart()


def test_every_alarm_kind_can_be_read() -> None:
    assert all(kind.reason.text.endswith((".", "?")) for kind in safety.alarm_kinds().values())
