# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The generated documents: complete, the same every time, and compared by a command that says what differs."""

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path

import pytest

from samenspel.rules.clocks import Clock, register
from samenspel.rules.clocks.register import Count, Desk
from samenspel.rules.facts import variables
from samenspel.rules.safety.values import alarm_kinds
from samenspel.rules.sharing import grounds
from samenspel.rules.tables import all_tables
from samenspel.site import documents
from samenspel.site.command import main
from samenspel.site.documents import markdown, packages, routemap, sharing, tables, terms

ROOT = Path(__file__).resolve().parents[2]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("make", documents.DOCUMENTS.values(), ids=documents.DOCUMENTS.keys())
def test_the_same_source_gives_the_same_bytes(make: Callable[[], str]) -> None:
    assert make() == make()
    assert make().endswith("\n")


@pytest.mark.parametrize("name", [name for name in documents.DOCUMENTS if name.endswith(".md")])
def test_every_row_of_a_table_has_as_many_cells_as_its_head(name: str) -> None:
    widths = []
    for line in documents.DOCUMENTS[name]().splitlines():
        cells = len(re.findall(r"(?<!\\)\|", line)) if line.startswith("|") else 0
        if cells and widths and widths[-1]:
            assert cells == widths[-1], line
        widths.append(cells)
    assert any(widths)


def test_every_row_of_every_table_is_told() -> None:
    text = tables.page()
    rows = [row for table in all_tables().values() for row in table.rows]
    assert [row.id for row in rows if f"| {row.id}" not in text] == []
    assert [code for code in alarm_kinds() if f"| {code} |" not in text] == []
    assert text.count(markdown.UNCONFIRMED) > sum(row.source.verify for row in rows)


def test_a_table_is_told_in_words_and_not_in_names_of_the_code() -> None:
    """Codes that the software needs stand between backticks, and rows have their id; all else is Dutch."""
    plain = re.sub(r"`[^`]*`|\b(MI|RF)\.\w+", "", tables.page())
    assert [name for name in variables() if "_" in name and name in plain] == []
    assert re.findall(r"\b(must|propose|conditional|renewed_by|otherwise)\b", plain) == []


def test_every_term_and_every_ground_is_told() -> None:
    assert [rule.id for rule in register().rules if f" {rule.id} {rule.name}" not in terms.page()] == []
    assert [row.id for row in grounds().rows if f"### {row.id} {row.name}" not in sharing.page()] == []


def test_every_need_of_a_ground_is_told_with_the_reasons_that_it_is_off() -> None:
    text = sharing.page()
    for row in grounds().rows:
        part = text.partition(f"### {row.id} ")[2].partition("###")[0]
        assert row.family in part
        assert all(need.replace("_", " ") in part for need in row.needs)
        assert (row.off in part) if row.off else ("Staat uit" not in part)


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (Count(Clock.HOURS, hours=24), "24 uur"),
        (Count(Clock.WORKING_DAYS, days=1), "1 werkdag"),
        (Count(Clock.WORKING_DAYS), "dezelfde werkdag"),
        (Count(Clock.CALENDAR_DAYS), "dezelfde dag"),
        (Count(Clock.CALENDAR_DAYS, days=10, from_moment=True), "10 dagen, tot hetzelfde tijdstip"),
        (Count(Clock.PENAL, days=3, hours=18), "3 dagen en 18 uur (strafrecht)"),
        (Count(Clock.IMMEDIATE, minutes=60), "onmiddellijk (streeftijd 60 minuten)"),
        (Count(Clock.IMMEDIATE), "onmiddellijk"),
        (Count(Clock.ASAP, days=7), "zo snel mogelijk (streeftijd 7 dagen)"),
        (
            Count(
                Clock.HOURS,
                hours=4,
                desk=register().rule("DL-38", routemap.ALWAYS).count.desk,
                not_after="DL-12",
            ),
            "4 kantooruren, uiterlijk het einde van DL-12",
        ),
    ],
)
def test_a_length_is_said_with_the_way_it_is_counted(count: Count, said: str) -> None:
    assert terms.say(count) == said
    assert count.desk is None or isinstance(count.desk, Desk)


def test_every_clock_is_explained() -> None:
    assert set(terms.CLOCKS) == set(Clock)


def test_the_drawing_holds_every_station_and_no_family() -> None:
    drawn = ElementTree.fromstring(routemap.drawing())
    texts = " ".join(found.text or "" for found in drawn.iter(f"{SVG}text"))
    assert drawn.find(f"{SVG}title").text == drawn.get("aria-label")  # type: ignore[union-attr]
    for said in (
        "Politie",
        "Veilig Thuis",
        "binnen 24 uur",
        "Samen op in Acuut",
        "binnen 4 kantooruren",
        "Herstelgericht",
    ):
        assert said in texts, said
    assert not [said for said in ("begon hier", "nu in deze fase", "aangewezen") if said in texts]


def test_the_text_beside_the_drawing_says_all_that_it_says() -> None:
    """Every line on the drawing is part of a sentence of the page: what was broken there is whole here."""
    page = re.sub(r"[*\s]+", " ", routemap.page()).casefold()
    drawn = ElementTree.fromstring(routemap.drawing())
    texts = [(found.text or "").casefold() for found in drawn.iter(f"{SVG}text")]
    short = {
        "om",
        "rvdk",
        "vier momenten van afstemming",
        "begint altijd bij politie of",
        "strafrechtelijk onderzoek",
    }
    assert [text for text in texts if text not in page and text not in short] == []


def test_no_package_imports_a_higher_one() -> None:
    for place, package in enumerate(packages.ORDER):
        assert not packages.imported(package) & set(packages.ORDER[:place]), package
        assert packages.purpose(package)


def test_every_package_stands_on_the_map() -> None:
    present = {path.parent.name for path in (ROOT / "samenspel").glob("*/__init__.py")}
    assert present == set(packages.ORDER)


def test_what_stands_in_a_cell_cannot_break_it() -> None:
    assert markdown.cell("a|b\n<script>") == "a\\|b<br>&lt;script>"


def test_writing_twice_changes_nothing(tmp_path: Path) -> None:
    assert set(documents.write(tmp_path)) == set(documents.DOCUMENTS)
    assert documents.write(tmp_path) == []
    assert documents.differences(tmp_path) == {}


def test_what_differs_is_named_with_its_lines(tmp_path: Path) -> None:
    documents.write(tmp_path)
    changed = tmp_path / "termijnen.md"
    changed.write_text(changed.read_text().replace("24 uur", "25 uur", 1))
    (tmp_path / "toegang.md").unlink()
    found = documents.differences(tmp_path)
    assert set(found) == {"termijnen.md", "toegang.md"}
    assert "25 uur" in found["termijnen.md"]


def test_the_command_compares_and_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["docs", "--folder", str(tmp_path), "--check"]) == 1
    assert "doe: samenspel docs" in capsys.readouterr().out
    assert main(["docs", "--folder", str(tmp_path)]) == 0
    assert main(["docs", "--folder", str(tmp_path), "--check"]) == 0
    assert main(["docs", "--folder", str(tmp_path / "nergens")]) == 1
