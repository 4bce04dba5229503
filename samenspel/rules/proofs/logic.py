# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a proof says about a situation: answers that are found, joined by and, or and not.

A situation is what is found for every question: a set of answers, never empty. `applies` says of a row what
`tables.evaluate` does; the tests compare the two on random situations.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from samenspel.rules.tables import Condition, Hit, Row

Answers = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Found:
    """At least one of these values is found for the question."""

    question: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class Every:
    """All of the parts hold; also when there are none."""

    parts: tuple["Formula", ...]


@dataclass(frozen=True, slots=True)
class Some:
    """One of the parts holds; not so when there are none."""

    parts: tuple["Formula", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Formula"


Formula = Found | Every | Some | Not
ALWAYS = Every(())
NEVER = Some(())


def every(parts: Iterable[Formula]) -> Formula:
    return Every(tuple(parts))


def some(parts: Iterable[Formula]) -> Formula:
    """One of the parts; a part that never holds is left out, and one that always holds is enough."""
    kept = tuple(part for part in parts if part != NEVER)
    return ALWAYS if ALWAYS in kept else Some(kept)


def found(question: str, *values: str) -> Found:
    return Found(question, frozenset(values))


def literals(formula: Formula) -> Iterator[Found]:
    """Everything that a formula asks, as often as it asks it."""
    match formula:
        case Found():
            yield formula
        case Not(part):
            yield from literals(part)
        case Every(parts) | Some(parts):
            for part in parts:
                yield from literals(part)


def answered(formula: Formula, question: str, value: str) -> Formula:
    """The same formula where this is the one answer to that question."""
    match formula:
        case Found(asked, values):
            return formula if asked != question else ALWAYS if value in values else NEVER
        case Not(part):
            return Not(answered(part, question, value))
        case Every(parts):
            return Every(tuple(answered(part, question, value) for part in parts))
        case Some(parts):
            return Some(tuple(answered(part, question, value) for part in parts))


def holds(formula: Formula, answers: Answers) -> bool:
    """Whether the formula holds in this situation."""
    match formula:
        case Found(question, values):
            return bool(values & answers[question])
        case Not(part):
            return not holds(part, answers)
        case Every(parts):
            return all(holds(part, answers) for part in parts)
        case Some(parts):
            return any(holds(part, answers) for part in parts)


def applies(row: Row, rows: tuple[Row, ...]) -> Formula:
    """When this row applies, among the rows that are valid on the same day (in the order of the table)."""
    if row.otherwise:
        return Not(some(applies(one, rows) for one in _before(row, rows)))
    asked = [_asked(one) for one in row.when]
    return every([*asked, some(_asked(one) for one in row.any)] if row.any else asked)


def counts(row: Row, rows: tuple[Row, ...], hit: Hit) -> Formula:
    """When this row applies and counts: in a table of which the first counts, no earlier row applies."""
    if hit is Hit.COLLECT:
        return applies(row, rows)
    return every([applies(row, rows), Not(some(applies(one, rows) for one in _before(row, rows)))])


def _before(row: Row, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """By place, not by value: two rows may be alike."""
    return rows[: next(place for place, one in enumerate(rows) if one is row)]


def _asked(one: Condition) -> Found:
    return Found(one.question, frozenset(one.accepted))
