# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""vtMeldingDi01 (StUF XML) → `Report`.

Rule 1: the order of the elements does not matter; what is missing is a problem to show, no reason to refuse.
Rule 2: an element that we do not know, or that does not fit, is kept with its path and its words.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree

from samenspel.intake.formats import Report, Unreadable
from samenspel.intake.formats.clean import clean, clean_text
from samenspel.intake.formats.melding.check import is_empty
from samenspel.intake.formats.melding.model import (
    MOST_PERSONS,
    Betrokkene,
    Geinformeerde,
    Melding,
    Relatie,
    Shape,
    is_string,
)
from samenspel.intake.formats.melding.read import KEPT_WHOLE, settle
from samenspel.intake.formats.notes import Notes
from samenspel.intake.formats.vtmelding.carrying import (
    NAMES,
    Tree,
    carried,
    identity,
    key_of,
    position_of,
    put,
    regrouped,
    without,
)
from samenspel.intake.formats.vtmelding.parse import parse, salvage
from samenspel.intake.formats.vtmelding.spelling import INCOMPLETE, SPELLINGS, STUF
from samenspel.intake.formats.vtmelding.table import EXTRA_ELEMENT, RECORDS, Record, Row, Steps, shown

XSI = "http://www.w3.org/2001/XMLSchema-instance"
NO_VALUE = f"{{{STUF}}}noValue"
KNOWN_ATTRIBUTES = {
    NO_VALUE,
    INCOMPLETE,
    f"{{{STUF}}}entiteittype",
    f"{{{STUF}}}verwerkingssoort",
    f"{{{STUF}}}exact",
    f"{{{XSI}}}nil",
    f"{{{XSI}}}type",
    f"{{{XSI}}}schemaLocation",
}
INSIDE_DEPTH = 4
MOST_RELATIONS_EACH = 50
SHAPES: dict[str, type[Shape]] = {
    "melding": Melding,
    "betrokkene": Betrokkene,
    "relatie": Relatie,
    "geinformeerde": Geinformeerde,
}


def read(data: bytes) -> Report:
    """The report in a message. Raises Unreadable for what is no such message, or says nothing at all.

    Missing parts, unknown elements and values that do not fit are in `problems` and `unknown`.
    """
    try:
        report = _read(parse(data))
    except Unreadable as refusal:
        raise Unreadable(refusal.problems, _partial(data, refusal)) from None
    if is_empty(report):
        raise Unreadable(tuple(replace(each, kept=KEPT_WHOLE) for each in report.problems), report)
    return report


def _partial(data: bytes, refusal: Unreadable) -> Report | None:
    """What stood before the XML broke, and after as far as it can be told."""
    rest = salvage(data) if refusal.problems[0].code == "xml" else None
    try:
        return None if rest is None else _read(rest)
    except UnicodeDecodeError:
        # The parser lets impossible characters through when it is told to go on.
        return None


def _read(root: etree._Element) -> Report:
    notes = Notes()
    tree = _melding(root, notes)
    tree, cleaned = clean(tree)
    notes.problems[:0] = cleaned
    return notes.added_to(settle(tree, notes.words_of))


@dataclass(slots=True)
class Gathered:
    """What stands in one record: its fields, its inner records and its extra elements."""

    tree: Tree = field(default_factory=dict)
    inner: list[tuple[Row, etree._Element, str]] = field(default_factory=list)
    extra: list[tuple[str, str, str]] = field(default_factory=list)


def _melding(root: etree._Element, notes: Notes) -> Tree:
    found = _gather(root, RECORDS["melding"], "", "", notes)
    inner = _at_most(found.inner, "betrokkene", MOST_PERSONS, notes)
    people = [_person(element, index, path, notes) for index, (element, path) in enumerate(inner)]
    _resolve_relations(people, notes)
    told = _at_most(found.inner, "geinformeerde", MOST_PERSONS, notes)
    informed = [_informed(element, index, path, people, notes) for index, (element, path) in enumerate(told)]
    tree = found.tree
    tree["betrokkenen"] = [without(person, "relaties") for person in people]
    tree["relaties"] = regrouped(people)
    tree["geinformeerd"] = informed
    _add_extra(tree, found, "melding", notes)
    return tree


