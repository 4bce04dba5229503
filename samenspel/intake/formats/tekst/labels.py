# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The labels of a melding as text: the titles of its shapes, spelled out for every field."""

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from samenspel.intake.formats.melding.model import Antwoord, Dag, Shape

Steps = tuple[str, ...]
EACH = "#"
"""Stands in steps and labels for the number of an item in a list."""


def kind_of(field: FieldInfo) -> tuple[Any, bool]:
    """The type that a field holds, and whether it holds a list of them; a mapping is a type of its own."""
    optional = get_origin(field.annotation) in (Union, UnionType)
    kind: Any = get_args(field.annotation)[0] if optional else field.annotation
    many = get_origin(kind) is tuple
    if many:
        kind = get_args(kind)[0]
    if get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    return (dict if get_origin(kind) is dict else kind), many


def is_part(kind: Any) -> bool:
    """Whether a type has fields with labels of their own; a date or an answer is written in one line."""
    return isinstance(kind, type) and issubclass(kind, Shape) and not issubclass(kind, Dag | Antwoord)


def normal(label: str) -> str:
    """A label without capitals, accents, punctuation and extra spaces, since people type."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", label) if not unicodedata.combining(char))
    return " ".join(
        "".join(char if char.isalnum() or char == EACH else " " for char in plain.casefold()).split()
    )


@cache
def labels(shape: type[Shape]) -> Mapping[str, tuple[Steps, FieldInfo]]:
    """All fields of a shape by normal label, with the steps (aliases, # for an item) that lead there.

    Fields that hold a mapping stand there as well: their label goes before the key.
    """
    return {normal(title): (steps, field) for title, steps, field in _leaves(shape)}


@cache
def sections(shape: type[Shape]) -> Mapping[str, tuple[str, type[Shape]]]:
    """The fields that hold a list of parts by normal label: each part is a section under its own heading."""
    found = {}
    for field in shape.model_fields.values():
        kind, many = kind_of(field)
        if many and is_part(kind):
            found[normal(str(field.title))] = (str(field.alias), kind)
    return found


def _leaves(shape: type[Shape]) -> Iterator[tuple[str, Steps, FieldInfo]]:
    for field in shape.model_fields.values():
        kind, many = kind_of(field)
        title, step = str(field.title), (str(field.alias),)
        if not is_part(kind):
            yield title, step, field
            continue
        for inner, steps, leaf in _leaves(kind):
            each = f"{title} {EACH}" if many else title
            yield f"{each}, {inner}", step + ((EACH,) if many else ()) + steps, leaf
