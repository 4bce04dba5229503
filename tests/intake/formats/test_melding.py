# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The JSON message: every wrong field at once, each with its pointer, and nothing forgotten."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from samenspel.intake.formats import (
    LOCAL,
    Moment,
    Precision,
    Report,
    ReportedPerson,
    Sex,
    Unknown,
    Unreadable,
)
from samenspel.intake.formats.melding.model import Melding
from samenspel.intake.formats.melding.read import read
from samenspel.rules.facts import Born

LEAST: dict[str, Any] = {"kenmerk": "A-1", "omschrijvingIncident": "Ruzie."}


def problems(**fields: Any) -> list[tuple[str, str]]:
    with pytest.raises(Unreadable) as refusal:
        read(json.dumps(LEAST | fields).encode())
    return [(each.where, each.code) for each in refusal.value.problems]


def test_the_least_melding() -> None:
    assert read(json.dumps(LEAST).encode()) == Report(reference="A-1", incident="Ruzie.")


def test_all_errors_come_at_once_with_pointers() -> None:
    assert problems(
        verzondenOp="2026-11-02T08:15:00",
        afzender="12",
        betrokkenen=[{"geboorte": {"jaar": 1990, "datum": "1990-01-01"}, "geslacht": "X"}, 5],
        relaties=[{"soort": "ouder"}],
    ) == [
        ("/afzender", "vorm"),
        ("/verzondenOp", "datum"),
        ("/betrokkenen/0/geboorte", "tegenstrijdig"),
        ("/betrokkenen/0/geslacht", "keuze"),
        ("/betrokkenen/1", "soort"),
        ("/relaties/0/van", "verplicht"),
        ("/relaties/0/tot", "verplicht"),
    ]


@pytest.mark.parametrize(
    ("fields", "where", "code"),
    [
        ({"kenmerk": None}, "/kenmerk", "verplicht"),
        ({"omschrijvingIncident": " "}, "", "leeg"),
        ({"kenmerk": "x" * 201}, "/kenmerk", "te-lang"),
        ({"registraties": ["x"] * 501}, "/registraties", "te-veel"),
        ({"betrokkenen": [{"bsn": "123456789"}]}, "/betrokkenen/0/bsn", "bsn"),
        (
            {"betrokkenen": [{"uitgerekendeDatum": "2027-01-01"}]},
            "/betrokkenen/0/uitgerekendeDatum",
            "tegenstrijdig",
        ),
        ({"geinformeerd": [{"betrokkene": "9"}]}, "/geinformeerd/0/betrokkene", "verwijzing"),
        (
            {"betrokkenen": [{}], "relaties": [{"van": "1", "tot": "9", "soort": "x"}]},
            "/relaties/0/tot",
            "verwijzing",
        ),
        ({"voorgevallen": {"jaar": 2027}, "gemeld": {"datum": "2026-11-02"}}, "/gemeld", "volgorde"),
        ({"gemeld": {"datum": "2026-11-02"}, "verzondenOp": "2026-11-01T00:00:00Z"}, "/gemeld", "volgorde"),
        ({"verzondenOp": 1762071300}, "/verzondenOp", "datum"),
        ({"verzondenOp": "2026-11-02T08:15:00-00:00"}, "/verzondenOp", "datum"),
        ({"verzondenOp": "0001-01-01T00:00:00+14:00"}, "/verzondenOp", "jaar"),
        ({"feiten": {"weapons": "zwaard"}}, "/feiten/weapons", "feit"),
        ({"feiten": {"hond": "ja"}}, "/feiten/hond", "feit"),
        ({"feiten": {"child_harm": {"7": "verwaarlozing"}}}, "/feiten/child_harm", "verwijzing"),
    ],
)
def test_one_thing_wrong(fields: dict[str, Any], where: str, code: str) -> None:
    assert problems(**fields) == [(where, code)]