def _at_most(
    inner: list[tuple[Row, etree._Element, str]], record: str, most: int, notes: Notes
) -> list[tuple[etree._Element, str]]:
    """The inner records of a kind, as many as a melding can have; the others are kept as text."""
    found = [(element, path) for row, element, path in inner if row.record == record]
    for element, path in found[most:]:
        notes.keep(
            path, _words(element), "Een melding heeft hiervan hoogstens %(most)s.", "te-veel", most=most
        )
    return found[:most]


def _person(element: etree._Element, index: int, path: str, notes: Notes) -> Tree:
    found = _gather(element, RECORDS["betrokkene"], path, f"/betrokkenen/{index}", notes)
    _add_extra(found.tree, found, "betrokkene", notes)
    relations = []
    for inner, inner_path in _at_most(found.inner, "relatie", MOST_RELATIONS_EACH, notes):
        deep = _gather(inner, RECORDS["relatie"], inner_path, "", notes)
        _add_extra(deep.tree, deep, "relatie", notes)
        relations.append(deep.tree | {"path": inner_path, "xml": _words(inner)})
    return found.tree | {"relaties": relations}


def _resolve_relations(people: list[Tree], notes: Notes) -> None:
    """Puts a key where the message tells who is meant; a relation to a stranger is kept as it was."""
    identities = [identity(person) for person in people]
    for person in people:
        known = []
        for relation in person["relaties"]:
            path, words, who = relation.pop("path"), relation.pop("xml"), relation.pop("wie", {})
            key = relation.get("tot") or _key(who, people, identities)
            if key is None or "soort" not in relation:
                notes.keep(path, words, "Deze relatie is met iemand die niet in de melding staat.", "relatie")
            else:
                _compare(who, key, people, path, notes)
                known.append(relation | {"tot": key})
        person["relaties"] = known


def _informed(element: etree._Element, index: int, path: str, people: list[Tree], notes: Notes) -> Tree:
    found = _gather(element, RECORDS["geinformeerde"], path, f"/geinformeerd/{index}", notes)
    _add_extra(found.tree, found, "geinformeerde", notes)
    tree, who = without(found.tree, "wie"), found.tree.get("wie", {})
    if "betrokkene" in tree:
        _compare(who, tree["betrokkene"], people, path, notes)
        return tree
    names = " ".join(str(who[name]) for name in NAMES if name in who)
    if "naam" in tree:
        if names != tree["naam"]:
            notes.keep(f"{path}/wie", names)
        return tree
    key = _key(who, people, [identity(person) for person in people])
    if key is not None:
        return tree | {"betrokkene": key}
    for name in who.keys() - set(NAMES):
        notes.keep(f"{path}/{name}", json.dumps(who[name], ensure_ascii=False))
    return tree | ({"naam": names} if names else {})


def _key(who: Tree, people: list[Tree], identities: list[Tree]) -> str | None:
    position = position_of(who, identities)
    return None if position is None else key_of(people[position], position)


def _compare(who: Tree, key: str, people: list[Tree], path: str, notes: Notes) -> None:
    """Keeps what is told about a person beside the key, if it is not what the message says of that person."""
    meant = [person for place, person in enumerate(people) if key_of(person, place) == key]
    if who and not any(who.items() <= identity(person).items() for person in meant):
        words = json.dumps(who, ensure_ascii=False)
        notes.keep(
            path, words, "Hier staat een ander dan de betrokkene waarnaar verwezen wordt.", "tegenstrijdig"
        )


def _gather(element: etree._Element, record: Record, path: str, pointer: str, notes: Notes) -> Gathered:
    found = Gathered()
    here = path or shown(str(element.tag))
    _note_attributes(element, here, notes)
    _walk(element, (), here, record, pointer, found, notes)
    return found


def _walk(
    element: etree._Element,
    steps: Steps,
    path: str,
    record: Record,
    pointer: str,
    found: Gathered,
    notes: Notes,
) -> None:
    """Goes through the children; only as deep as the table goes, everything below that is kept as text."""
    if element.text and element.text.strip():
        notes.keep(path, element.text)
    for child, below in _children(element, path):
        down = (*steps, str(child.tag))
        row = record.by_element.get(down)
        if row and row.kind == "record":
            found.inner.append((row, child, below))
        elif row:
            _leaf(child, row, below, pointer, found, notes)
        elif down == (*record.extra, EXTRA_ELEMENT):
            found.extra.append((child.get("naam", ""), child.text or "", below))
        elif down in record.inner or down == record.extra:
            _note_attributes(child, below, notes)
            _walk(child, down, below, record, pointer, found, notes)
        else:
            notes.keep(below, _words(child))
        if child.tail and child.tail.strip():
            notes.keep(path, child.tail)


