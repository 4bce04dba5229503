# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A chronology is read strictly: every slip at once, with its line and its field, and what is left out stays out."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from samenspel.insights.replay.chronology import Chronology
from samenspel.insights.replay.reading import read
from samenspel.insights.replay.table import ChronologyError
from samenspel.rules.facts import Born

HEAD = """title = "Proef"
[persons.V]
born = "1990-03"
[persons.P]
[[events]]
at = 2023-01-02
by = "POL"
kind = "incident"
about = { slachtoffer = ["V"], pleger = ["P"] }
"""


def reading(text: str) -> Chronology:
    return read(text, "zaak.toml")


def slips(text: str) -> list[str]:
    with pytest.raises(ChronologyError) as raised:
        reading(text)
    return raised.value.lines()


def second(*lines: str) -> str:
    """A second event, whose `[[events]]` is line 10 of the file."""
    return HEAD + "\n".join(["[[events]]", *lines, ""])


def test_a_date_is_noon_and_a_moment_without_offset_is_local() -> None:
    winter, summer = reading(second("at = 2023-07-01T10:00:00", 'by = "VT"', 'kind = "signal"')).events
    assert winter.at == datetime(2023, 1, 2, 11, tzinfo=UTC) and summer.at == datetime(
        2023, 7, 1, 8, tzinfo=UTC
    )


def test_what_is_left_out_is_unknown_and_not_no() -> None:
    (event,) = reading(HEAD).events
    assert event.facts == {} and event.detail == {} and event.text == ""


@pytest.mark.parametrize(
    ("written", "born"),
    [
        ('"2002"', Born(2002)),
        ("2002", Born(2002)),
        ('"1987-03"', Born(1987, 3)),
        ('"2014-05-01"', Born(2014, 5, 1)),
        ("2014-05-01", Born(2014, 5, 1)),
    ],
)
def test_a_birth_date_is_as_exact_as_it_is_known(written: str, born: Born) -> None:
    assert reading(HEAD.replace('"1990-03"', written)).persons["V"].born == born


def test_persons_may_come_later_and_have_relations() -> None:
    text = second(
        "at = 2023-02-01", 'by = "VT"', 'kind = "signal"', "new_persons = { K = { unborn = true } }"
    )
    found = reading(text + '[[relations]]\nfrom = "V"\nto = "K"\nkind = "ouder"\n')
    assert found.persons["K"].unborn and found.events[1].named() == ("K",) and found.ties[0].target == "K"


AT, VT = "at = 2023-02-01", 'by = "VT"'
SIGNAL = (AT, VT, 'kind = "signal"')
WRONG = [
    ((AT, 'by = "POLL"', 'kind = "signal"'), 12, "by", "'POLL' is niet bekend (bedoeld: POL?)"),
    ((AT, 'kind = "signal"'), 10, "by", "ontbreekt"),
    ((AT, VT, 'kind = "melding"'), 13, "kind", "'melding' is niet bekend"),
    (('at = "gisteren"', *SIGNAL[1:]), 11, "at", "'gisteren' is geen datum of tijdstip"),
    (("at = 10:00:00", *SIGNAL[1:]), 11, "at", "10:00:00 is geen datum of tijdstip"),
    ((*SIGNAL, 'persoon = "V"'), 14, "persoon", "onbekend veld"),
    ((*SIGNAL, "alone = true"), 14, "alone", "onbekend veld"),
    ((*SIGNAL, 'about = { getuige = ["W"] }'), 14, "about.getuige", "'W' is niet bekend"),
    ((*SIGNAL, 'facts = { weapons = "mes" }'), 14, "facts.weapons", "'mes' is niet toegestaan"),
    ((*SIGNAL, "facts = { wapens = true }"), 14, "facts.wapens", "onbekend gegeven"),
    ((*SIGNAL, 'facts = { injury = { W = "geen" } }'), 14, "facts.injury", "persoon 'W' is niet bekend"),
    ((*SIGNAL, 'photos = "ja"'), 14, "photos", "'ja' is niet goed: verwacht true of false"),
    ((*SIGNAL, "new_persons = { V = {} }"), 14, "new_persons.V", "deze persoon is er al"),
    ((AT, VT, 'kind = "report"', "incident = 2"), 14, "incident", "2 is geen eerdere gebeurtenis"),
    (
        ("at = 2022-02-01", VT, 'kind = "report"', "incident = 1"),
        14,
        "incident",
        "gebeurtenis 1 is van later",
    ),
    ((AT, VT, 'kind = "measure"', 'code = "S99"'), 14, "code", "'S99' is niet bekend"),
    ((AT, VT, 'kind = "measure"', 'code = "S08"', "until = 2023-01-01"), 15, "until", "ligt vóór het moment"),
    ((AT, VT, 'kind = "breach"', 'of = "A1"'), 14, "of", "'A1' is geen afspraak van een eerdere"),
    ((AT, VT, 'kind = "suspect"', 'status = "vrij"'), 14, "status", "'vrij' is niet bekend"),
    (
        (AT, VT, 'kind = "moment"', 'moment = "ssk"', 'present = ["BURGER"]'),
        15,
        "present",
        "'BURGER' is niet",
    ),
    (
        (AT, 'by = "BURGER"', 'kind = "contact"', 'person = "V"'),
        12,
        "by",
        "een burger (BURGER) is alleen bron",
    ),
]


@pytest.mark.parametrize(("lines", "line", "field", "message"), WRONG)
def test_a_slip_is_told_with_file_line_and_field(
    lines: tuple[str, ...], line: int, field: str, message: str
) -> None:
    expected = f"zaak.toml, regel {line}, gebeurtenis 2, veld {field}: {message}"
    assert any(slip.startswith(expected) for slip in slips(second(*lines)))


def test_all_slips_are_told_at_once_in_the_order_of_the_file() -> None:
    text = HEAD.replace('"1990-03"', '"90"').replace('by = "POL"', 'by = "X"') + "\nfoo = 1\n"
    found = slips(text)
    assert [line.split(",")[1] for line in found] == [" regel 3", " regel 7", " regel 11"]


def test_lines_are_counted_past_texts_and_lists_of_several_lines() -> None:
    text = second(
        "at = 2023-02-01",
        'by = "VT"',
        'text = """',
        "[[events]]",
        'kind = "x"',
        '"""',
        'kind = "moment"',
        'moment = "ssk"',
        "present = [",
        '  "VT", # met [haken]',
        '  "OM",',
        "]",
        "decisions = 7",
    )
    assert slips(text) == [
        "zaak.toml, regel 23, gebeurtenis 2, veld decisions: 7 is niet goed: verwacht een lijst van teksten, "
        'zoals ["A", "B"]'
    ]


def test_what_is_no_toml_is_told_with_its_line() -> None:
    (slip,) = slips(HEAD + "dit is geen toml\n")
    assert slip.startswith("zaak.toml, regel 10, het bestand: dit is geen geldige TOML")


def test_a_file_without_title_or_events_is_refused() -> None:
    assert slips("") == [
        "zaak.toml, regel 1, het bestand, veld events: er is geen enkele gebeurtenis [[events]]",
        "zaak.toml, regel 1, het bestand, veld title: ontbreekt",
    ]


def test_the_example_in_the_guide_can_be_read() -> None:
    guide = Path(__file__).resolve().parents[2] / "docs" / "guide" / "chronologie.md"
    (block,) = re.findall(r"```toml\n(.*?)```", guide.read_text(), re.S)
    assert reading(block).events[0].about["getuige"] == ("K",)
