# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long an own target is: counted as its term is, and nowhere longer."""

from collections.abc import Mapping

from samenspel.rules.clocks.counting import say_span
from samenspel.rules.clocks.register import UNITS, Clock, ClockRule, Count, Nature
from samenspel.rules.datafiles import Block

_HOURS = ("hours",)
_TIME = ("months", "weeks", "days", "hours", "minutes")
_DAYS = ("years", "months", "weeks", "days")
# Which units a clock counts; another one would be read and do nothing.
_COUNTED: Mapping[Clock, tuple[str, ...]] = {
    Clock.HOURS: _TIME,
    Clock.PENAL: _TIME,
    Clock.IMMEDIATE: _TIME,
    Clock.HELD_FOR_INQUIRY: _HOURS,
    Clock.WORKING_DAYS: ("days",),
    Clock.CALENDAR_DAYS: _DAYS,
    Clock.ATW_DAYS: _DAYS,
    Clock.ASAP: _DAYS,
}
# The shortest and the longest that a unit can be, in minutes. Where hours are counted, a month is thirty days.
_DAY = 24 * 60
_LENGTHS = {
    "years": (365 * _DAY, 366 * _DAY),
    "months": (28 * _DAY, 31 * _DAY),
    "weeks": (7 * _DAY, 7 * _DAY),
    "days": (_DAY, _DAY),
    "hours": (60, 60),
    "minutes": (1, 1),
}
_IN_HOURS = _LENGTHS | {"months": (30 * _DAY, 30 * _DAY)}


def read_within(block: Block, rule: ClockRule, variant: str | None) -> Count:
    """The cell `within` of a target; what is wrong with it is noted."""
    term = rule.counting(variant if variant in rule.variants else None)
    part = block.part("within")
    clock = part.choice("clock", [*Clock], term.clock)
    amounts = {unit: part.number(unit, 0) for unit in UNITS}
    own = Count(term.clock, from_moment=term.from_moment, desk=term.desk, not_after=term.not_after, **amounts)
    part.finish()
    if rule.nature is Nature.LIMIT:
        block.problem("term", f"{rule.id} is een grens: die eindigt vanzelf en kent geen streeftijd")
    if clock in [*Clock] and clock != term.clock:
        part.problem("clock", f"{rule.id} telt in {term.clock}, niet in {clock}")
    elif not _is_length(part, own):
        block.problem("within", "een streeftijd is ten minste één getal, en nooit negatief")
    elif longer(own, term):
        block.problem("within", f"is langer dan de landelijke termijn ({say_span(term)})")
    return own


def _units(count: Count) -> tuple[str, ...]:
    return _HOURS if count.desk else _COUNTED[count.clock]


def _is_length(part: Block, own: Count) -> bool:
    units = _units(own)
    for unit in UNITS:
        if part.has(unit) and unit not in units:
            part.problem(unit, f"telt bij deze termijn niet; kies uit {', '.join(units)}")
    amounts = [getattr(own, unit) for unit in units]
    same_day = part.has("days") and "hours" not in units
    return min(amounts) >= 0 and (any(amounts) or same_day)


def longer(own: Count, term: Count) -> bool:
    """Whether a length is longer than another one of the same clock, from some start."""
    if all(getattr(own, unit) <= getattr(term, unit) for unit in UNITS):
        return False
    return _minutes(own, 1) > _minutes(term, 0)


def _minutes(count: Count, most: int) -> int:
    lengths = _IN_HOURS if "hours" in _units(count) else _LENGTHS
    return sum(getattr(count, unit) * lengths[unit][most] for unit in UNITS)