def _children(element: etree._Element, path: str) -> Iterator[tuple[etree._Element, str]]:
    """The children that are elements, each with its path: the second one of a name gets [2]."""
    seen: dict[str, int] = {}
    for child in element.iterchildren(tag=etree.Element):
        tag = str(child.tag)
        seen[tag] = seen.get(tag, 0) + 1
        yield child, f"{path}/{shown(tag)}" + (f"[{seen[tag]}]" if seen[tag] > 1 else "")


def _leaf(child: etree._Element, row: Row, path: str, pointer: str, found: Gathered, notes: Notes) -> None:
    _note_attributes(child, path, notes)
    for inner, below in _children(child, path):
        notes.keep(below, _words(inner))
    text, _ = clean_text("".join([child.text or "", *(each.tail or "" for each in child)]))
    if not text:
        if row.kind == "answer" and child.get(NO_VALUE) == "waardeOnbekend":
            found.tree.setdefault(row.field[0], {})
        return
    if row.kind == "fixed":
        if text != row.text:
            notes.keep(path, text, "Hier hoort '%(expected)s' te staan.", "vast", expected=row.text)
        return
    try:
        value = SPELLINGS[row.kind].read(text, {str(name): str(said) for name, said in child.attrib.items()})
        if value is not None:
            index = put(found.tree, row, value)
            place = "".join(f"/{name}" for name in row.field) + (f"/{index}" if row.many else "")
            notes.tell(pointer + place, value, path, text)
    except KeyError:
        notes.keep(path, text, "Dit staat er twee keer. De eerste waarde is gebruikt.", "dubbel")
    except ValueError:
        notes.keep(path, text, "Deze waarde begrijpen wij niet.", "waarde")


def _add_extra(tree: Tree, found: Gathered, name: str, notes: Notes) -> None:
    """Extra elements that carry a field of ours count, since they are exact; what they contradict is kept."""
    for naam, raw, path in found.extra:
        text, _ = clean_text(raw)
        try:
            value = _extra_value(SHAPES[name], naam, text)
        except (ValueError, RecursionError):
            notes.keep(f"{path}[@naam={naam}]", text)
            continue
        if naam in tree and not _consistent(RECORDS[name], naam, tree[naam], value):
            words = json.dumps(tree[naam], ensure_ascii=False)
            what = "De extra gegevens zeggen bij '%(name)s' iets anders."
            notes.keep(path, words, what, "tegenstrijdig", name=naam)
        tree[naam] = value


def _extra_value(shape: type[Shape], naam: str, text: str) -> Any:
    known = {str(each.alias): each for each in shape.model_fields.values()}
    if naam not in known or not text:
        raise ValueError(naam)
    return text if is_string(known[naam]) else clean(json.loads(text), depth=INSIDE_DEPTH)[0]


def _consistent(record: Record, name: str, told: Any, extra: Any) -> bool:
    """Whether the elements are what a writer would have made of the extra value."""
    if not told or told == extra:
        return True
    if isinstance(told, list) and isinstance(extra, list) and len(told) == len(extra):
        return all(each in extra for each in told)
    try:
        return bool(carried(record, {name: extra}).get(name) == told)
    except (ValueError, TypeError, KeyError, AttributeError):
        return False


def _note_attributes(element: etree._Element, path: str, notes: Notes) -> None:
    for name, value in element.attrib.items():
        if str(name) not in KNOWN_ATTRIBUTES:
            notes.keep(f"{path}/@{shown(str(name))}", str(value))


def _words(element: etree._Element) -> str:
    """An element that we do not know: its text if that is all, else its XML without declarations."""
    if not len(element) and not element.attrib:
        return element.text or ""
    parts = []
    for event, each in etree.iterwalk(element, events=("start", "end")):
        name = shown(str(each.tag))
        if event == "start":
            told = "".join(f' {shown(str(key))}="{escape(str(value))}"' for key, value in each.attrib.items())
            parts.append(f"<{name}{told}>{escape(each.text or '')}")
        else:
            parts.append(f"</{name}>" + ("" if each is element else escape(each.tail or "")))
    return "".join(parts)
