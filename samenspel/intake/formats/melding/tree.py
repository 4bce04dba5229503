# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Between the value (`Report`) and its tree of plain JSON values, both ways, from the shapes alone."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

from samenspel.intake.formats import (
    Address,
    Answer,
    Contact,
    Informed,
    Moment,
    Number,
    Report,
    ReportedPerson,
    Reporter,
    Unknown,
)
from samenspel.intake.formats.clean import step
from samenspel.intake.formats.melding.model import (
    Adres,
    Antwoord,
    Betrokkene,
    Contactpersoon,
    Dag,
    Geinformeerde,
    Melder,
    Melding,
    Nummer,
    OnbekendVeld,
    Relatie,
    Shape,
    Wanneer,
)
from samenspel.rules.facts import Born, Relation

VALUES: Mapping[type[Shape], type[Any]] = {
    Melding: Report,
    Betrokkene: ReportedPerson,
    Relatie: Relation,
    Geinformeerde: Informed,
    Melder: Reporter,
    Contactpersoon: Contact,
    Adres: Address,
    Antwoord: Answer,
    Nummer: Number,
    OnbekendVeld: Unknown,
}
SHAPES: Mapping[type[Any], type[Shape]] = {value: shape for shape, value in VALUES.items()}


def to_value(item: Any) -> Any:
    """A validated shape as the value that it stands for; an empty object (but an answer) says nothing."""
    if isinstance(item, Dag):
        return _to_date(item)
    if isinstance(item, tuple):
        return tuple(value for each in item if (value := to_value(each)) is not None)
    if isinstance(item, datetime):
        return item.astimezone(UTC)
    if not isinstance(item, Shape):
        return item
    fields = {name: to_value(getattr(item, name)) for name in type(item).model_fields}
    if not item.model_fields_set - set(item.model_extra or ()) and not isinstance(item, Antwoord | Melding):
        return None
    return VALUES[type(item)](**fields)


def _to_date(item: Dag) -> Born | Moment | None:
    born = Born(item.date.year, item.date.month, item.date.day) if item.date else None
    if item.year is not None:
        born = Born(item.year, item.month)
    if not isinstance(item, Wanneer):
        return born
    at = item.moment.astimezone(UTC) if item.moment else born
    return Moment(at) if at else None


def unknowns(item: Any, path: str = "") -> Iterator[Unknown]:
    """What stood in a shape under keys that we do not know, each with its JSON pointer and its JSON."""
    if isinstance(item, tuple):
        for index, each in enumerate(item):
            yield from unknowns(each, step(path, index))
    if isinstance(item, Shape):
        for key, extra in (item.model_extra or {}).items():
            yield Unknown(step(path, key)[:2000], as_text(extra))
        for name, field in type(item).model_fields.items():
            yield from unknowns(getattr(item, name), step(path, str(field.alias)))


def as_text(plain: Any) -> str:
    """A plain JSON value as text: a string as it is, anything else as JSON."""
    return plain if isinstance(plain, str) else json.dumps(plain, ensure_ascii=False)


def to_tree(value: Any) -> Any:
    """A value as plain JSON values under the public Dutch names; what was not said is left out."""
    if isinstance(value, Moment | Born):
        return _date_tree(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [to_tree(each) for each in value]
    if isinstance(value, Mapping):
        return {key: to_tree(each) for key, each in value.items()}
    shape = SHAPES.get(type(value))
    return _object_tree(value, shape) if shape else value


def _object_tree(value: Any, shape: type[Shape]) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for name, field in shape.model_fields.items():
        said = getattr(value, name)
        if said is not None and said != field.default:
            tree[str(field.alias)] = to_tree(said)
    if isinstance(value, Report):
        _leave_out_positions(tree)
    return tree


def _leave_out_positions(tree: dict[str, Any]) -> None:
    """A person's key need not be written where it says no more than the person's place in the list."""
    for position, person in enumerate(tree.get("betrokkenen", ()), start=1):
        if person["sleutel"] == str(position):
            del person["sleutel"]


def _date_tree(value: Moment | Born) -> dict[str, Any]:
    at = value.at if isinstance(value, Moment) else value
    if isinstance(at, datetime):
        return {"tijdstip": to_tree(at)}
    if at.month is None:
        return {"jaar": at.year}
    if at.day is None:
        return {"jaar": at.year, "maand": at.month}
    return {"datum": date(at.year, at.month, at.day).isoformat()}
