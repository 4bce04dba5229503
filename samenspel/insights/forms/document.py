# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A document as it stands, right or wrong: blocks of cells, from TOML and back.

What somebody is still writing has to survive with its mistakes; `rules.variants` only knows documents without.
"""

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

KINDS = ("row", "change", "off", "member", "target", "parameter", "partner", "text")
Cells = dict[str, Any]


@dataclass(slots=True)
class Document:
    """The head, and the blocks of each kind in their order. `rest` is what no variant has, for its author to see."""

    head: Cells = field(default_factory=dict)
    blocks: dict[str, list[Cells]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    rest: Cells = field(default_factory=dict)

    def text(self) -> str:
        """As TOML, in one order. Remarks and layout of what somebody pasted do not come back."""
        parts = [_block("[variant]", self.head)]
        parts += [_block(f"[[{kind}]]", cells) for kind, found in self.blocks.items() for cells in found]
        loose = "".join(f"{_key(key)} = {_value(value)}\n" for key, value in self.rest.items())
        return (f"{loose}\n" if loose else "") + "\n\n".join(parts) + "\n"


def parse(text: str) -> Document | None:
    """The document; None when it is no TOML, or not made of blocks: then only its text can be changed."""
    try:
        found = tomllib.loads(text)
    except (ValueError, RecursionError):  # no TOML; a number too long, or lists in lists without end
        return None
    document = Document(found.pop("variant", {}), rest=found)
    for kind in KINDS:
        document.blocks[kind] = found.pop(kind, [])
    return document if all(_is_plain(cells) for cells in _all(document)) else None


def _all(document: Document) -> Iterator[Any]:
    yield document.head
    found: Any
    for found in document.blocks.values():
        yield from found if isinstance(found, list) else (None,)


def _is_plain(cells: Any) -> bool:
    """Whether each cell that holds cells is a table, so that one can look into it."""
    parts = ("when", "any", "then", "within", "source")
    return isinstance(cells, dict) and all(isinstance(cells.get(part, {}), dict) for part in parts)


def empty(region: str, since: date) -> str:
    """A new document that changes nothing yet."""
    head = {"id": region, "region": region, "name": region.replace("-", " ").title(), "since": since}
    return Document({**head, "source": {"text": "Afspraak van de regio"}}).text()


def _block(name: str, cells: Mapping[str, Any]) -> str:
    return "\n".join((name, *(f"{_key(key)} = {_value(value)}" for key, value in cells.items())))


def _key(key: str) -> str:
    plain = key and all(sign.isascii() and (sign.isalnum() or sign in "-_") for sign in key)
    return key if plain else _string(key)


def _value(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case dict():
            return "{ " + ", ".join(f"{_key(key)} = {_value(one)}" for key, one in value.items()) + " }"
        case list():
            return "[" + ", ".join(map(_value, value)) + "]"
        case datetime() | date() | time():
            return value.isoformat()
        case str():
            return _string(value)
        case _:
            return str(value)


def _string(text: str) -> str:
    """JSON escapes as TOML does, but for one control character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")
