# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""How much room a text takes in a picture. SVG does not break lines, so they are broken here."""

import textwrap
from collections.abc import Mapping

# Widths of Noto Sans in thousandths of the letter size, by letters that are about as wide.
_ALIKE: Mapping[int, str] = {
    260: " ijlI'.,:;|!·",
    350: 'ftr()[]/J-"',
    480: "sczxvyk?",
    575: "0123456789aeE+LFT",
    620: "bdghnopquAPSBCKRVXYZ€–≥≤≠",
    760: "DGHNUOQw",
    940: "mMW@%…—",
}
_WIDTHS = {sign: width for width, signs in _ALIKE.items() for sign in signs}
_OTHER = 940
# Another letter may stand in for ours (a document that is opened elsewhere), and a bold one is wider.
_SPARE, _STRONG = 1.1, 1.08


def lines(text: str, width: int, most: int = 2) -> tuple[str, ...]:
    """A text broken into at most `most` lines of `width` signs; what does not fit ends in "…"."""
    return tuple(textwrap.wrap(text, width, max_lines=most, placeholder=" …")) or ("",)


def measured(text: str, size: float, strong: bool = False) -> float:
    """The room that a text takes at most on one line, in the unit of `size`."""
    thousandths = sum(_WIDTHS.get(sign, _OTHER) for sign in text)
    return thousandths * size * _SPARE * (_STRONG if strong else 1) / 1000


def wrapped(text: str, room: float, size: float, strong: bool = False, most: int = 2) -> tuple[str, ...]:
    """A text broken into at most `most` lines that fit in `room`; what does not fit ends in "…"."""
    found: list[str] = []
    for word in text.split():
        longer = f"{found[-1]} {word}" if found else word
        if found and measured(longer, size, strong) <= room:
            found[-1] = longer
        else:
            found.append(word)
    kept = found[:most]
    if len(found) > most:
        kept[-1] += " …"
    return tuple(_cut(line, room, size, strong) for line in kept)


def _cut(line: str, room: float, size: float, strong: bool) -> str:
    if measured(line, size, strong) <= room:
        return line
    bare = line.removesuffix(" …")
    while bare and measured(f"{bare}…", size, strong) > room:
        bare = bare[:-1].rstrip()
    return f"{bare}…"
