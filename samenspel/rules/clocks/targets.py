# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The own targets of a region, within the terms that law and national agreement set.

Rule 1: a target changes nothing about its term: when that falls due, and whether it was met, is judged by the term.
Rule 2: whoever has to be told what to aim at hears the earlier of the two, and hears of both.
"""

from dataclasses import replace
from datetime import datetime

from samenspel.rules.clocks.counting import Due, due
from samenspel.rules.clocks.register import ClockRule, Register, register
from samenspel.rules.clocks.wording import say_end
from samenspel.rules.workdays import local_day


def aim(
    rule: str | ClockRule, start: datetime, *, variant: str | None = None, known: Register | None = None
) -> Due:
    """By when to be ready: the region's own target where that is earlier, else the term. Errors as `due`."""
    return target(rule, start, variant=variant, known=known) or due(rule, start, variant=variant, known=known)


def target(
    rule: str | ClockRule, start: datetime, *, variant: str | None = None, known: Register | None = None
) -> Due | None:
    """The region's own target for a term that starts at `start`; None when it has none that is earlier."""
    table = known or register()
    row = table.rule(rule, local_day(start)) if isinstance(rule, str) else rule
    count = table.targets.get((row.id, variant))
    if count is None:
        return None
    own = due(replace(row, count=count), start, known=table)
    term = due(row, start, variant=variant, known=table)
    if own.due >= term.due:
        return None
    text = f"Dit is een eigen streeftijd van de regio. De landelijke termijn eindigt op {say_end(term.due)}."
    return replace(own, steps=(*own.steps, text))
