# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people wrote about the code is still true of it: names in the glossary, functions on the path, requirements."""

import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
CODE = re.compile(r"`([^`]+)`")
REQUIREMENT = re.compile(r"SR-(\d\d)|(?<=[_ (])sr(\d\d)(?=_)")


@cache
def source() -> str:
    """All Python and SQL of the package."""
    paths = sorted([*(ROOT / "samenspel").rglob("*.py"), *(ROOT / "samenspel").rglob("*.sql")])
    return "\n".join(path.read_text() for path in paths)


def words(text: str) -> set[str]:
    """Every identifier in a text."""
    return set(re.findall(r"[A-Za-z_]\w+", text))


def rows(page: str) -> list[list[str]]:
    """The rows of every table of a page, as cells."""
    lines = [
        line for line in (DOCS / page).read_text().splitlines() if line.startswith("|") and "---" not in line
    ]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


GLOSSARY = [row for row in rows("GLOSSARY.md") if row[1] != "In the code"]


def test_the_glossary_names_each_thing_once() -> None:
    dutch = [row[0] for row in GLOSSARY if row[0] != "—"]
    assert len(dutch) == len(set(dutch)) > 50


@pytest.mark.parametrize("row", GLOSSARY, ids=lambda row: row[0])
def test_a_name_of_the_glossary_is_in_the_code_or_is_marked_later(row: list[str]) -> None:
    _, named, meaning = row
    names = CODE.findall(named)
    assert names
    lacking = [name for name in names if name not in words(source())]
    assert bool(lacking) == ("*(later" in meaning), lacking


def named_functions() -> list[tuple[str, str]]:
    """Every `package/file.py: name` that the architecture and the requirements speak of."""
    text = (DOCS / "architecture.md").read_text() + (DOCS / "security.md").read_text()
    return sorted({(path, name) for path, name in re.findall(r"`([\w/]+(?:\.py)?): (\w+)", text)})


@pytest.mark.parametrize(("place", "name"), named_functions(), ids=str)
def test_a_function_that_a_page_names_stands_where_it_says(place: str, name: str) -> None:
    path = ROOT / "samenspel" / place
    files = [path] if path.is_file() else [*path.rglob("*.py"), *path.parent.glob(f"{path.name}.py")]
    found = "\n".join(file.read_text() for file in files)
    assert re.search(rf"^\s*(def|class) {name}\b|^{name}\b", found, re.MULTILINE), f"{place} has no {name}"


def test_every_file_that_the_architecture_names_exists() -> None:
    text = (DOCS / "architecture.md").read_text() + (DOCS / "security.md").read_text()
    named = {
        name for name in CODE.findall(text) if re.fullmatch(r"[\w/]+\.(py|sql|toml)", name) and "/" in name
    }
    places = (ROOT, ROOT / "samenspel", ROOT / "samenspel/intake/actions", ROOT / "samenspel/cases/actions")
    assert [name for name in sorted(named) if not any((place / name).exists() for place in places)] == []


def test_the_definer_functions_that_the_architecture_names_are_all_there_are() -> None:
    there = set(re.findall(r"CREATE FUNCTION (\w+)\([^)]*\)[^;$]*?SECURITY DEFINER", source()))
    part = (
        (DOCS / "architecture.md").read_text().partition("SECURITY DEFINER functions (")[2].partition(")")[0]
    )
    assert set(CODE.findall(part)) == there


def test_every_requirement_that_code_or_a_test_names_is_explained() -> None:
    tests = "\n".join(path.read_text() for path in (ROOT / "tests").rglob("*.py"))
    named = {f"SR-{one or other}" for one, other in REQUIREMENT.findall(source() + tests)}
    explained = {row[0] for row in rows("security.md") if row[0].startswith("SR-")}
    assert named - explained == set()


def test_the_packages_of_the_architecture_are_those_of_the_import_contract() -> None:
    text = (DOCS / "architecture.md").read_text()
    drawn = re.findall(r"^  (\w+)/ ", text, re.MULTILINE)
    assert sorted(drawn) == sorted(path.parent.name for path in (ROOT / "samenspel").glob("*/__init__.py"))
