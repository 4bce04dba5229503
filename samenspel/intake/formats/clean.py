# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Makes every text one that XML and PostgreSQL can keep, and says where it changed something.

A character that cannot be kept becomes U+FFFD, so that a reader sees that something stood there.
"""

import re
from typing import Any

from samenspel.intake.formats import Problem

DEEPEST = 32
MOST_PROBLEMS = 100
LONGEST_PATH = 1000
_LINE_ENDS = re.compile(r"\r\n?")
# C0 controls (but tab and line feed), lone surrogates, and the two characters that XML leaves out.
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class TooDeep(ValueError):
    """The input nests deeper than any report does."""


def clean_text(text: str) -> tuple[str, int]:
    """The text with one kind of line end and nothing impossible; and how many characters were replaced."""
    replaced, count = _IMPOSSIBLE.subn("\ufffd", _LINE_ENDS.sub("\n", text))
    return replaced.strip(), count


def clean(tree: Any, depth: int = 0) -> tuple[Any, tuple[Problem, ...]]:
    """The same tree (dict, list, scalar) with clean texts, without what is empty; and what was changed where.

    Says the first hundred changes; `depth` is how deep this tree stands itself. Raises TooDeep beyond 32.
    """
    changed: list[Problem] = []
    return _clean(tree, "", depth, changed), tuple(changed)


def step(where: str, name: str | int) -> str:
    """The JSON pointer (RFC 6901) one step further; what nobody would read any more is cut off."""
    if len(where) > LONGEST_PATH:
        return where
    return f"{where}/{str(name)[:200].replace('~', '~0').replace('/', '~1')}"


def _clean(tree: Any, where: str, depth: int, changed: list[Problem]) -> Any:
    if depth > DEEPEST:
        raise TooDeep(where)
    if isinstance(tree, str):
        return _clean_string(tree, where, changed)
    if isinstance(tree, dict):
        kept: dict[str, Any] = {}
        for raw, item in tree.items():
            name = _clean_string(raw, where, changed) or ""
            while name in kept:
                name = f"{name} ({len(kept)})"
            kept[name] = _clean(item, step(where, name), depth + 1, changed)
        return {name: item for name, item in kept.items() if item is not None}
    if isinstance(tree, list):
        items = (_clean(item, step(where, index), depth + 1, changed) for index, item in enumerate(tree))
        return [item for item in items if item is not None]
    return tree


def _clean_string(raw: str, where: str, changed: list[Problem]) -> str | None:
    text, count = clean_text(raw)
    if count and len(changed) < MOST_PROBLEMS:
        changed.append(_changed(where, count))
    return text or None


def _changed(where: str, count: int) -> Problem:
    return Problem(
        where=where,
        what="Deze tekst heeft %(count)s teken(s) die niet bewaard kunnen worden. Daar staat nu \ufffd.",
        code="teken-vervangen",
        kept="Het bericht zelf is bewaard zoals het binnenkwam.",
        values={"count": count},
    )
