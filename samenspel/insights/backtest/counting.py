# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many differences as numbers that tell nobody anything about one family.

Rule 1: a cell counts cases, not differences, and fewer than five is never told apart from none: whoever writes a rule
that fits one family could else ask about that family.
Rule 2: what is five or more is rounded to a multiple of five, so that two counts that differ by one case do not tell
about that case either.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from samenspel.insights.backtest.comparing import Change, Kind
from samenspel.rules.routekaart import Moment

LEAST = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """About how many cases; None for fewer than five."""

    about: int | None

    def __str__(self) -> str:
        return f"<{LEAST}" if self.about is None else f"± {self.about}"


@dataclass(frozen=True, slots=True)
class Counted:
    """Per moment and kind of difference, in about how many of `cases` it shows."""

    cases: Cell
    cells: dict[tuple[Moment, Kind], Cell]


def count(changes: Iterable[tuple[Change, ...]]) -> Counted:
    """The differences of every case, one tuple per case, also where there were none."""
    found: Counter[tuple[Moment, Kind]] = Counter()
    cases = 0
    for each in changes:
        cases += 1
        found.update({(change.moment, change.kind) for change in each})
    cells = {(moment, kind): rounded(found[moment, kind]) for moment in Moment for kind in Kind}
    return Counted(rounded(cases), cells)


def rounded(cases: int) -> Cell:
    """To the nearest multiple of five, and nothing at all below five."""
    return Cell(None) if cases < LEAST else Cell((cases + LEAST // 2) // LEAST * LEAST)
