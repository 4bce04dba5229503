# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""`samenspel term`: the due moment with its steps, doubtful moments explained, and wrong input refused in Dutch."""

import json
from datetime import UTC, datetime
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest

from samenspel.rules.clocks import due, register
from samenspel.site.command import main

Capture = pytest.CaptureFixture[str]


def asked(capsys: Capture, *arguments: str) -> dict[str, Any]:
    assert main(["term", *arguments, "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def refused(capsys: Capture, *arguments: str) -> str:
    assert main(["term", *arguments]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("samenspel: ") and told.err.endswith("\n")
    return told.err


def test_json_holds_exactly_the_six_keys(capsys: Capture) -> None:
    assert asked(capsys, "DL-13", "2026-02-03T11:30") == {
        "id": "DL-13",
        "start": "2026-02-03T10:30:00Z",
        "due": "2026-02-06T10:30:00Z",
        "clock": "PENAL",
        "basis": "Wetboek van Strafvordering, artikel 58 (jci1.3:c:BWBR0001903&artikel=58&g=2026-02-03)",
        "steps": [
            "Begin: dinsdag 3 februari 2026, 11.30 uur (het bevel van de (hulp)officier van justitie).",
            "Termijn: 3 dagen. In het strafrecht is een dag 24 uur en een maand 30 dagen.",
            "Einde: vrijdag 6 februari 2026, 11.30 uur.",
        ],
    }


@pytest.mark.parametrize("rule", [row.id for row in register().rules])
def test_every_term_can_be_asked_for(rule: str, capsys: Capture) -> None:
    found = asked(capsys, rule, "2026-02-03", "10:00")
    assert found["due"] == due(rule, datetime(2026, 2, 3, 9, tzinfo=UTC)).due.isoformat().replace(
        "+00:00", "Z"
    )
    assert found["id"] == rule


def test_for_people_it_says_until_when_how_it_counts_and_why(capsys: Capture) -> None:
    assert main(["term", "DL-03", "2026-04-01", "12:00"]) == 0
    assert capsys.readouterr().out == (
        "DL-03 Veiligheidsbeoordeling afgerond\n"
        "Uiterlijk   vrijdag 10 april 2026, 24.00 uur\n"
        "Telling     WORKING_DAYS: werkdagen: geen weekend en geen erkende feestdagen\n"
        "Grondslag   Uitvoeringsbesluit Wmo 2015, artikel 4.1.7 (vijf dagen); in de praktijk vijf werkdagen "
        "(jci1.3:c:BWBR0035733&artikel=4.1.7&g=2026-04-01); nog te bevestigen\n"
        "\n"
        " 1. Begin: woensdag 1 april 2026, 12.00 uur (Veilig Thuis ontvangt de melding).\n"
        " 2. Termijn: 5 werkdagen. De dag van het begin telt niet mee.\n"
        " 3. Vrije dagen: vrijdag 3 april 2026 (Goede Vrijdag); zaterdag 4 april 2026; zondag 5 april 2026; "
        "maandag 6 april 2026 (Tweede paasdag).\n"
        " 4. Einde: vrijdag 10 april 2026, 24.00 uur.\n"
    )


def test_a_note_of_the_register_is_shown(capsys: Capture) -> None:
    assert main(["term", "DL-43", "2026-04-01", "12:00"]) == 0
    assert "Let op      Intrekken kan binnen acht dagen." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("start", "utc"),
    [
        ("2026-02-06 21:40", "2026-02-06T20:40:00Z"),
        ("2026-07-06T21:40:30", "2026-07-06T19:40:30Z"),
        ("2026-02-06T21:40+01:00", "2026-02-06T20:40:00Z"),
        ("2026-02-06T20:40Z", "2026-02-06T20:40:00Z"),
        ("2026-02-06T15:40-05:00", "2026-02-06T20:40:00Z"),
        ("2026-02-06 24:00", "2026-02-06T23:00:00Z"),
        ("2026-10-25T02:30+01:00", "2026-10-25T01:30:00Z"),
    ],
)
def test_a_start_is_dutch_time_unless_it_says_otherwise(start: str, utc: str, capsys: Capture) -> None:
    found = asked(capsys, "DL-01", start)
    assert found["start"] == utc
    assert not found["steps"][0].startswith("Let op")


def test_an_hour_that_comes_twice_is_the_first_one_and_says_so(capsys: Capture) -> None:
    found = asked(capsys, "DL-01", "2026-10-25T02:30")
    assert (found["start"], found["due"]) == ("2026-10-25T00:30:00Z", "2026-10-26T00:30:00Z")
    assert found["steps"][0] == (
        "Let op: 02.30 uur komt twee keer voor op zondag 25 oktober 2026: de klok gaat dan van 03.00 terug naar "
        "02.00 uur. Gerekend is met de eerste keer (zomertijd); de tweede keer is 2026-10-25T02:30+01:00."
    )


def test_an_hour_that_does_not_exist_moves_with_the_clock_and_says_so(capsys: Capture) -> None:
    found = asked(capsys, "DL-01", "2026-03-29T02:30")
    assert found["start"] == "2026-03-29T01:30:00Z"
    assert found["steps"][0] == (
        "Let op: 02.30 uur bestaat niet op zondag 29 maart 2026: de klok gaat dan van 02.00 naar 03.00 uur. "
        "Gerekend is met 03.30 uur."
    )


def test_of_a_term_in_days_the_day_is_enough(capsys: Capture) -> None:
    assert asked(capsys, "DL-03", "2026-04-01")["due"] == "2026-04-10T22:00:00Z"
    assert asked(capsys, "DL-30", "2026-06-30")["due"] == "2026-07-21T22:00:00Z"
    assert "geef ook een tijd" in refused(capsys, "DL-01", "2026-04-01")
    assert "geef ook een tijd" in refused(capsys, "DL-18", "2026-04-01")
    assert "geef ook een tijd" in refused(capsys, "DL-02", "2026-04-01", "--variant", "acuut")


def test_a_variant_an_extension_and_a_pause_count(capsys: Capture) -> None:
    assert asked(capsys, "DL-12", "2026-02-06 22:00", "--variant", "lang")["due"] == "2026-02-07T15:00:00Z"
    twice = asked(capsys, "DL-17", "2026-06-01 09:00", "--extended", "2")
    assert twice["due"] == "2027-02-26T07:00:00Z"
    assert twice["start"] == "2026-06-01T07:00:00Z"
    assert [step[:5] for step in twice["steps"]].count("Einde") == 3
    told = asked(capsys, "DL-06", "2026-02-02", "--extended", "2")
    assert (told["id"], told["due"]) == ("DL-06", "2026-03-30T22:00:00Z")
    held = asked(capsys, "DL-16", "2026-02-03 10:00", "--pause", "2026-02-05 08:00", "2026-02-07 20:00")
    assert held["due"] == "2026-02-19T21:00:00Z"


def test_a_doubtful_end_of_a_pause_is_explained_too(capsys: Capture) -> None:
    found = asked(capsys, "DL-16", "2026-10-20 10:00", "--pause", "2026-10-25 02:15", "2026-10-26 10:00")
    assert "twee keer voor" in found["steps"][0]
    assert found["due"] == "2026-11-04T16:45:00Z"


@pytest.mark.parametrize("id", ["dl-13", "DL13", "13", "DL-13 ", "dl 13"])
def test_an_id_may_be_written_as_people_write_it(id: str, capsys: Capture) -> None:
    assert asked(capsys, id, "2026-02-03T11:30")["id"] == "DL-13"


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("DL-99", "2026-02-03"), "termijn DL-99 bestaat niet"),
        (("DL-45", "2026-02-03"), "er zijn DL-01 tot en met DL-44"),
        (("DLL-03", "2026-02-03"), "(bedoeld: DL-03?)"),
        (("DL-01", "gisteren"), "'gisteren' is geen moment; schrijf bijvoorbeeld 2026-02-06 21:40"),
        (("DL-01", "2026-02-30 10:00"), "is geen moment"),
        (("DL-01", "2026-02-03 25:00"), "is geen moment"),
        (("DL-03", "2026-02-30 24:00"), "is geen moment"),
        (("DL-25", "9999-12-31"), "het jaar ligt niet van 1950 tot en met 2200"),
        (
            ("DL-35", "2017-01-01 10:00"),
            "DL-35 geldt pas vanaf vrijdag 25 mei 2018, niet op zondag 1 januari 2017",
        ),
        (
            ("DL-12", "2026-02-03 10:00", "--variant", "lng"),
            "heeft geen vorm 'lng' (bedoeld: lang?); wel: lang",
        ),
        (("DL-01", "2026-02-03 10:00", "--variant", "lang"), "DL-01 heeft geen andere vormen"),
        (("DL-01", "2026-02-03 10:00", "--extended", "1"), "DL-01 kent geen verlenging"),
        (("DL-13", "2026-02-03 10:00", "--extended", "2"), "DL-13 is ten hoogste 1 keer te verlengen"),
        (("DL-13", "2026-02-03 10:00", "--extended", "-1"), "0 tot en met 100"),
        (("DL-06", "2026-02-03 10:00", "--extended", "101"), "0 tot en met 100"),
        (("DL-16", "2026-02-03 10:00", "--extended", "1"), "is alleen de vorm gevangenhouding te verlengen"),
        (
            ("DL-25", "2026-02-03 10:00", "--extended", "1", "--variant", "ongebruikt"),
            "van DL-25 is alleen de gewone vorm te verlengen",
        ),
        (
            ("DL-18", "2026-02-03 10:00", "--pause", "2026-02-04", "2026-02-05"),
            "termijn DL-18 staat volgens de wet nooit stil",
        ),
        (
            ("DL-16", "2026-02-03 10:00", "--pause", "2026-02-05", "2026-02-04"),
            "een pauze eindigt na haar begin; '2026-02-04' ligt niet na '2026-02-05'",
        ),
    ],
)
def test_wrong_input_is_refused_with_the_reason(
    arguments: tuple[str, ...], why: str, capsys: Capture
) -> None:
    assert why in refused(capsys, *arguments)


def test_the_guide_shows_what_the_command_says(capsys: Capture) -> None:
    lines = (Path(__file__).parents[2] / "docs/guide/routekaart.md").read_text("utf-8").splitlines()
    first = lines.index("    $ samenspel term DL-03 2026-04-01 12:00")
    shown = [
        line[4:] for line in takewhile(lambda line: not line or line.startswith("    "), lines[first + 1 :])
    ]
    assert main(["term", "DL-03", "2026-04-01", "12:00"]) == 0
    assert capsys.readouterr().out.splitlines() == shown[:-1]
