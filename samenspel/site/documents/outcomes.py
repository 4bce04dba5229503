# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""`uitkomsten.md`: what the rules say about every example: a rule that is changed shows here what it changes.

The examples are those that the tests prove (`tests/rules/spec`), and the last event of every example chronology, as one
organisation would see it that knows everything.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from samenspel.insights.explain import Asked, Explanation, explain, picture_of
from samenspel.insights.replay.reading import read
from samenspel.insights.replay.wording import MOMENTS
from samenspel.rules import stories, tables
from samenspel.rules.clocks.wording import say_end
from samenspel.rules.facts import LOCAL
from samenspel.rules.routekaart import Proposal, due_of
from samenspel.rules.ruleset import Ruleset, national
from samenspel.site.documents import markdown

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = ROOT / "tests/rules/spec"
CHRONOLOGIES = ROOT / "examples/chronologies"
VIEWER = "VT"
HEADS = ("Voorbeeld", "Wat er is", "Overleg", "Verder", "Rijen die gelden")
ABOUT = (
    "Elke regel is een klein verhaal en wat de routekaart er nu van zegt. Wie een tabel verandert, ziet hier wat dat "
    "verandert. Elk voorbeeld is ook een test, en elke rij heeft er een voor en een tegen. Rijen die altijd gelden, "
    "staan er niet bij. Tussen haakjes staat wie meedoet omdat een voorwaarde opgaat."
)


def page(rules: Ruleset | None = None) -> str:
    """The document, by these rules (None: the national ones). Reads the examples; no database, no clock."""
    rules = rules or national()
    files = sorted(file for file in EXAMPLES.glob("*.toml") if _has_stories(file))
    return markdown.page(
        "Wat de regels zeggen over elk voorbeeld",
        "`samenspel/rules/data/*.toml`, `tests/rules/spec/*.toml` en `examples/chronologies/*.toml`",
        ABOUT,
        *(_section(_title(file), _examples(file, rules)) for file in files),
        _section("Chronologieën, na de laatste gebeurtenis", _chronologies(rules)),
    )


def _title(file: Path) -> str:
    """The name of the table that the examples are about; the alarms have none."""
    table = dict(zip(tables.FILES, tables.all_tables().values(), strict=True)).get(file.name)
    return f"{table.id} {table.name}" if table else "Alarmen"


def _has_stories(file: Path) -> bool:
    return any("events" in row for row in _rows(file))


def _rows(file: Path) -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8")).get("example", [])
    return found


def _section(title: str, rows: Iterable[tuple[str, ...]]) -> str:
    return f"## {title}\n\n{markdown.table(HEADS, rows)}"


def _examples(file: Path, rules: Ruleset) -> Iterator[tuple[str, ...]]:
    for row in _rows(file):
        persons, relations = row.get("persons"), row.get("relations", ())
        picture = stories.picture(row["events"], persons, relations, row.get("viewer", VIEWER))
        now = stories.at(row["now"]) if "now" in row else stories.last(picture)
        yield (row["id"], row["text"], *_said(Asked(picture, now, row.get("told", {})), rules))


def _chronologies(rules: Ruleset) -> Iterator[tuple[str, ...]]:
    for file in sorted(CHRONOLOGIES.glob("*.toml")):
        told = read(file.read_text(encoding="utf-8"), file.name)
        picture = picture_of(VIEWER, told.events, told.persons, told.ties, told.region)
        yield (file.stem, told.title, *_said(Asked(picture, told.events[-1].at), rules))


def _said(asked: Asked, rules: Ruleset) -> tuple[str, str, str]:
    """The moments, what else stands, and the rows that apply."""
    found = explain(asked, rules)
    moments = [_moment(one, asked.now, rules) for one in found.route.proposals]
    return "\n".join(moments) or "geen", "\n".join(_else(found)), ", ".join(_applying(found))


def _moment(one: Proposal, now: datetime, rules: Ruleset) -> str:
    must = "moet" if one.strength == "must" else "voorstel"
    due = due_of(one, rules.terms)
    by = f", uiterlijk {say_end(due)}" if due else ""
    seats = ", ".join((*one.invite.must, *(f"({code})" for code in one.invite.conditional)))
    late = ", te laat" if due and due < now else ""
    return f"{MOMENTS[one.moment]}: {must}{by}{late}; {seats}"


def _else(found: Explanation) -> Iterator[str]:
    phase = found.safety.phase
    yield f"fase {phase.phase.value}, sinds {phase.since.astimezone(LOCAL):%d-%m-%Y}"
    for head, codes in (
        ("nu niet", [one.what for one in found.route.blocked]),
        ("ontbreekt", [one.what for one in found.route.missing]),
        ("alarm", [one.code for one in found.safety.alarms]),
        ("meld", [code for one in found.safety.breaches for code in one.tell]),
    ):
        if codes:
            yield f"{head}: {', '.join(dict.fromkeys(codes))}"


def _applying(found: Explanation) -> Iterator[str]:
    for trace in found.tables.values():
        for hit in trace.hits():
            if hit.row.when or hit.row.any or hit.row.otherwise:
                yield hit.row.id
