# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The table of elements and fields (`mapping.toml`) as frozen values; a wrong row stops the start."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from samenspel.intake.formats.vtmelding.spelling import SPELLINGS

FILE = Path(__file__).parent / "mapping.toml"
Steps = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One element, as steps of tags from its record, and the field (steps of names) that it holds."""

    element: Steps
    field: Steps
    kind: str
    many: bool = False
    text: str = ""
    record: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What one element of a kind holds. `who` is the field that points to a person of the message, if any."""

    rows: tuple[Row, ...]
    by_element: Mapping[Steps, Row]
    inner: frozenset[Steps]
    extra: Steps
    who: str | None


class WrongTable(ValueError):
    """mapping.toml cannot be used; the message says the file, the row and what is wrong."""


def load(text: str) -> tuple[Mapping[str, Record], Mapping[str, str], Mapping[Steps, str]]:
    """Records by name, prefixes, and entity types by the last steps of a path. Raises WrongTable."""
    document = tomllib.loads(text)
    prefixes: dict[str, str] = document.pop("prefixes")
    entities = {_steps(path, prefixes, "entities"): kind for path, kind in document.pop("entities").items()}
    records = {name: _record(name, table, prefixes, set(document)) for name, table in document.items()}
    return records, prefixes, entities


def _record(name: str, table: dict[str, Any], prefixes: Mapping[str, str], names: set[str]) -> Record:
    rows = []
    for number, raw in enumerate(table["rows"], start=1):
        where = f"mapping.toml, [{name}] rij {number}"
        row = _row(raw, prefixes, where)
        if row.kind not in {*SPELLINGS, "fixed", "record"}:
            raise WrongTable(f"{where}: kind '{row.kind}' bestaat niet")
        if row.kind == "record" and row.record not in names:
            raise WrongTable(f"{where}: record '{row.record}' bestaat niet")
        if (row.kind == "fixed") != (not row.field):
            raise WrongTable(f"{where}: een vaste tekst heeft geen veld, alle andere rijen wel")
        rows.append(row)
    by_element = {row.element: row for row in rows}
    if len(by_element) < len(rows):
        raise WrongTable(f"mapping.toml, [{name}]: een element staat er twee keer")
    extra = _steps(table["extra"], prefixes, f"mapping.toml, [{name}]")
    inner = frozenset(path[:depth] for path in (*by_element, extra) for depth in range(1, len(path)))
    return Record(tuple(rows), by_element, inner, extra, table.get("who"))


def _row(raw: dict[str, Any], prefixes: Mapping[str, str], where: str) -> Row:
    unknown = set(raw) - {"element", "field", "kind", "many", "text", "record"}
    if unknown or not {"element", "kind"} <= set(raw):
        raise WrongTable(f"{where}: onbekend of ontbrekend: {', '.join(sorted(unknown)) or 'element, kind'}")
    return Row(
        element=_steps(raw["element"], prefixes, where),
        field=tuple(raw["field"].split(".")) if "field" in raw else (),
        kind=raw["kind"],
        many=raw.get("many", False),
        text=raw.get("text", ""),
        record=raw.get("record", ""),
    )


def _steps(path: str, prefixes: Mapping[str, str], where: str) -> Steps:
    steps = [step.partition(":") for step in path.split("/")]
    for prefix, _, _ in steps:
        if prefix not in prefixes:
            raise WrongTable(f"{where}: prefix '{prefix}' bestaat niet")
    return tuple(f"{{{prefixes[prefix]}}}{name}" for prefix, _, name in steps)


RECORDS, PREFIXES, ENTITIES = load(FILE.read_text(encoding="utf-8"))
ROOT = f"{{{PREFIXES['JZ']}}}vtMeldingDi01"
EXTRA_ELEMENT = f"{{{PREFIXES['StUF']}}}extraElement"


def shown(tag: str) -> str:
    """A tag as people read it: with the usual prefix of its namespace, if it has one."""
    space, _, name = tag.rpartition("}")
    prefix = next((prefix for prefix, uri in PREFIXES.items() if f"{{{uri}" == space), None)
    return f"{prefix}:{name}" if prefix else tag
