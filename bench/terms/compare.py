# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Both calculations beside each other, and what they came across together."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from bench.terms.pairs import Pair, forms, free_days, leap_days, nights
from samenspel.rules.clocks import due, extended, register
from samenspel.rules.clocks.counting import following
from samenspel.rules.clocks.wording import say_end
from samenspel.rules.workdays import local_day
from tests.rules.oracle_terms import PAUSED, POSTPONED, Seen, at_wall, expected, wall

# Where the clock jumps, on the wall.
_CHANGE = timedelta(hours=2)
_NIGHT = timedelta(hours=3)


@dataclass
class Compared:
    """How many pairs were calculated twice, how often each interesting thing was met, and what differed."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def ours(pair: Pair) -> datetime:
    """When the rules say that the term falls due."""
    row = register().rule(pair.rule, local_day(pair.start))
    until = None if pair.extended else pair.until
    found = due(row, pair.start, variant=pair.variant, until=until, pauses=pair.pauses)
    for turn in range(1, pair.extended + 1):
        if pair.rule in POSTPONED:
            found = following(register().rule("DL-07", local_day(pair.start)), found)
        else:
            until = pair.until if turn == pair.extended else None
            found = extended(row, pair.start, found, until, pair.pauses)
    return found.due


def compare(pairs: Iterable[Pair]) -> Compared:
    """Calculate all of them twice."""
    found, seen = Compared(), Seen()
    for pair in pairs:
        here = ours(pair)
        there = expected(
            pair.rule,
            pair.variant,
            pair.start,
            seen,
            extended=pair.extended,
            pauses=pair.pauses,
            until=pair.until,
        )
        if here != there:
            found.faults.append(f"{pair}: {say_end(here)}, en volgens het orakel {say_end(there)}")
        found.counts.update(_met(pair, there))
    found.counts.update({f"vrije dag {day}": times for day, times in seen.skipped.items()})
    return found


def _met(pair: Pair, end: datetime) -> Iterable[str]:
    """What of interest lies in the start and the end of one pair."""
    yield f"vorm {pair.form}"
    if pair.until is not None:
        yield "vastgelegd einde"
    first, last = wall(pair.start), wall(end - timedelta.resolution)
    if first.date() in _LEAP:
        yield f"begin op {first.date()}"
    if last.date() in _LEAP:
        yield f"einde op {last.date()}"
    if first.date() in _NIGHTS and first.time() < (datetime.min + _NIGHT).time():
        yield f"begin in de nacht van {first.date()}"
    for night in _between(first.date(), last.date()):
        change = at_wall(datetime.combine(night, datetime.min.time())) + _CHANGE
        if pair.start < change < end:
            yield f"over de nacht van {night}"


_LEAP, _NIGHTS = leap_days(), nights()
_IN_ORDER = sorted(_NIGHTS)


def _between(first: date, last: date) -> list[date]:
    return [night for night in _IN_ORDER if first <= night <= last]


def wanted() -> list[str]:
    """Everything that a comparison must have come across."""
    named = [f"vorm {Pair(*form[:2], datetime.min, form[2]).form}" for form in forms()]
    named += [
        f"vorm {Pair(*form[:2], datetime.min, form[2], _ANY).form}" for form in forms() if form[0] in PAUSED
    ]
    named += ["vastgelegd einde", *(f"vrije dag {day}" for day in sorted(free_days()))]
    named += [f"{what} op {day}" for day in sorted(_LEAP) for what in ("begin", "einde")]
    return named + [f"{what} de nacht van {day}" for day in _IN_ORDER for what in ("begin in", "over")]


_ANY = ((datetime.min, datetime.min),)


def missed(counts: Counter[str]) -> list[str]:
    """What the comparison never came across: it proves nothing about that."""
    return [f"nooit geraakt: {name}" for name in wanted() if not counts[name]]
