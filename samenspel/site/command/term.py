# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""`samenspel term ID START`: when one term falls due, with the steps that a jurist can follow. Needs no database.

Rule 1: a start without offset is Dutch time. Where a clock change makes it doubtful, the steps say what was taken.
Rule 2: a term is never guessed: without a time of day, only a term in days is calculated.
"""

import argparse
import json
import re
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from samenspel.rules.clocks import Clock, ClockRule, Due, due, extended, register
from samenspel.rules.clocks.counting import Span, following
from samenspel.rules.clocks.register import Count, How
from samenspel.rules.clocks.wording import CLOCKS, say_day, say_end
from samenspel.rules.datafiles import did_you_mean
from samenspel.rules.workdays import AMSTERDAM, end_of, local_day

WRONG_INPUT = 2
_IN_DAYS = (Clock.CALENDAR_DAYS, Clock.WORKING_DAYS, Clock.ATW_DAYS, Clock.ASAP)
_YEARS = range(1950, 2201)
# What the law lets repeat without end (a postponement) is not calculated further than this.
_MOST = 100
_END_OF_DAY = re.compile(r"[T ]24[:.]00([:.]00)?$")


class WrongInput(ValueError):
    """What was asked cannot be calculated; the message says why, in Dutch."""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("term", help="reken na wanneer een termijn afloopt, stap voor stap")
    parser.add_argument("id", metavar="ID", help="de termijn, zoals DL-03 (docs/generated/termijnen.md)")
    parser.add_argument(
        "start",
        nargs="+",
        metavar="START",
        help="het begin: Nederlandse tijd (2026-02-06 21:40), of met een afwijking (2026-02-06T20:40Z)",
    )
    parser.add_argument(
        "--variant", metavar="VORM", help="een andere vorm van de termijn, zoals lang of spoed"
    )
    parser.add_argument(
        "--extended", type=int, default=0, metavar="KEER", help="zo vaak verlengd, telkens met het maximum"
    )
    parser.add_argument(
        "--pause",
        nargs=2,
        action="append",
        default=[],
        metavar=("VAN", "TOT"),
        help="van VAN tot TOT stond de termijn stil; mag vaker",
    )
    parser.add_argument("--json", action="store_true", help="schrijf één JSON-object")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Returns 0, or 2 for wrong input (told on stderr)."""
    try:
        begin, row, found = calculate(
            asked.id, " ".join(asked.start), asked.variant, asked.extended, asked.pause
        )
    except WrongInput as error:
        sys.stderr.write(f"samenspel: {error}\n")
        return WRONG_INPUT
    as_object = as_json(row, begin, found) if asked.json else None
    told = json.dumps(as_object, ensure_ascii=False, indent=2) if as_object else tell(row, begin, found)
    sys.stdout.write(told + "\n")
    return 0


def calculate(
    id: str, start: str, variant: str | None = None, times: int = 0, pauses: Sequence[Sequence[str]] = ()
) -> tuple[datetime, ClockRule, Due]:
    """The start in UTC, the row of the register, and when the term falls due with every step. Errors: WrongInput."""
    try:
        begin, remarks = _moment(start)
        row = _row(id, local_day(begin))
        count = _count(row, variant)
        if _only_a_day(start):
            begin = _within(row, count, begin)
        spans, doubts = _spans(pauses)
        first = due(row, begin, variant=variant, pauses=spans)
        terms = [first, *_extensions(row, variant, first, times, spans)]
    except WrongInput:
        raise
    except ValueError as error:  # what the rules refuse, in the words of the rules
        raise WrongInput(str(error)) from error
    steps = (*remarks, *doubts, *(step for term in terms for step in term.steps))
    last = terms[-1]
    return begin, row, Due(last.rule, last.start, last.due, last.clock, last.basis, steps)


def as_json(row: ClockRule, begin: datetime, found: Due) -> dict[str, Any]:
    """The calculation for a program: moments in UTC, the basis as one text."""
    return {
        "id": row.id,
        "start": _utc(begin),
        "due": _utc(found.due),
        "clock": found.clock.value,
        "basis": _basis(found, begin),
        "steps": list(found.steps),
    }


def tell(row: ClockRule, begin: datetime, found: Due) -> str:
    """The calculation for people."""
    lines = [
        f"{row.id} {row.name}",
        f"Uiterlijk   {say_end(found.due)}",
        f"Telling     {found.clock.value}: {CLOCKS[found.clock]}",
        f"Grondslag   {_basis(found, begin)}",
        *([f"Let op      {row.note}"] if row.note else []),
        "",
        *(f"{number:>2}. {step}" for number, step in enumerate(found.steps, start=1)),
    ]
    return "\n".join(lines)


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _basis(found: Due, begin: datetime) -> str:
    """The source, with the law as it was on the day of the start; says so when an expert must still confirm it."""
    source = found.basis
    law = f" ({source.jci}&g={local_day(begin)})" if source.jci else ""
    return f"{source.text}{law}{'; nog te bevestigen' if source.verify else ''}"


# Which term


