# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether a change can be seen at all: what nobody can ever see is no fault."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from samenspel.rules.clocks import ClockRule, due
from samenspel.rules.clocks.register import Count, Pattern
from samenspel.rules.proofs.logic import Every, Formula, Not, Some, counts
from samenspel.rules.proofs.situations import Situations
from samenspel.rules.tables import Row, Table
from samenspel.rules.workdays import at_local

DAY = date(2026, 6, 1)


def table_differs(before: Table, after: Table) -> bool:
    """Whether in some situation other rows count, or a row that counts says something else."""
    formulas = list(_differences(before, after))
    if not formulas:
        return False
    every = Some(tuple(formulas))
    return Situations([every]).possible(every)


def _differences(before: Table, after: Table) -> Iterator[Formula]:
    old, new = _when_each_counts(before), _when_each_counts(after)
    for ident in {**old, **new}:
        if ident not in old or ident not in new:
            yield (old.get(ident) or new[ident])[1]
            continue
        (was, then), (row, now) = old[ident], new[ident]
        if then != now:
            yield Some((Every((then, Not(now))), Every((now, Not(then)))))
        if _says(was) != _says(row):
            yield Every((then, now))


def _when_each_counts(table: Table) -> dict[str, tuple[Row, Formula]]:
    rows = table.on(DAY)
    return {row.id: (row, counts(row, rows, table.hit)) for row in rows}


def _says(row: Row) -> tuple[object, ...]:
    return dict(row.then), row.text, row.source


def count_differs(rule: ClockRule, before: Count, after: Count) -> bool:
    """Whether from some start the term ends at another moment."""
    return any(_end(rule, before, start) != _end(rule, after, start) for start in _starts())


def _end(rule: ClockRule, count: Count, start: datetime) -> datetime:
    return due(replace(rule, count=count, variants={}), start).due


def _starts() -> Iterator[datetime]:
    """Some hours of every day of a year."""
    first = at_local(date(2026, 1, 1))
    return (first + timedelta(hours=7 * number) for number in range(1250))


def means_less(patterns: tuple[Pattern, ...], dropped: Pattern) -> bool:
    """Whether something that this pattern means is meant by none of the others."""
    return not any(_covers(other, dropped) for other in patterns if other is not dropped)


def _covers(wide: Pattern, narrow: Pattern) -> bool:
    by = not wide.by or (bool(narrow.by) and narrow.by <= wide.by)
    values = all(name in narrow.values and narrow.values[name] <= said for name, said in wide.values.items())
    refused = all(said <= narrow.refused.get(name, frozenset()) for name, said in wide.refused.items())
    return wide.kind is narrow.kind and by and values and refused
