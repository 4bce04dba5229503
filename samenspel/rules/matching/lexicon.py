# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is known about names: prefixes, spellings, call names, frequent names (data/matching_names.toml)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from samenspel.rules.datafiles import Block, Document, open_file

_LISTS = ("prefixes", "glued", "joined", "placeholders")


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


def read(document: Document) -> Lexicon:
    """A lexicon from its file; DataError lists every problem of it."""
    document.only(*_LISTS, "common", "respelling", "spelling", "call_name")
    lists = {name: _lists(document, name, ("values",))[0] for name in _LISTS}
    common_surnames, common_given = _lists(document, "common", ("surnames", "given"))
    start, anywhere, end = _pairs(document, "respelling", ("start", "any", "end"))
    lexicon = Lexicon(
        prefixes=frozenset(lists["prefixes"]),
        glued=tuple(sorted(lists["glued"], key=len, reverse=True)),
        joined=frozenset(lists["joined"]),
        placeholders=frozenset(lists["placeholders"]),
        common_surnames=frozenset(common_surnames),
        common_given=frozenset(common_given),
        respell_start=start,
        respell_any=anywhere,
        respell_end=end,
        spellings=_spellings(document),
        formals=_formals(document),
    )
    document.close()
    return lexicon


def _described(document: Document, name: str) -> Block:
    """A block whose id, source and note are read; what it lists is still to be taken."""
    block = document.block(name)
    block.text("id"), block.text("note"), block.source()
    return block


def _lists(document: Document, name: str, fields: tuple[str, ...]) -> list[tuple[str, ...]]:
    block = _described(document, name)
    lists = [block.texts(field) for field in fields]
    block.finish()
    return lists


def _pairs(document: Document, name: str, fields: tuple[str, ...]) -> list[tuple[tuple[str, str], ...]]:
    block = _described(document, name)
    found = []
    for field in fields:
        pairs = block.take(field, list, "een lijst van paren", None)
        if not all(isinstance(pair, list) and len(pair) == 2 and pair[0] for pair in pairs):
            block.problem(field, "verwacht paren van teksten: [van, naar]")
            pairs = []
        found.append(tuple((str(old), str(new)) for old, new in pairs))
    block.finish()
    return found


def _spellings(document: Document) -> dict[str, str]:
    """Each other spelling, and the name itself, to the name."""
    spellings: dict[str, str] = {}
    for block in document.blocks("spelling"):
        name = block.text("id")
        for other in (name, *block.texts("also")):
            if spellings.setdefault(other, name) != name:
                block.problem("also", f"{other} is ook een schrijfwijze van {spellings[other]}")
    return spellings


def _formals(document: Document) -> dict[str, tuple[str, ...]]:
    """Each call name, and the formal name itself, to its formal names."""
    formals: defaultdict[str, list[str]] = defaultdict(list)
    for block in document.blocks("call_name"):
        formal = block.text("id")
        for name in dict.fromkeys((formal, *block.texts("names"))):
            formals[name].append(formal)
    return {name: tuple(found) for name, found in formals.items()}


LEXICON = read(open_file("matching_names.toml"))