def test_a_key_that_two_persons_share_is_wrong_at_both() -> None:
    found = problems(betrokkenen=[{"sleutel": "2"}, {}])
    assert found == [("/betrokkenen/0/sleutel", "dubbel"), ("/betrokkenen/1/sleutel", "dubbel")]


def test_a_refusal_repeats_no_value() -> None:
    with pytest.raises(Unreadable) as refusal:
        read(json.dumps(LEAST | {"betrokkenen": [{"bsn": "123456789", "geslacht": "Geheim"}]}).encode())
    assert not any("123456789" in each.what or "Geheim" in each.what for each in refusal.value.problems)


def test_a_refusal_shows_what_could_be_read() -> None:
    with pytest.raises(Unreadable) as refusal:
        read(
            json.dumps(
                LEAST | {"afzender": 5, "betrokkenen": [{"achternaam": "Voorbeeld", "geslacht": "V"}]}
            ).encode()
        )
    partial = refusal.value.partial
    assert partial is not None
    assert partial.persons == (ReportedPerson("1", "Voorbeeld", sex=Sex.V),)
    assert partial.unknown == (Unknown("/afzender", "5"),)


def test_unknown_and_double_keys_are_kept() -> None:
    report = read(b'{"kenmerk":"A","kenmerk":"B","betrokkenen":[{"schoenmaat":38}],"x/y":{"z":[1]}}')
    assert report.reference == "A"
    assert set(report.unknown) == {
        Unknown("/kenmerk (1)", "B"),
        Unknown("/x~1y", '{"z": [1]}'),
        Unknown("/betrokkenen/0/schoenmaat", "38"),
    }


def test_characters_that_cannot_be_stored_are_replaced_and_reported() -> None:
    report = read(json.dumps(LEAST | {"omschrijvingIncident": " a\x00b\ud800c\r\nd "}).encode())
    assert report.incident == "a\ufffdb\ufffdc\nd"
    assert [(each.where, each.code) for each in report.problems] == [
        ("/omschrijvingIncident", "teken-vervangen")
    ]


@pytest.mark.parametrize(
    ("said", "precision", "first", "last"),
    [
        ({"jaar": 2026}, Precision.YEAR, datetime(2026, 1, 1), datetime(2026, 12, 31, 23, 59, 59, 999999)),
        (
            {"jaar": 2026, "maand": 3},
            Precision.MONTH,
            datetime(2026, 3, 1),
            datetime(2026, 3, 31, 23, 59, 59, 999999),
        ),
        (
            {"datum": "2026-03-29"},
            Precision.DAY,
            datetime(2026, 3, 29),
            datetime(2026, 3, 29, 23, 59, 59, 999999),
        ),
        (
            {"tijdstip": "2026-03-29T10:00:00+02:00"},
            Precision.MOMENT,
            datetime(2026, 3, 29, 10),
            datetime(2026, 3, 29, 10),
        ),
    ],
)
def test_a_moment_is_as_exact_as_it_was_told(
    said: Any, precision: Precision, first: datetime, last: datetime
) -> None:
    moment = read(json.dumps(LEAST | {"voorgevallen": said}).encode()).occurred
    assert moment is not None
    assert moment.precision == precision
    assert moment.earliest() == first.replace(tzinfo=LOCAL)
    assert moment.latest() == last.replace(tzinfo=LOCAL)


def test_a_moment_without_an_offset_is_impossible() -> None:
    with pytest.raises(ValueError, match="offset"):
        Moment(datetime(2026, 1, 1))
    assert Moment(datetime(2026, 1, 1, tzinfo=UTC)).precision == Precision.MOMENT
    assert Moment(Born(2026)).precision == Precision.YEAR


def test_the_schema_names_dates_as_the_api_rules_ask() -> None:
    """NLGov API rules: only a real date is called datum, and what is no date never is."""
    schema = Melding.model_json_schema(by_alias=True)
    assert schema["required"] == ["kenmerk"]
    for part in (schema, *schema["$defs"].values()):
        for name, field in part.get("properties", {}).items():
            if "datum" in name.lower():
                assert "date" in json.dumps(field), name
