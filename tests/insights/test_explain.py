# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""`samenspel routekaart explain`: the outcome, every row with its reason, and wrong facts refused in Dutch."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from samenspel.rules import tables
from samenspel.rules.law import Source
from samenspel.site.command import main

Capture = pytest.CaptureFixture[str]
Ask = Callable[..., str]
FAMILY = {"P": {"born": "1985"}, "K": {"born": "2016-05-01"}}
NOW = "2024-03-01T10:00:00+01:00"


@pytest.fixture
def ask(tmp_path: Path, capsys: Capture) -> Ask:
    """Runs the command on these fields of a file; returns what it printed, or with `code` what it refused."""

    def run(*options: str, code: int = 0, text: str | None = None, **fields: Any) -> str:
        file = tmp_path / "feiten.json"
        file.write_text(text if text is not None else json.dumps({"now": NOW, **fields}), encoding="utf-8")
        assert main(["routekaart", "explain", str(file), *options]) == code
        told = capsys.readouterr()
        assert (told.out == "") == (code != 0)
        return (told.err if code else told.out).replace(str(tmp_path) + "/", "")

    return run


def rows(told: str) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for table in json.loads(told)["tables"] for row in table["rows"]}


def test_the_text_says_what_comes_out_and_why_each_row_applied_or_not(ask: Ask) -> None:
    told = ask(facts={"acute_unsafety": "vermoeden"}, viewer="POL")
    assert "* Samen op in acuut (moet), uiterlijk vrijdag 1 maart 2024, 11.00 uur." in told
    assert "+ DT-02.1:" in told and "Geldt: acute onveiligheid: vermoeden." in told
    assert "Geldt niet: dreiging: onbekend (nodig: dreigend gevaar of risico op gevaar)." in told
    assert "Geldt niet: een andere rij geldt." in told
    assert all(len(line) <= 90 for line in told.splitlines())


def test_json_holds_every_row_that_holds_that_day_of_every_table_about_the_picture(ask: Ask) -> None:
    found = json.loads(ask("--json", facts={"acute_unsafety": "ja"}))
    about = {ident: table for ident, table in tables.all_tables().items() if not table.outside}
    assert {table["id"]: len(table["rows"]) for table in found["tables"]} == {
        ident: len(table.rows) for ident, table in about.items()
    }
    assert found["rules"] == {"name": "landelijk", "version": tables.version()}
    assert [one["moment"] for one in found["outcome"]["proposals"]] == ["acuut"]
    assert set(found) == {"viewer", "now", "rules", "outcome", "tables"}


def test_a_row_that_does_not_apply_says_what_was_found_and_what_it_needs(ask: Ask) -> None:
    row = rows(ask("--json", facts={"acute_unsafety": "nee"}))["DT-02.1"]
    assert row["applied"] is False and row["minimum"] is True
    assert row["asked"][0]["found"] == ["nee"] and row["asked"][0]["accepted"] == ["ja", "vermoeden"]


def test_what_is_told_from_outside_asks_the_tables_about_it(ask: Ask) -> None:
    told = ask("--json", facts={"shared_dwelling": "ja"}, persons=FAMILY, person="P", told={"measure": "B01"})
    found = rows(told)
    assert found["DT-06.1.meerderjarig.nee"]["applied"] is False
    assert found["DT-06.1.gevaar.onbekend"]["applied"] is True
    assert found["DT-10.5"]["applied"] is True  # an adult, so told to P in person
    assert "DT-09.1" not in found
    law = found["DT-06.1.gevaar.onbekend"]["source"]["jci"]
    assert law == "jci1.3:c:BWBR0024649&artikel=2&lid=1&g=2024-03-01"


def test_events_are_told_as_in_a_chronology_and_loose_facts_come_last(ask: Ask) -> None:
    event = {
        "at": "2024-02-01", "by": "POL", "kind": "incident",
        "about": {"pleger": ["P"]}, "facts": {"threat_level": "dreigend_gevaar"},
    }  # fmt: skip
    found = rows(ask("--json", events=[event], persons=FAMILY, facts={"sash_concern": "hoog"}))
    assert found["DT-02.3"]["asked"][0]["events"] == ["1"]
    assert found["DT-02.7.hoog"]["asked"][0]["events"] == ["feiten"]


def test_without_a_moment_the_last_event_counts_and_else_this_computer(ask: Ask) -> None:
    event = {"at": "2020-05-04T12:00:00+02:00", "by": "POL", "kind": "incident"}
    assert json.loads(ask("--json", now=None, events=[event]))["now"] == "2020-05-04T10:00:00Z"
    assert json.loads(ask("--json", text="{}"))["now"] > "2024"


def test_every_slip_is_told_at_once_with_file_field_and_what_is_accepted(ask: Ask) -> None:
    wrong = ask(
        code=2,
        facts={"acute_unsafty": "ja", "threat_level": "hoog"},
        told={"measure": "B99", "decision": 3},
        viewer="XX",
        person="Q",
        persons=FAMILY,
        events=[{"at": NOW, "by": "POL", "kind": "incident", "facts": {"weapons": "mes"}}],
        extra=1,
    )
    lines = wrong.splitlines()
    assert len(lines) == 8 and all(line.startswith("feiten.json, ") for line in lines)
    assert "veld facts.acute_unsafty: onbekend gegeven (bedoeld: acute_unsafety?); bekend zijn entry" in wrong
    assert "veld facts.threat_level: 'hoog' is niet toegestaan; kies uit geen, risico_op_gevaar" in wrong
    assert "veld told.measure: 'B99' is niet toegestaan" in wrong
    assert "veld told.decision: 3 is niet toegestaan" in wrong
    assert "gebeurtenis 1, veld facts.weapons: 'mes' is niet toegestaan; kies uit geen, vergunning" in wrong
    assert "veld person: 'Q' is niet bekend; kies uit P, K" in wrong


@pytest.mark.parametrize(
    ("text", "message"), [("{", "regel 1, teken 2: dit is geen geldige JSON"), ("[]", "één JSON-object")]
)
def test_what_is_no_json_object_is_refused(ask: Ask, text: str, message: str) -> None:
    assert message in ask(code=2, text=text)


def test_a_file_that_is_not_there_is_told(capsys: Capture, tmp_path: Path) -> None:
    assert main(["routekaart", "explain", str(tmp_path / "weg.json")]) == 2
    assert "dit bestand bestaat niet" in capsys.readouterr().err


def test_a_law_is_cited_as_it_held_that_day() -> None:
    law = Source("Wet", "jci1.3:c:BWBR0024649&artikel=2")
    assert law.cite(date(2024, 3, 1)) == "jci1.3:c:BWBR0024649&artikel=2&g=2024-03-01"
    assert Source("handboek 4.8").cite(date(2024, 3, 1)) is None