def _row(id: str, day: date) -> ClockRule:
    """The row of that id on that day; "dl-3" and "3" mean DL-03."""
    number = re.fullmatch(r"(?:DL)?[- ]?0*(\d+)", id.strip().upper())
    wanted = f"DL-{int(number[1]):02}" if number else id.strip().upper()
    table = register()
    versions = [row for row in table.rules if row.id == wanted]
    if not versions:
        known = [row.id for row in table.rules]
        hint = did_you_mean(wanted, known)
        raise WrongInput(f"termijn {id} bestaat niet{hint}; er zijn {known[0]} tot en met {known[-1]}")
    held = [row for row in versions if row.validity.holds_on(day)]
    if not held:
        raise WrongInput(
            f"{wanted} geldt pas vanaf {say_day(versions[0].validity.since)}, niet op {say_day(day)}"
        )
    return held[0]


def _count(row: ClockRule, variant: str | None) -> Count:
    if variant is None or variant in row.variants:
        return row.counting(variant)
    if not row.variants:
        raise WrongInput(f"{row.id} heeft geen andere vormen")
    hint = did_you_mean(variant, list(row.variants))
    raise WrongInput(f"{row.id} heeft geen vorm {variant!r}{hint}; wel: {', '.join(row.variants)}")


def _extensions(
    row: ClockRule, variant: str | None, first: Due, times: int, pauses: Sequence[Span]
) -> list[Due]:
    """The terms after each extension. A postponement of what must be told (DL-06) is a term of its own."""
    if not 0 <= times <= _MOST:
        raise WrongInput(f"--extended telt hoe vaak er verlengd is: 0 tot en met {_MOST}")
    found = [first]
    if times and row.how is How.OTHERS_DATA:
        postponed = next(rule for rule in register().on(local_day(first.start)) if rule.how is How.POSTPONED)
        for _ in range(times):
            found.append(following(postponed, found[-1]))
        return found[1:]
    _may_be_extended(row, variant, times)
    for _ in range(times):
        found.append(extended(row, first.start, found[-1], None, pauses))
    return found[1:]


def _may_be_extended(row: ClockRule, variant: str | None, times: int) -> None:
    if not times:
        return
    if row.extension is None:
        raise WrongInput(f"{row.id} kent geen verlenging")
    if row.extension.variant != variant:
        which = f"de vorm {row.extension.variant}" if row.extension.variant else "de gewone vorm"
        raise WrongInput(f"van {row.id} is alleen {which} te verlengen")
    if times > row.extension.most:
        raise WrongInput(f"{row.id} is ten hoogste {row.extension.most} keer te verlengen")


# Which moment


def _moment(text: str) -> tuple[datetime, tuple[str, ...]]:
    """The moment in UTC, and a remark where a clock change makes it doubtful."""
    text = text.strip()
    at_midnight = _END_OF_DAY.search(text)
    try:
        read = datetime.fromisoformat(text[: at_midnight.start()] if at_midnight else text)
    except ValueError:
        raise WrongInput(
            f"{text!r} is geen moment; schrijf bijvoorbeeld 2026-02-06 21:40 of 2026-02-06T21:40+01:00"
        ) from None
    if read.year not in _YEARS:
        raise WrongInput(f"{text!r}: het jaar ligt niet van {_YEARS[0]} tot en met {_YEARS[-1]}")
    if at_midnight:
        return end_of(read.date()), ()
    if read.tzinfo is not None:
        return read.astimezone(UTC), ()
    return _dutch(read)


def _dutch(read: datetime) -> tuple[datetime, tuple[str, ...]]:
    """Dutch wall time in UTC; the first of two moments with that time, or the same distance after a gap."""
    local = read.replace(tzinfo=AMSTERDAM)
    first, second = local.astimezone(UTC), local.replace(fold=1).astimezone(UTC)
    if first == second:
        return first, ()
    day = say_day(read.date())
    shown = first.astimezone(AMSTERDAM).replace(tzinfo=None)
    if shown != read:
        return first, (
            f"Let op: {read:%H.%M} uur bestaat niet op {day}: de klok gaat dan van 02.00 naar 03.00 uur. "
            f"Gerekend is met {shown:%H.%M} uur.",
        )
    return first, (
        f"Let op: {read:%H.%M} uur komt twee keer voor op {day}: de klok gaat dan van 03.00 terug naar 02.00 uur. "
        f"Gerekend is met de eerste keer (zomertijd); de tweede keer is {read.isoformat(timespec='minutes')}+01:00.",
    )


def _only_a_day(text: str) -> bool:
    return re.fullmatch(r"\d{4}-\d\d-\d\d", text.strip()) is not None


def _within(row: ClockRule, count: Count, begin: datetime) -> datetime:
    """A start of which only the day is known: enough for a term in days, and for no other."""
    if count.clock not in _IN_DAYS or count.from_moment:
        raise WrongInput(f"{row.id} telt vanaf het moment zelf: geef ook een tijd, zoals 2026-02-06 21:40")
    return end_of(local_day(begin)) if row.after_end else begin


def _spans(pauses: Sequence[Sequence[str]]) -> tuple[list[Span], list[str]]:
    """The pauses in UTC, and the remarks about their ends."""
    spans, remarks = [], []
    for since, until in pauses:
        (begin, doubt), (end, another) = _moment(since), _moment(until)
        if end <= begin:
            raise WrongInput(f"een pauze eindigt na haar begin; {until!r} ligt niet na {since!r}")
        spans.append((begin, end))
        remarks += [*doubt, *another]
    return spans, remarks
