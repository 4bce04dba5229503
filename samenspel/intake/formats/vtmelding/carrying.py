# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the elements of a record can carry of a tree of plain values, and who a person in a message is."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from samenspel.intake.formats.vtmelding.spelling import SPELLINGS, Attributes
from samenspel.intake.formats.vtmelding.table import Record, Row

Tree = dict[str, Any]
NAMES = ("voornamen", "tussenvoegsel", "achternaam")
WHO = ("bsn", "vreemdelingennummer", *NAMES, "geboorte")


def spell(row: Row, tree: Mapping[str, Any]) -> Iterator[tuple[str, Attributes]]:
    """The text and attributes of each element that holds the field of this row; none for an inner record."""
    if row.kind == "fixed":
        yield row.text, {}
    elif row.kind != "record":
        value = find(tree, row)
        for each in value if row.many and value else [value]:
            if each is not None:
                yield SPELLINGS[row.kind].write(each)


def carried(record: Record, tree: Mapping[str, Any]) -> Tree:
    """What a reader of those elements would make of them: what the elements carry."""
    result: Tree = {}
    for row in record.rows:
        for text, attributes in spell(row, tree):
            if row.field:
                value = SPELLINGS[row.kind].read(text, attributes)
                put(result, row, value)
    return result


def find(tree: Mapping[str, Any], row: Row) -> Any:
    """The value of a row's field, or None."""
    value: Any = tree
    for name in row.field:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def put(tree: Tree, row: Row, value: Any) -> int:
    """Puts a value where the row says; gives its place in the list, 0 if the field holds one value.

    Raises KeyError if the field holds one value and has it already.
    """
    for name in row.field[:-1]:
        tree = tree.setdefault(name, {})
    name = row.field[-1]
    if row.many:
        values: list[Any] = tree.setdefault(name, [])
        values.append(value)
        return len(values) - 1
    if name in tree:
        raise KeyError(name)
    tree[name] = value
    return 0


def identity(person: Mapping[str, Any]) -> Tree:
    """Everything in a message that can tell which person is meant."""
    return {name: person[name] for name in WHO if name in person}


def mention(person: Mapping[str, Any]) -> Tree:
    """As little as tells a reader which person is meant: the names, or else a number."""
    names = {name: person[name] for name in NAMES if name in person}
    return names or dict(list(identity(person).items())[:1])


def key_of(person: Mapping[str, Any], place: int) -> str:
    """The key of the person at that place (from 0): the place itself, where the message gives no other."""
    return str(person.get("sleutel", place + 1))


def position_of(who: Mapping[str, Any], persons: Sequence[Mapping[str, Any]]) -> int | None:
    """Which person is meant: the only one with the same number, or the only one of whom all this is said."""
    for number in ("bsn", "vreemdelingennummer"):
        if number in who:
            return _only(index for index, person in enumerate(persons) if person.get(number) == who[number])
    return _only(index for index, person in enumerate(persons) if who and who.items() <= person.items())


def _only(found: Iterator[int]) -> int | None:
    first = next(found, None)
    return first if next(found, None) is None else None


def regrouped(persons: Sequence[Tree]) -> list[Tree]:
    """The relations that stand inside these persons, as one list: person by person."""
    return [
        {"van": key_of(person, place)} | without(relation, "wie")
        for place, person in enumerate(persons)
        for relation in person.get("relaties", ())
    ]


def without(tree: Mapping[str, Any], *names: str) -> Tree:
    """The same tree without these names."""
    return {name: value for name, value in tree.items() if name not in names}
