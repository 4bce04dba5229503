# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Text that somebody pasted → `Report`, as fields to confirm: nobody types twice.

Rule 1: labels are forgiving (capitals, accents, bullets, order); values are what people write.
Rule 2: a line that we do not understand is kept with its label; it never stops the rest.
"""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic.fields import FieldInfo

from samenspel.intake.formats import Report, Unreadable
from samenspel.intake.formats.clean import clean, clean_text
from samenspel.intake.formats.melding.check import is_empty
from samenspel.intake.formats.melding.model import Melding, Shape
from samenspel.intake.formats.melding.read import KEPT_WHOLE, MOST_BYTES, parse, settle, unreadable
from samenspel.intake.formats.notes import Notes
from samenspel.intake.formats.tekst import spelling
from samenspel.intake.formats.tekst.labels import EACH, Steps, kind_of, labels, normal, sections
from samenspel.intake.formats.tekst.write import TITLE

MOST_LINES = 20_000
MOST_ITEMS = 200
LONGEST_LABEL = 300
_HEADING = re.compile(r"(.+?)(?: ([0-9]+))?", re.ASCII)
_NUMBERED = re.compile(r"(.+?) ([0-9]{1,3}) (.+)", re.ASCII)


Place = tuple[dict[str, Any], type[Shape], str, str]
"""Where a label belongs: the tree, its shape, its JSON pointer, and how a person calls it."""


@dataclass(slots=True)
class Entry:
    """One label with its text, and the section that it stands in."""

    label: str
    lines: list[str]
    tree: dict[str, Any]
    shape: type[Shape]
    pointer: str
    section: str


@dataclass(slots=True)
class Pasted:
    """The tree so far, the entries in order, and the section that is open."""

    tree: dict[str, Any] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    open: Place | None = None


def read(data: str | bytes) -> Report:
    """The report in a pasted text, or in pasted JSON; every field is one for a person to confirm.

    Raises Unreadable if the text says nothing about anybody. What is not understood stands in `unknown`.
    """
    text = data if isinstance(data, str) else _decode(data)
    if len(text) > MOST_BYTES:
        raise unreadable("te-groot", "Deze tekst is te groot.")
    notes = Notes()
    if text.lstrip().startswith("{"):
        tree, cleaned = parse(text)
    else:
        tree, cleaned = clean(_tree(text, notes))
    notes.problems[:0] = cleaned
    report = notes.added_to(settle(tree, notes.words_of))
    if is_empty(report):
        raise Unreadable(tuple(replace(each, kept=KEPT_WHOLE) for each in report.problems), report)
    return report


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise unreadable("codering", "Deze tekst is geen UTF-8.") from None


def _tree(text: str, notes: Notes) -> dict[str, Any]:
    whole, count = clean_text(text)
    if count:
        what = "In deze tekst staan %(count)s teken(s) die niet bewaard kunnen worden. Daar staat \ufffd."
        notes.keep("", "", what, "teken-vervangen", count=count)
    lines = whole.split("\n")
    if len(lines) > MOST_LINES:
        raise unreadable("te-veel", "Deze tekst heeft meer dan %(most)s regels.", most=MOST_LINES)
    pasted = Pasted()
    for number, line in enumerate(lines, start=1):
        _take_line(line, number, pasted, notes)
    for entry in pasted.entries:
        _fill(entry, notes)
    return pasted.tree


def _take_line(line: str, number: int, pasted: Pasted, notes: Notes) -> None:
    bare = line.strip()
    if bare.startswith("|") and pasted.entries:
        pasted.entries[-1].lines.append(line.lstrip()[1:].removeprefix(" "))
    elif bare and normal(bare) != normal(TITLE) and not _open_section(bare, pasted):
        label, colon, said = line.lstrip().partition(":")
        if colon and len(label) <= LONGEST_LABEL:
            pasted.entries.append(Entry(label.strip(), [said.removeprefix(" ")], *_home(label, pasted)))
        else:
            notes.keep(f"regel {number}", bare)


def _open_section(bare: str, pasted: Pasted) -> bool:
    """Whether this line is the heading of a section ("Betrokkene 2:"); if so, the section is open now."""
    heading = (
        _HEADING.fullmatch(normal(bare)) if len(bare) <= LONGEST_LABEL and ":" not in bare[:-1] else None
    )
    if heading is None or heading[1] not in sections(Melding):
        return False
    alias, shape = sections(Melding)[heading[1]]
    items: list[dict[str, Any]] = pasted.tree.setdefault(alias, [])
    items.append({})
    pasted.open = (items[-1], shape, f"/{alias}/{len(items) - 1}", bare.rstrip(": "))
    return True


def _home(label: str, pasted: Pasted) -> Place:
    """Where a label belongs: the open section if that knows it, else whoever does, else the section."""
    section = pasted.open
    if section is None or (_find(label, section[1]) is None and _find(label, Melding) is not None):
        return pasted.tree, Melding, "", ""
    return section


def _find(label: str, shape: type[Shape]) -> tuple[Steps, FieldInfo] | None:
    """The steps and field of a label: "Achternaam", "Registratie 2, houder", or "Feit weapons" (with key)."""
    known, plain = labels(shape), normal(label)
    if plain in known and not _takes_key(known[plain][1]):
        return known[plain]
    numbered = _NUMBERED.fullmatch(plain)
    if numbered and f"{numbered[1]} {EACH} {numbered[3]}" in known:
        steps, leaf = known[f"{numbered[1]} {EACH} {numbered[3]}"]
        return tuple(numbered[2] if step == EACH else step for step in steps), leaf
    words = label.split()
    if len(words) == 2 and normal(words[0]) in known and _takes_key(known[normal(words[0])][1]):
        steps, leaf = known[normal(words[0])]
        return (*steps, words[1]), leaf
    return None


def _takes_key(leaf: FieldInfo) -> bool:
    return kind_of(leaf)[0] is dict


def _fill(entry: Entry, notes: Notes) -> None:
    found, text = _find(entry.label, entry.shape), "\n".join(entry.lines).strip()
    path = f"{entry.section}, {entry.label}" if entry.section else entry.label
    if not text:
        return
    if found is None:
        notes.keep(path, text)
        return
    steps, leaf = found
    kind, many = kind_of(leaf)
    try:
        value = spelling.read(kind, text)
    except ValueError:
        notes.keep(path, text, "Deze waarde begrijpen wij niet.", "waarde")
        return
    place = _put(entry.tree, steps, value, many)
    if place is None:
        notes.keep(path, text, "Dit staat er twee keer. De eerste waarde is gebruikt.", "dubbel")
    else:
        notes.tell(entry.pointer + place, value, path, text)


def _put(tree: dict[str, Any], steps: Steps, value: Any, many: bool) -> str | None:
    """Puts a value at the end of these steps; gives its JSON pointer, None if something stands there."""
    here: Any = tree
    pointer = ""
    for index, step in enumerate(steps[:-1]):
        if step.isdecimal():
            number = min(max(int(step), 1), MOST_ITEMS) - 1
            here.extend({} for _ in range(number + 1 - len(here)))
            here, step = here[number], str(number)
        else:
            here = here.setdefault(
                step, [] if steps[index + 1].isdecimal() and index + 2 < len(steps) else {}
            )
        pointer += f"/{step}"
    name = steps[-1]
    if many:
        here.setdefault(name, []).append(value)
        return f"{pointer}/{name}/{len(here[name]) - 1}"
    if name in here:
        return None
    here[name] = value
    return f"{pointer}/{name}"
