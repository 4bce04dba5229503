# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""`python -m bench.evaluation`: how long it takes to judge one family by all the rules, with the whole trace.

One picture of thirty events, in which half of the tables find something: the routekaart, every row of every table
with its answers, the phase, the breaches and the alarms. No database. Twenty-five rounds, of which the quietest
counts: what else this machine does is no part of the work. `--write` keeps the figure.
"""

import argparse
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import median, quantiles
from typing import Any

from bench.progress import commit
from samenspel.rules import safety, stories
from samenspel.rules.facts import Picture
from samenspel.rules.ruleset import national
from tools.figures import machine, record

EVENTS, ROUNDS, TIMES = 30, 25, 80
FAMILY = {
    "V": {"born": "1990"},
    "P": {"born": "1985"},
    "K": {"born": "2016-05-01"},
    "B": {"born": "2023-11-01"},
}
TIES = (("P", "V", "ex_partner"), ("V", "K", "ouder"), ("V", "B", "ouder"), ("P", "B", "ouder"))
# What happens, over and over, until there are thirty.
STORY: tuple[dict[str, Any], ...] = (
    {
        "kind": "incident",
        "by": "POL",
        "about": {"slachtoffer": ["V"], "pleger": ["P"], "getuige": ["K"]},
        "facts": {"threat_level": "risico_op_gevaar", "weapons": "ander", "stalking_indicators": 2},
    },
    {"kind": "report", "by": "POL", "incident": "1"},
    {"kind": "contact", "by": "VT", "person": "K", "alone": True},
    {"kind": "assessment", "by": "POL", "instrument": "SASH", "outcome": "matig"},
    {"kind": "measure", "by": "GEM", "code": "B01", "person": "P", "protects": ["V"]},
    {
        "kind": "signal",
        "by": "ONDW",
        "facts": {"child_harm": {"K": "vermoeden_psychisch"}, "care_running": True},
    },
    {"kind": "breach", "by": "POL", "of": "B01", "danger": True},
    {"kind": "suspect", "by": "POL", "person": "P", "status": "aangehouden"},
    {
        "kind": "moment",
        "by": "OM",
        "moment": "zsm",
        "present": ["OM", "POL", "VT"],
        "decisions": ["release_with_509hh"],
    },
    {"kind": "agreement", "by": "VT", "id": "a1", "person": "P", "title": "omgang"},
)


@dataclass(frozen=True, slots=True)
class Speed:
    """Of one judgement in the quietest round, in milliseconds; `cpu_p50` leaves out the time that it had to wait."""

    p50: float
    p95: float
    cpu_p50: float
    tables: int
    rows: int


def family() -> Picture:
    """Thirty events about four persons."""
    events = [STORY[number % len(STORY)] for number in range(EVENTS)]
    return stories.picture(events, FAMILY, TIES)


def measure(times: int = TIMES) -> Speed:
    """Judge the same picture so many times in every round, each from nothing."""
    picture = family()
    now, rules = stories.last(picture), national()
    route, _ = safety.judge(picture, now, rules)
    rounds = [
        [_taken(lambda: safety.judge(picture, now, rules)) for _ in range(times)] for _ in range(ROUNDS)
    ]
    walls, cpus = zip(*min(rounds, key=lambda one: median(wall for wall, _ in one)), strict=True)
    rows = sum(len(trace.rows) for trace in route.trace.values())
    return Speed(median(walls), quantiles(walls, n=20)[-1], median(cpus), len(route.trace), rows)


def _taken(work: Callable[[], object]) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.thread_time()
    work()
    return (time.perf_counter() - wall) * 1000, (time.thread_time() - cpu) * 1000


def line(found: Speed) -> str:
    """For a reader."""
    return (
        f"een zaak beoordelen               p50 {found.p50:8.2f} ms   p95 {found.p95:6.2f} ms   "
        f"({EVENTS} gebeurtenissen, {found.tables} tabellen, {found.rows} rijen, met alle redenen)"
    )


def values(found: Speed) -> dict[str, int | float | str]:
    """As the figure keeps it."""
    return {
        "command": "python -m bench.evaluation",
        "commit": commit(),
        "events": EVENTS,
        "tables": found.tables,
        "rows": found.rows,
        "p50_ms": round(found.p50, 2),
        "p95_ms": round(found.p95, 2),
        "cpu_p50_ms": round(found.cpu_p50, 2),
    }


def main() -> int:
    """Prints the line; with --write keeps the figure."""
    parser = argparse.ArgumentParser(prog="python -m bench.evaluation")
    parser.add_argument("--times", type=int, default=TIMES)
    parser.add_argument("--write", action="store_true", help="bewaar het cijfer")
    asked = parser.parse_args()
    found = measure(asked.times)
    print(f"{machine()}, commit {commit()}")
    print(line(found))
    if asked.write:
        record("evaluation", values(found), now=datetime.now(UTC))
    return 0


if __name__ == "__main__":
    sys.exit(main())
