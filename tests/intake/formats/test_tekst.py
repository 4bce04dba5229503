# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people paste: forgiving labels, values as people write them, and every line kept."""

from datetime import UTC, datetime
from typing import Any

import pytest

from samenspel.intake.formats import Answer, Moment, Number, Report, ReportedPerson, Sex, Unknown, Unreadable
from samenspel.intake.formats.tekst.read import read
from samenspel.intake.formats.tekst.write import write
from samenspel.rules.facts import Born

PASTED = """Beste collega,
 - kenmerk :  ABC 12
* GEMELD: 2 november 2026 om 8:15 uur
Omschrijving incident: Buren horen geschreeuw.
| Kenmerk: dit hoort bij de tekst
Feit weapons: vuurwapen
Feit gewicht: 80

betrokkene 1
Achternaam: Jansen
Geboren: maart 1990
Geslacht: vrouw
Schoenmaat: 38
Registratie 1, houder: politie
Registratie 1, nummer: PL1
Betrokkene 2:
Roepnaam: Piet
Geboren: gisteren
Aangifte: ja
Aangifte: nee
"""


def test_a_pasted_text() -> None:
    report = read(PASTED)
    assert report == Report(
        reference="ABC 12",
        received=Moment(datetime(2026, 11, 2, 7, 15, tzinfo=UTC)),
        incident="Buren horen geschreeuw.\nKenmerk: dit hoort bij de tekst",
        facts={"weapons": "vuurwapen"},
        persons=(
            ReportedPerson("1", "Jansen", born=Born(1990, 3), sex=Sex.V, numbers=(Number("politie", "PL1"),)),
            ReportedPerson("2", call_name="Piet"),
        ),
        complaint=Answer(True),
        unknown=report.unknown,
    )
    assert set(report.unknown) == {
        Unknown("regel 1", "Beste collega,"),
        Unknown("betrokkene 1, Schoenmaat", "38"),
        Unknown("Betrokkene 2, Geboren", "gisteren"),
        Unknown("/feiten/gewicht", "80"),
        Unknown("Aangifte", "nee"),
    }
    assert {each.code for each in report.problems} == {"waarde", "feit", "dubbel"}


def test_what_is_written_can_be_read_by_people() -> None:
    report = Report(
        reference="A-1",
        received=Moment(datetime(2026, 11, 2, 7, 15, tzinfo=UTC)),
        incident="Eerste regel\n\nDerde regel",
        arrest=Answer(False, "wel ontboden"),
        persons=(ReportedPerson("1", "Voorbeeld", born=Born(2018), roles=("kind", "getuige")),),
    )
    assert write(report) == (
        "Melding huiselijk geweld of kindermishandeling\n\n"
        "Kenmerk: A-1\nGemeld: 02-11-2026 08:15\n"
        "Omschrijving incident: Eerste regel\n| \n| Derde regel\n"
        "Aanhouding: nee; wel ontboden\n\n"
        "Betrokkene 1:\nAchternaam: Voorbeeld\nGeboren: 2018\nRol: kind\nRol: getuige\n"
    )


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("1990", Born(1990)),
        ("3-1990", Born(1990, 3)),
        ("mrt 1990", Born(1990, 3)),
        ("maart 1990", Born(1990, 3)),
        ("1-3-1990", Born(1990, 3, 1)),
        ("1 mei 1990", Born(1990, 5, 1)),
        ("01/03/1990", Born(1990, 3, 1)),
        ("1990-03-01", Born(1990, 3, 1)),
        ("31-02-1990", None),
        ("13-1990", None),
        ("3-90", None),
    ],
)
def test_birth_dates_as_people_write_them(text: str, born: Born | None) -> None:
    report = read(f"Betrokkene 1:\nGeboren: {text}")
    assert report.persons[0].born == born
    assert [each.text for each in report.unknown] == ([] if born else [text])


@pytest.mark.parametrize(
    "text", ["29-03-2026 02:30", "25-10-2026 02:30", "1-11-2026 25:00", "2026-11-02T08:15:00"]
)
def test_a_local_time_that_does_not_exist_or_comes_twice_is_left_to_a_person(text: str) -> None:
    report = read(f"Omschrijving incident: x\nVerzonden op: {text}")
    assert report.sent is None
    assert [each.text for each in report.unknown] == [text]


@pytest.mark.parametrize("data", ["", " \n", "Beste collega,\nhierbij.", "[1]", "{", b"\xff", "Kenmerk: x"])
def test_a_text_that_says_nothing_about_anybody_is_refused(data: Any) -> None:
    with pytest.raises(Unreadable) as refusal:
        read(data)
    assert refusal.value.problems


def test_pasted_json_is_forgiven_what_a_machine_is_not() -> None:
    report = read('  {"kenmerk": 5, "omschrijvingIncident": "Ruzie.", "geslacht": "V"}')
    assert report.incident == "Ruzie."
    assert set(report.unknown) == {Unknown("/kenmerk", "5"), Unknown("/geslacht", "V")}


def test_replaced_characters_are_reported_in_strings_too() -> None:
    report = read("Omschrijving incident: a\x00b\ud800")
    assert report.incident == "a\ufffdb\ufffd"
    assert report.problems[0].code == "teken-vervangen"
