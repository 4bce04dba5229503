# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""`Report` → text that a person can read, copy and paste into another system: one label a line."""

from collections.abc import Iterator, Mapping
from typing import Any

from samenspel.intake.formats import Report
from samenspel.intake.formats.clean import clean
from samenspel.intake.formats.melding.model import Melding, Shape
from samenspel.intake.formats.melding.tree import to_tree
from samenspel.intake.formats.tekst import spelling
from samenspel.intake.formats.tekst.labels import is_part, kind_of

TITLE = "Melding huiselijk geweld of kindermishandeling"
MORE = "| "
"""Before each further line of one text."""


def write(report: Report) -> str:
    """The report as text. `tekst.read` makes the same report of it."""
    tree, _ = clean(to_tree(report))
    lines = (_line(label, text) for label, text in rows(tree, Melding))
    return "\n".join([TITLE, "", *lines, *_sections(tree, Melding)]) + "\n"


def rows(tree: Mapping[str, Any], shape: type[Shape], before: str = "") -> Iterator[tuple[str, str]]:
    """What a part of a melding (plain JSON values) says, label by label; the lists of a melding are not among it."""
    for field in shape.model_fields.values():
        value = tree.get(str(field.alias))
        kind, many = kind_of(field)
        title = before + (str(field.title).lower() if before else str(field.title))
        if value is None or (many and is_part(kind) and not before and shape is Melding):
            continue
        if is_part(kind):
            for number, part in enumerate(value if many else [value], start=1):
                yield from rows(part, kind, f"{title} {number}, " if many else f"{title}, ")
        elif kind is dict:
            for key, each in value.items():
                yield f"{title} {key}", spelling.write(dict, each)
        else:
            for each in value if many else [value]:
                yield title, spelling.write(kind, each)


def _sections(tree: Mapping[str, Any], shape: type[Shape]) -> Iterator[str]:
    for field in shape.model_fields.values():
        kind, many = kind_of(field)
        if many and is_part(kind):
            for number, part in enumerate(tree.get(str(field.alias), ()), start=1):
                yield f"\n{field.title} {number}:"
                yield from (_line(label, text) for label, text in rows(part, kind))


def _line(label: str, text: str) -> str:
    return f"{label}: " + text.replace("\n", f"\n{MORE}")
