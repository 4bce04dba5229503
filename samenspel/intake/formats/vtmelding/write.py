# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""`Report` → vtMeldingDi01 (StUF XML), for the organisation's own broker."""

from lxml import etree

from samenspel.intake.formats import Report
from samenspel.intake.formats.clean import clean
from samenspel.intake.formats.melding.tree import as_text, to_tree
from samenspel.intake.formats.vtmelding.carrying import Tree, carried, find, key_of, mention, regrouped, spell
from samenspel.intake.formats.vtmelding.spelling import STUF
from samenspel.intake.formats.vtmelding.table import (
    ENTITIES,
    EXTRA_ELEMENT,
    PREFIXES,
    RECORDS,
    ROOT,
    Record,
    Steps,
)

ENTITY = f"{{{STUF}}}entiteittype"
INSIDE = ("wie", "relaties")


def write(report: Report) -> bytes:
    """The report as UTF-8 XML. What the elements cannot carry exactly stands in StUF:extraElementen as well.

    Reading it again gives the same report.
    """
    tree, _ = clean(to_tree(report))
    inside = _with_relations_inside(tree)
    root = etree.Element(ROOT, nsmap=dict(PREFIXES))
    _fill(root, RECORDS["melding"], inside, _beyond_elements(tree, inside))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _with_relations_inside(tree: Tree) -> Tree:
    """The same melding with each relation inside the person who has it, and with what tells who is meant."""
    persons = {key_of(person, place): person for place, person in enumerate(_persons(tree))}
    inside: dict[str, list[Tree]] = {key: [] for key in persons}
    for relation in tree.get("relaties", ()):
        if relation["van"] in inside:
            told = {name: value for name, value in relation.items() if name != "van"}
            inside[relation["van"]].append(told | {"wie": mention(persons.get(relation["tot"], {}))})
    moved = [person | {"relaties": inside[key]} for key, person in persons.items()]
    informed = [told | {"wie": _told(told, persons)} for told in tree.get("geinformeerd", ())]
    # A key that two persons share hides one of them here; then the persons travel whole.
    whole = len(persons) == len(_persons(tree))
    return tree | {"betrokkenen": moved if whole else [], "geinformeerd": informed}


def _persons(tree: Tree) -> list[Tree]:
    persons: list[Tree] = tree.get("betrokkenen", [])
    return persons


def _told(told: Tree, persons: dict[str, Tree]) -> Tree:
    if "betrokkene" in told:
        return mention(persons.get(told["betrokkene"], {}))
    return {"achternaam": told["naam"]} if "naam" in told else {}


def _beyond_elements(tree: Tree, inside: Tree) -> Tree:
    """The fields of the melding that its elements and inner records do not give back exactly."""
    back = carried(RECORDS["melding"], tree) | {"geinformeerd": tree.get("geinformeerd")}
    back |= {"betrokkenen": _persons(tree) if inside["betrokkenen"] else None}
    back |= {"relaties": regrouped(inside["betrokkenen"])}
    return {name: value for name, value in tree.items() if back.get(name) != value}


def _fill(element: etree._Element, record: Record, tree: Tree, extra: Tree) -> None:
    for row in record.rows:
        if row.kind == "record":
            for inner in find(tree, row) or ():
                _fill_inner(_place(element, row.element), RECORDS[row.record], inner)
        for text, attributes in spell(row, tree):
            leaf = _place(element, row.element)
            leaf.text = text
            for name, said in attributes.items():
                leaf.set(name, said)
    for name, value in extra.items():
        leaf = _place(element, (*record.extra, EXTRA_ELEMENT))
        leaf.set("naam", name)
        leaf.text = as_text(value)


def _fill_inner(element: etree._Element, record: Record, tree: Tree) -> None:
    back = carried(record, tree)
    extra = {name: value for name, value in tree.items() if name not in INSIDE and back.get(name) != value}
    _fill(element, record, tree, extra)


def _place(element: etree._Element, steps: Steps) -> etree._Element:
    """A new element at the end of these steps, inside the elements on the way that are there already."""
    for step in steps[:-1]:
        found = element.find(step)
        element = _add(element, step) if found is None else found
    return _add(element, steps[-1])


def _add(parent: etree._Element, tag: str) -> etree._Element:
    child = etree.SubElement(parent, tag)
    entity = ENTITIES.get((str(parent.tag), tag)) or ENTITIES.get((tag,))
    if entity:
        child.set(ENTITY, entity)
    return child
