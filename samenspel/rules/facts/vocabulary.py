# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The variables of handbook 4.2: which exist, what they accept, and what happens when sources disagree.

Rule 1: what a message or a chronology says is checked as a whole; the reader hears about every slip at once.
Rule 2: "onbekend" and leaving out mean the same. Neither is ever a "no".
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any

from samenspel.rules import datafiles

UNKNOWN = "onbekend"
YES = "ja"
NO = "nee"


class Shape(StrEnum):
    """What a value of a variable looks like."""

    CHOICE = "choice"
    CHOICES = "choices"
    ANSWER = "answer"
    NUMBER = "number"
    TEXT = "text"
    LIST = "list"


class Keeps(StrEnum):
    """Which value counts when several events say something."""

    HIGHEST = "highest"
    LATEST = "latest"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable. `values` run from low to high; `per` is "child", "person" or None."""

    id: str
    name: str
    shape: Shape
    values: tuple[str, ...]
    keeps: Keeps
    per: str | None = None
    free: bool = False

    def accepted(self) -> tuple[str, ...]:
        """The words that a rule may ask for.

        Empty when only a named condition can (numbers, lists, texts).
        """
        if self.shape is Shape.ANSWER:
            return (NO, YES, UNKNOWN)
        return (*self.values, UNKNOWN) if self.shape in (Shape.CHOICE, Shape.CHOICES) else ()


@dataclass(frozen=True, slots=True)
class FactProblem:
    """One wrong fact: which variable, what was given, what is accepted (Dutch)."""

    field: str
    value: Any
    message: str
    accepted: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.field}: {self.message}"


class FactsError(ValueError):
    """Facts that cannot be read. `problems` lists everything that was found."""

    def __init__(self, problems: Collection[FactProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(map(str, self.problems)))


@cache
def variables() -> Mapping[str, Variable]:
    """All variables by name, from `data/facts.toml`. Errors: `DataError`."""
    document = datafiles.open_file("facts.toml")
    document.only("variable")
    found = {block.row: _variable(block) for block in document.blocks("variable")}
    document.close()
    return MappingProxyType(found)


def _variable(block: datafiles.Block) -> Variable:
    shape = block.choice("kind", [*Shape])
    per = block.choice("per", ("child", "person"), "") or None
    keeps = block.choice("keeps", [*Keeps])
    name, values, free = block.text("name"), block.texts("values", default=()), block.flag("free")
    return Variable(
        block.row,
        name,
        Shape(shape) if shape in [*Shape] else Shape.TEXT,
        values,
        Keeps(keeps) if keeps in [*Keeps] else Keeps.ALL,
        per,
        free,
    )


def read_facts(raw: Mapping[str, Any]) -> Mapping[str, Any]:
    """Facts as they were sent → facts as rules read them (frozen; unknown values are left out).

    A choice becomes its word, an answer a bool, choices and lists a tuple, a table per child or
    person a mapping.
    Errors: `FactsError` with every unknown variable and every value that is not accepted.
    """
    problems: list[FactProblem] = []
    facts: dict[str, Any] = {}
    for name, value in raw.items():
        variable = variables().get(name)
        if variable is None:
            problems.append(_unknown_variable(name, value))
            continue
        read = _read_value(variable, value, problems)
        if read is not None:
            facts[name] = read
    if problems:
        raise FactsError(problems)
    return MappingProxyType(facts)


def _unknown_variable(name: str, value: Any) -> FactProblem:
    known = tuple(variables())
    return FactProblem(name, value, "onbekend gegeven" + datafiles.did_you_mean(name.lower(), known), known)


def _read_value(variable: Variable, value: Any, problems: list[FactProblem]) -> Any:
    if variable.per and isinstance(value, Mapping):
        each = {str(key): _read_one(variable, part, problems, f".{key}") for key, part in value.items()}
        known = {key: part for key, part in each.items() if part is not None}
        return MappingProxyType(known) if known else None
    return _read_one(variable, value, problems)


def _read_one(variable: Variable, value: Any, problems: list[FactProblem], suffix: str = "") -> Any:
    if value is None or value == UNKNOWN:
        return None
    try:
        return _READERS[variable.shape](variable, value)
    except _NotAcceptedError as refusal:
        message = f"{value!r} is niet toegestaan; {refusal}"
        problems.append(FactProblem(variable.id + suffix, value, message, variable.accepted()))
        return None


class _NotAcceptedError(Exception):
    """What was expected instead (Dutch)."""


def _choice(variable: Variable, value: Any) -> str:
    if isinstance(value, str) and value in variable.values:
        return value
    hint = datafiles.did_you_mean(value.lower(), variable.values) if isinstance(value, str) else ""
    raise _NotAcceptedError(f"kies uit {', '.join(variable.accepted())}{hint}")


def _choices(variable: Variable, value: Any) -> tuple[str, ...] | None:
    if isinstance(value, Mapping):
        value = [key for key, chosen in value.items() if chosen is True]
    if variable.free and isinstance(value, str) and value not in variable.values:
        return None
    words = [value] if isinstance(value, str) else value
    if not isinstance(words, list | tuple | set | frozenset):
        raise _NotAcceptedError(f"verwacht een lijst met waarden uit {', '.join(variable.values)}")
    chosen = {_choice(variable, word) for word in words if word != UNKNOWN}
    return tuple(word for word in variable.values if word in chosen) or None


def _answer(variable: Variable, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if value in (YES, NO):
        return bool(value == YES)
    raise _NotAcceptedError("verwacht true, false of onbekend")


def _number(variable: Variable, value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    raise _NotAcceptedError("verwacht een geheel getal van 0 of hoger")


def _text(variable: Variable, value: Any) -> str:
    if isinstance(value, str) and value.strip():
        return value
    raise _NotAcceptedError("verwacht een tekst")


def _list(variable: Variable, value: Any) -> tuple[Mapping[str, Any], ...] | None:
    expected = f"verwacht een lijst van tabellen met de velden {', '.join(variable.values)}"
    if not isinstance(value, list | tuple):
        raise _NotAcceptedError(expected)
    for row in value:
        if not isinstance(row, Mapping) or not set(row) <= set(variable.values):
            raise _NotAcceptedError(expected)
    return tuple(MappingProxyType(dict(row)) for row in value) or None


_READERS: Mapping[Shape, Callable[[Variable, Any], Any]] = {
    Shape.CHOICE: _choice,
    Shape.CHOICES: _choices,
    Shape.ANSWER: _answer,
    Shape.NUMBER: _number,
    Shape.TEXT: _text,
    Shape.LIST: _list,
}
