# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The ruleset that is being proved, its tables on each day on which they differ, and what a proof finds.

Everything is derived once; a proof takes the `Book` and yields what does not hold.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from samenspel.rules import conditions
from samenspel.rules.conditions.dependencies import SEVERAL
from samenspel.rules.law import Validity
from samenspel.rules.proofs.expected import expected
from samenspel.rules.proofs.logic import ALWAYS, Formula, Found, applies, counts, literals
from samenspel.rules.proofs.situations import Situations
from samenspel.rules.proofs.wording import say_situation
from samenspel.rules.ruleset import Ruleset
from samenspel.rules.tables import Hit, Row, Table

BEGINS = date(2015, 1, 1)
"""Veilig Thuis exists from this day on (Wmo 2015); the tables are asked about nothing earlier."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Where something does not hold, and the Dutch sentence that shows it."""

    text: str
    table: str = ""
    row: str = ""


class Page:
    """One table as it is in one stretch of time: its rows, when each counts, and the situations they tell apart."""

    def __init__(self, table: Table, day: date) -> None:
        self.table, self.day = table, day
        self.rows = table.on(day)
        self.hit: Hit = table.hit
        self._known: dict[Formula, bool] = {}
        self._counts: dict[int, Formula] = {}

    def formula(self, row: Row) -> Formula:
        """When the row applies and counts."""
        if id(row) not in self._counts:
            self._counts[id(row)] = counts(row, self.rows, self.hit)
        return self._counts[id(row)]

    def applies(self, row: Row) -> Formula:
        if self.hit is Hit.COLLECT:
            return self.formula(row)
        return applies(row, self.rows)

    def possible(self, formula: Formula) -> bool:
        if formula not in self._known:
            self._known[formula] = self._over(formula).possible(formula)
        return self._known[formula]

    def example(self, formula: Formula) -> str | None:
        """The situation that says least in which the formula holds, in Dutch; None if there is none."""
        if not self.possible(formula):
            return None
        situations = self._over(formula)
        answers = situations.smallest(formula)
        # What the formula does not ask and yet differs, follows from what it asks.
        return (
            None if answers is None else say_situation(answers, {one.question for one in literals(formula)})
        )

    @property
    def count(self) -> int:
        """How many situations were gone through one by one."""
        return sum(one.count for one in self._kept)

    def _over(self, formula: Formula) -> Situations:
        """Those that the rows tell apart; wider ones where the formula asks what no row asks."""
        for one in self._kept:
            if one.tells_apart(formula):
                return one
        self._kept.append(Situations([*self._parts, formula]))
        return self._kept[-1]

    @cached_property
    def _parts(self) -> list[Formula]:
        return [*map(self.applies, self.rows), *_single(self.rows), expected(self.table.id).given or ALWAYS]

    @cached_property
    def _kept(self) -> list[Situations]:
        return [Situations(self._parts)]


def _single(rows: Iterable[Row]) -> Iterator[Formula]:
    """Each accepted answer by itself, where several can be found at once: which of them is found matters then."""
    for row in rows:
        for one in (*row.when, *row.any):
            asked = conditions.question(one.question)
            if asked and asked.name in SEVERAL:
                yield from (Found(one.question, frozenset({value})) for value in one.accepted)


@dataclass
class Book:
    """What is proved: a ruleset, and for a region's variant the rules that it may not weaken."""

    rules: Ruleset
    base: Ruleset | None = None

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Every table in every stretch of time in which its rows stay the same."""
        return tuple(page for table in self.rules.tables.values() for page in pages(table))

    def of(self, table: str) -> Iterator[Page]:
        return (page for page in self.pages if page.table.id == table)

    def row_count(self) -> int:
        return sum(len(table.rows) for table in self.rules.tables.values())

    def situation_count(self) -> int:
        return sum(page.count for page in self.pages)


@dataclass(frozen=True, eq=False)
class _Same:
    """This very table: most tables of a variant are those of the country, and what was proved of them stays so."""

    table: Table

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.table is other.table

    def __hash__(self) -> int:
        return id(self.table)


def pages(table: Table) -> tuple[Page, ...]:
    """The table in each stretch of time."""
    return _pages(_Same(table))


@lru_cache(maxsize=64)
def _pages(same: _Same) -> tuple[Page, ...]:
    return tuple(Page(same.table, day) for day in turns(row.validity for row in same.table.rows))


def page_on(table: Table, day: date) -> Page:
    """The table as it is on that day, from `BEGINS` on."""
    return [page for page in pages(table) if page.day <= day][-1]


def turns(validities: Iterable[Validity]) -> list[date]:
    """The first day of every stretch of time in which the same rows are valid, from `BEGINS` on."""
    days = {BEGINS}
    for one in validities:
        days |= {day for day in (one.since, one.until) if day and day > BEGINS}
    return sorted(days)
