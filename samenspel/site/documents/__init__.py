# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The documents that are made, not written: what the rules, the addresses and the source say, for people to read.

Rule 1: the same source gives the same bytes: no clock, no chance, no database.
Rule 2: a document is for reading. Nothing reads it back; what it says has its source elsewhere.
"""

from collections.abc import Callable, Mapping
from difflib import unified_diff
from itertools import islice
from pathlib import Path

from samenspel.site.documents import entrances, outcomes, packages, routemap, sharing, tables, terms

DOCUMENTS: Mapping[str, Callable[[], str]] = {
    "deelmatrix.md": sharing.page,
    "pakketten.md": packages.page,
    "routekaart.md": routemap.page,
    "routekaart.svg": routemap.drawing,
    "tabellen.md": tables.page,
    "termijnen.md": terms.page,
    "toegang.md": entrances.page,
    "uitkomsten.md": outcomes.page,
}
SHOWN = 12


def write(folder: Path) -> list[str]:
    """Write every document that is not there or says something else. Returns their names."""
    made = {name: make() for name, make in DOCUMENTS.items()}
    changed = [name for name, text in made.items() if _kept(folder / name) != text]
    for name in changed:
        (folder / name).write_text(made[name])
    return changed


def differences(folder: Path) -> dict[str, str]:
    """The documents that are not what the source says, each with the first lines that differ."""
    found = {}
    for name, make in DOCUMENTS.items():
        kept, made = _kept(folder / name), make()
        if kept != made:
            lines = unified_diff(kept.splitlines(), made.splitlines(), "is", "should be", lineterm="", n=0)
            found[name] = "\n".join(islice(lines, SHOWN))
    return found


def _kept(path: Path) -> str:
    return path.read_text() if path.exists() else ""
