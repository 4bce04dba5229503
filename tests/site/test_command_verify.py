# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""`samenspel routekaart verify`: what was proved, what shows that it is not so, and a wrong file refused in Dutch."""

import re
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from samenspel.rules import proofs
from samenspel.rules.ruleset import Ruleset, national
from samenspel.site.command import main, routekaart

Capture = pytest.CaptureFixture[str]
HEAD = """
[variant]
id = "proef"
region = "proef"
name = "Proefstreek"
since = 2026-01-01
source = { text = "Verzonnen convenant" }
"""
WEAKER = """
[[change]]
row = "DT-02.3"
when = { threat_level = ["dreigend_gevaar"] }
"""
WRONG = """
[[change]]
row = "DT-02.3"
when = { threat_level = ["dreigend"] }
"""


def verify(*arguments: str) -> int:
    return main(["routekaart", "verify", *arguments])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "proef.toml"


def test_the_national_rules_are_proved_with_their_numbers(capsys: Capture) -> None:
    assert verify() == 0
    told = capsys.readouterr().out
    assert told.startswith("Routekaart: landelijk (")
    assert "Tabellen: 16\n" in told
    assert re.search(r"Rijen: \d{3}\n", told)
    assert re.search(r"nagelopen: \d{5}", told)
    assert "houdt niet" not in told
    assert re.search(r"Bewezen: (\d+) van \1\nTijd: \d+\.\d s\n", told)


def test_a_variant_that_asks_less_is_shown_where(capsys: Capture, file: Path) -> None:
    file.write_text(HEAD + WEAKER, encoding="utf-8")
    assert verify("--variant", str(file)) == 1
    told = capsys.readouterr().out
    assert "Routekaart: Proefstreek (" in told
    assert "houdt niet Nergens minder dan het landelijke minimum" in told
    assert (
        "DT-02.3: Als dreiging risico op gevaar is, en verder niets bekend is, dan zegt de landelijke" in told
    )


def test_a_variant_that_adds_nothing_is_proved(capsys: Capture, file: Path) -> None:
    file.write_text(HEAD, encoding="utf-8")
    assert verify("--variant", str(file)) == 0
    assert "bewezen    Nergens later dan landelijk" in capsys.readouterr().out


def test_a_file_that_is_wrong_is_refused_with_table_row_and_cell(capsys: Capture, file: Path) -> None:
    file.write_text(HEAD + WRONG, encoding="utf-8")
    assert verify("--variant", str(file)) == 2
    told = capsys.readouterr()
    assert told.out == ""
    for words in (str(file), "DT-02", "rij DT-02.3", "when.threat_level", "'dreigend' is niet toegestaan"):
        assert words in told.err


@pytest.mark.parametrize("content", [None, b"\xff\xfe"], ids=["no file", "no text"])
def test_a_file_that_cannot_be_read_is_refused(capsys: Capture, file: Path, content: bytes | None) -> None:
    if content is not None:
        file.write_bytes(content)
    assert verify("--variant", str(file)) == 2
    assert str(file) in capsys.readouterr().err


def test_a_proof_that_fails_ends_with_one(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = national()
    without = replace(rules.tables["DT-02"], rows=rules.tables["DT-02"].rows[1:])
    broken: Ruleset = replace(rules, tables=MappingProxyType({**rules.tables, "DT-02": without}))
    monkeypatch.setattr(routekaart, "national", lambda: broken)
    assert verify() == 1
    told = capsys.readouterr().out
    assert "houdt niet Geen acute onveiligheid zonder moment 1" in told
    assert "Als acute onveiligheid vermoeden is, en verder niets bekend is, dan moet moment 1" in told


def test_without_the_prover_it_says_so(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proofs, "available", lambda: False)
    assert verify() == 1
    assert "kan niets worden bewezen" in capsys.readouterr().err
