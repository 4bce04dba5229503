# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is known about names: prefixes, spellings, call names, frequent names (data/matching_names.toml)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from samenspel.rules.matching.reading import DATA, MatchingTableError, Row, read


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Lists and maps of folded names (lower case, no accents)."""

    prefixes: frozenset[str]
    glued: tuple[str, ...]
    joined: frozenset[str]
    placeholders: frozenset[str]
    common_surnames: frozenset[str]
    common_given: frozenset[str]
    respell_start: tuple[tuple[str, str], ...]
    respell_any: tuple[tuple[str, str], ...]
    respell_end: tuple[tuple[str, str], ...]
    spellings: Mapping[str, str]
    formals: Mapping[str, tuple[str, ...]]


def load(path: Path = DATA / "matching_names.toml") -> Lexicon:
    """Reads the lexicon; MatchingTableError lists every problem of the file."""
    table, problems = read(path)
    lists = {name: _values(table.row(name)) for name in ("prefixes", "glued", "joined", "placeholders")}
    common, respelling = _described(table.row("common")), _described(table.row("respelling"))
    lexicon = Lexicon(
        prefixes=frozenset(lists["prefixes"]),
        glued=tuple(sorted(lists["glued"], key=len, reverse=True)),
        joined=frozenset(lists["joined"]),
        placeholders=frozenset(lists["placeholders"]),
        common_surnames=frozenset(common.texts("surnames")),
        common_given=frozenset(common.texts("given")),
        respell_start=_pairs(respelling, "start"),
        respell_any=_pairs(respelling, "any"),
        respell_end=_pairs(respelling, "end"),
        spellings=_spellings(table),
        formals=_formals(table),
    )
    for row in (common, respelling, table):
        row.close()
    if problems:
        raise MatchingTableError(path.name, problems)
    return lexicon


def _described(row: Row) -> Row:
    row.text("id"), row.text("note"), row.source()
    return row


def _values(row: Row) -> tuple[str, ...]:
    values = _described(row).texts("values")
    row.close()
    return values


def _pairs(row: Row, field: str) -> tuple[tuple[str, str], ...]:
    pairs = row.take(field, list)
    if not all(isinstance(pair, list) and len(pair) == 2 and pair[0] for pair in pairs):
        row.wrong(field, "must hold pairs of texts: from, to")
        return ()
    return tuple((str(old), str(new)) for old, new in pairs)


def _spellings(table: Row) -> dict[str, str]:
    """Each other spelling, and the name itself, to the name."""
    spellings: dict[str, str] = {}
    for row in table.rows("spelling"):
        name = row.text("name")
        for other in (name, *row.texts("also")):
            if spellings.setdefault(other, name) != name:
                row.wrong("also", f"{other} is a spelling of {spellings[other]} too")
        row.close()
    return spellings


def _formals(table: Row) -> dict[str, tuple[str, ...]]:
    """Each call name, and the formal name itself, to its formal names."""
    formals: defaultdict[str, list[str]] = defaultdict(list)
    for row in table.rows("call_name"):
        formal = row.text("formal")
        for name in dict.fromkeys((formal, *row.texts("names"))):
            formals[name].append(formal)
        row.close()
    return {name: tuple(found) for name, found in formals.items()}


LEXICON = load()
