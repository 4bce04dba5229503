# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The repository's own promises: headers, records, targets and links that exist."""

import re
import tomllib

from tests.architecture.source import ROOT, files, python, texts

WITH_HEADER = {".py", ".sql", ".sh", ".toml", ".html", ".css", ".js", ".svg", ".yml", ".yaml", ".po"}
LICENCE = "SPDX-License" + "-Identifier:"  # whole, it would be one of this file
PACKAGES = {path.parts[1] for path in files() if path.parts[0] == "samenspel" and len(path.parts) > 2}


def test_every_source_file_names_its_licence() -> None:
    """`reuse lint` accepts a licence from REUSE.toml; source carries it itself, or in a file beside it."""
    bare = [
        path
        for path, text in texts().items()
        if path.suffix in WITH_HEADER
        and LICENCE not in "\n".join(text.splitlines()[:6])
        and not (ROOT / f"{path}.license").exists()
    ]
    assert bare == []


def test_every_dependency_has_its_reason_beside_it() -> None:
    lines = (ROOT / "pyproject.toml").read_text().splitlines()
    inside = False
    bare, reason = [], False
    for line in (line.strip() for line in lines):
        inside = (inside or bool(re.match(r"(dependencies|dev|embedded|\w+) = \[$", line))) and line != "]"
        if line.startswith("#"):
            reason = True
        elif not line.startswith('"'):
            reason = False
        elif inside and re.match(r'"[a-z][\w.-]*(\[[\w,-]+\])?[<>=~]', line) and not reason:
            bare.append(line)
    assert bare == []


def test_nothing_is_left_for_later_in_the_code() -> None:
    words = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b|Not" + "ImplementedError")
    found = {str(path): words.findall(text) for path, text in python().items() if words.search(text)}
    assert found == {}


def test_no_test_is_expected_to_fail_and_none_cannot_fail() -> None:
    words = re.compile(r"mark\.x" + r"fail|assert Tr" + r"ue\b|mark\.skip\b")
    assert [str(path) for path, text in python().items() if words.search(text)] == []


def test_the_order_of_imports_names_every_package() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    (order,) = [contract["layers"] for contract in contracts if contract["type"] == "layers"]
    assert {name.strip("() ") for layer in order for name in layer.split("|")} >= PACKAGES


def test_every_make_target_that_is_mentioned_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    mentioned = {
        (str(path), target)
        for path, text in texts().items()
        if path.suffix in (".md", ".yml", ".py")
        for target in re.findall(r"`make ([a-z]+)", text)
    }
    assert {(path, target) for path, target in mentioned if target not in targets} == set()


def test_every_target_says_what_it_does() -> None:
    text = (ROOT / "Makefile").read_text()
    phony = re.search(r"^\.PHONY: (.+)$", text, re.MULTILINE)
    assert phony
    assert set(re.findall(r"^([a-z]+):.*## .", text, re.MULTILINE)) == set(phony[1].split())


def test_every_link_between_documents_leads_somewhere() -> None:
    broken = []
    for path, text in texts().items():
        if path.suffix == ".md":
            prose = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
            for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", prose):
                if "://" not in target and not target.startswith("mailto:"):
                    place = (ROOT / path).parent / target
                    if not place.exists():
                        broken.append(f"{path} -> {target}")
    assert broken == []


def test_decisions_are_numbered_without_a_gap_and_tell_the_same_things() -> None:
    records = sorted(path for path in files() if re.match(r"docs/decisions/\d", path.as_posix()))
    numbers = [int(path.name[:4]) for path in records]
    assert numbers == list(range(1, len(records) + 1))
    for record in records:
        text = (ROOT / record).read_text()
        assert [part for part in ("## Why", "## Decision", "## What follows") if part not in text] == [], (
            record
        )
