# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""On which line of a TOML file a field stands. The reader of the standard library does not say.

Only for a text that is TOML already: it looks for headers and keys, and skips over texts and lists of several lines.
"""

import re
from collections.abc import Iterator

Path = tuple[str | int, ...]

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""^\s*((?:"[^"]*"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[\w-]+))*)\s*=(.*)$""")
_WORD = re.compile(r""""([^"]*)"|'([^']*)'|([\w-]+)""")
_QUOTED = re.compile(r'"(?:\\.|[^"\\])*"|\'[^\']*\'')


def lines_of(text: str) -> dict[Path, int]:
    """Path of every header and key -> its line, from 1. The second `[[events]]` is `("events", 2)`."""
    found: dict[Path, int] = {(): 1}
    counts: dict[str, int] = {}
    here: Path = ()
    for number, line in _statements(text):
        header = _HEADER.match(line)
        if header:
            words = _words(header[2])
            if header[1] == "[[":
                counts[words[0]] = counts.get(words[0], 0) + 1
                here = (words[0], counts[words[0]])
            else:
                here = tuple(words)
            found.setdefault(here, number)
            found.setdefault(here[:1], number)
        elif key := _KEY.match(line):
            path = (*here, *_words(key[1]))
            for length in range(len(here) + 1, len(path) + 1):
                found.setdefault(path[:length], number)
    return found


def line_of(path: Path, lines: dict[Path, int]) -> int:
    """The line of the field, or of the nearest thing around it."""
    while path not in lines:
        path = path[:-1]
    return lines[path]


def _words(key: str) -> list[str]:
    return [next(part for part in groups if part) for groups in _WORD.findall(key)]


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """The lines on which a statement begins, with their numbers."""
    depth, fence = 0, ""
    for number, line in enumerate(text.splitlines(), start=1):
        if not depth and not fence:
            yield number, line
        depth, fence = _after(line, depth, fence, begins=not depth and not fence)


def _after(line: str, depth: int, fence: str, *, begins: bool) -> tuple[int, str]:
    """How many brackets, and which text of several lines, are open after this line."""
    if begins and _HEADER.match(line):
        return 0, ""
    rest = line
    while True:
        if fence:
            _, closed, rest = rest.partition(fence)
            if not closed:
                return depth, fence
        opening = min((mark for mark in ('"""', "'''") if mark in rest), key=rest.index, default="")
        before, _, rest = rest.partition(opening) if opening else (rest, "", "")
        bare = _QUOTED.sub("", before).partition("#")[0]
        depth += sum(bare.count(mark) for mark in "[{") - sum(bare.count(mark) for mark in "]}")
        if not opening:
            return max(depth, 0), ""
        fence = opening
