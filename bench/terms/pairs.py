# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which terms are calculated twice: a rule in one of its forms, and a start from 2020 up to 2040.

An opening visits all days of which something may go wrong; after that, half of the starts lie near one of them.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from tests.rules.oracle_terms import (
    AFTER_AN_END,
    EQUATED,
    EXTENSIONS,
    PAUSED,
    POSTPONED,
    TERMS,
    Spans,
    holidays_of,
)

YEARS = range(2020, 2041)
FIRST, LAST = date(2020, 1, 1), date(2040, 12, 31)
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
DAY_AND_NIGHT = 24 * 60
# How often what has no limit in the law is tried at most.
POSTPONEMENTS = 4
# A form of each kind of clock: every interesting day is tried with all of these.
STEADY = (
    ("DL-01", None),
    ("DL-03", None),
    ("DL-04", None),
    ("DL-12", "lang"),
    ("DL-18", None),
    ("DL-30", None),
    ("DL-39", None),
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A term in one form, and its start. Moments are in UTC; `extended` is how often, the rest as in `due`."""

    rule: str
    variant: str | None
    start: datetime
    extended: int = 0
    pauses: Spans = ()
    until: datetime | None = None

    @property
    def form(self) -> str:
        """The rule with what was asked of it, as in "DL-16 gevangenhouding, 2 × verlengd, pauze"."""
        parts = [f"{self.rule} {self.variant or ''}".strip()]
        parts += [f"{self.extended} × verlengd"] if self.extended else []
        parts += ["pauze"] if self.pauses else []
        return ", ".join(parts)


def last_sunday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - ((last.weekday() + 1) % 7) * DAY


def free_days() -> frozenset[date]:
    """Every holiday and every equated day of these years."""
    equated = {date.fromisoformat(day) for day in EQUATED}
    return frozenset({day for year in YEARS for day in holidays_of(year)} | equated)


def nights() -> frozenset[date]:
    """The days on which the clock changes."""
    return frozenset(last_sunday(year, month) for year in YEARS for month in (3, 10))


def leap_days() -> frozenset[date]:
    return frozenset(date(year, 2, 29) for year in YEARS if year % 4 == 0)


def interesting() -> tuple[date, ...]:
    """All of those, and the days around the end of February."""
    edges = {date(year, month, day) for year in YEARS for month, day in ((2, 28), (3, 1))}
    return tuple(sorted(free_days() | nights() | leap_days() | edges))


def forms() -> tuple[tuple[str, str | None, int], ...]:
    """Every rule with every variant and every number of extensions."""
    most = {key: most for key, (_, _, _, most) in EXTENSIONS.items()}
    most |= {(rule, None): POSTPONEMENTS for rule in POSTPONED}
    return tuple((*key, times) for key in TERMS for times in range(most.get(key, 0) + 1))


def pairs(number: int, seed: int) -> Iterator[Pair]:
    """So many pairs, the same for the same seed: any form, from any day."""
    chance = random.Random(seed)
    days, known, span = interesting(), forms(), (LAST - FIRST).days + 1
    for _ in range(number):
        near = chance.random() < 0.5
        day = (
            chance.choice(days) - chance.randrange(8) * DAY if near else FIRST + chance.randrange(span) * DAY
        )
        yield _anything(chance, *chance.choice(known), _moment(chance, day))


def opening(seed: int) -> Iterator[Pair]:
    """Every interesting day in every kind of clock, and every quarter of an hour in which the clock may change."""
    chance = random.Random(seed)
    for day in interesting():
        for rule, variant in STEADY:
            yield Pair(rule, variant, _moment(chance, day - chance.randrange(2) * DAY))
        for before in (1, 5):
            yield Pair("DL-04", None, _at(day - before * DAY, 12 * 60))
        yield Pair("DL-39", None, _at(day, 12 * 60))
        yield Pair("DL-41", None, _at(day, 12 * 60))
    for day in sorted(nights()):
        for minute in range(0, 180, 15):
            yield Pair("DL-01", None, _at(day, minute))
            yield Pair("DL-12", None, _at(day, minute))


def _at(day: date, minute: int) -> datetime:
    """That minute of that day in UTC, but never before the first day."""
    return datetime.combine(max(day, FIRST), time(), UTC) + minute * MINUTE


def _moment(chance: random.Random, day: date) -> datetime:
    """Mostly on a multiple of five minutes, so that the slow calculation takes long steps; now and then on any."""
    any_minute = chance.random() < 0.02
    minute = chance.randrange(DAY_AND_NIGHT) if any_minute else 5 * chance.randrange(DAY_AND_NIGHT // 5)
    return _at(day, minute)


def _anything(chance: random.Random, rule: str, variant: str | None, extended: int, start: datetime) -> Pair:
    if rule in AFTER_AN_END and chance.random() < 0.3:  # midnight in Amsterdam, in winter or in summer
        start = start.replace(hour=chance.choice((22, 23)), minute=0)
    spans: Spans = ()
    if rule in PAUSED and chance.random() < 0.5:
        spans = tuple(_span(chance, start) for _ in range(chance.randrange(1, 4)))
    until = None
    if rule not in POSTPONED and chance.random() < 0.1:
        until = start + chance.randrange(-2, 60 * (extended + 1)) * DAY + chance.randrange(288) * 5 * MINUTE
    return Pair(rule, variant, start, extended, spans, until)


def _span(chance: random.Random, start: datetime) -> tuple[datetime, datetime]:
    """A pause of up to twelve days, mostly of whole hours; it may begin before the term or after its end."""
    unit = 5 if chance.random() < 0.05 else 60
    day = DAY_AND_NIGHT // unit
    begin = start + chance.randrange(-day, 100 * day) * unit * MINUTE
    return begin, begin + chance.randrange(1, 12 * day) * unit * MINUTE
