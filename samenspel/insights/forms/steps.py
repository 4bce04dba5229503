# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What somebody sent from the editor, worked into the document: the cells as they were filled in, then one step.

Nothing is refused: what cannot be read stays as it was typed, and reading the document says what is wrong with it.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import QueryDict

from samenspel.insights.forms.cells import Cell, Look, cells_of, head_cells, questions_of
from samenspel.insights.forms.document import KINDS, Cells, Document
from samenspel.people.forms import typed


def take(document: Document, post: QueryDict) -> str:
    """Work what was sent into the document. Returns the step that was asked for: "save", "propose", or "" for one that
    is done here (a block or question added or taken away)."""
    for cell in head_cells():
        put(document.head, cell, f"variant.{cell.path}", post)
    for kind, found in document.blocks.items():
        for index, block in enumerate(found):
            _take_block(kind, block, f"{kind}-{index}", post)
    word, *rest = post.get("do", "save").split(":")
    step = _STEPS.get(word)
    if step is None:
        return word
    step(document, rest, post)
    return ""


def _take_block(kind: str, block: Cells, name: str, post: QueryDict) -> None:
    """The cells as they were shown; the first may bring others, which are shown next time."""
    if f"{name}.#" not in post:
        return
    for cell in cells_of(kind, dict(block)):
        put(block, cell, f"{name}.{cell.path}", post)
    for one in list(questions_of(kind, block)):
        block[one.part][one.question] = post.getlist(f"{name}.{one.cell.path}")


def put(block: Cells, cell: Cell, name: str, post: QueryDict) -> None:
    """What one cell says, into its place; an empty cell is no cell."""
    value = _value(cell, post.getlist(name))
    *parts, last = cell.path.split(".")
    here = block
    for part in parts:
        here = here.setdefault(part, {})
    if value is None:
        here.pop(last, None)
    else:
        here[last] = value
    if parts and not here:
        block.pop(parts[0], None)


def _value(cell: Cell, said: list[str]) -> Any:
    first = typed(said[0]) if said else ""
    match cell.look:
        case Look.CHOICES:
            return [typed(one) for one in said] or None
        case Look.FLAG:
            return True if said else None
        case Look.NUMBER if first.isascii() and first.lstrip("-").isdecimal() and len(first) < 9:
            return int(first)
        case Look.DAY:
            return _day(first) or first or None
        case _:
            return first or None


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def _add(document: Document, rest: list[str], post: QueryDict) -> None:
    if rest and rest[0] in KINDS:
        document.blocks[rest[0]].append(_new(rest[0], document))


def _new(kind: str, document: Document) -> Cells:
    """A new block; an own row gets a number that is free."""
    if kind != "row":
        return {}
    region, used = document.head.get("region", ""), {one.get("id") for one in document.blocks["row"]}
    number = next(one for one in range(1, len(used) + 2) if f"{region}.{one}" not in used)
    return {"table": "DT-02", "id": f"{region}.{number}"}


def _remove(document: Document, rest: list[str], post: QueryDict) -> None:
    found, index = _at(document, rest)
    if found is not None:
        document.blocks[rest[0]].pop(index)


def _ask(document: Document, rest: list[str], post: QueryDict) -> None:
    """One more question, chosen beside the button; its answers are chosen next."""
    found, index = _at(document, rest)
    question = typed(post.get(f"{rest[0]}-{index}.?", "")) if found is not None else ""
    if found is not None and question and rest[2:] in (["when"], ["any"]):
        found.setdefault(rest[2], {}).setdefault(question, [])


def _drop(document: Document, rest: list[str], post: QueryDict) -> None:
    found, _index = _at(document, rest)
    if found is not None and len(rest) == 4 and rest[2] in ("when", "any"):
        part = found.get(rest[2], {})
        part.pop(rest[3], None)
        if not part:
            found.pop(rest[2], None)


def _at(document: Document, rest: list[str]) -> tuple[Cells | None, int]:
    """The block that a step names: its kind and its place."""
    if len(rest) > 1 and rest[0] in KINDS and rest[1].isascii() and rest[1].isdecimal() and len(rest[1]) < 5:
        index = int(rest[1])
        if index < len(document.blocks[rest[0]]):
            return document.blocks[rest[0]][index], index
    return None, -1


_STEPS: dict[str, Callable[[Document, list[str], QueryDict], None]] = {
    "add": _add,
    "remove": _remove,
    "ask": _ask,
    "drop": _drop,
}
