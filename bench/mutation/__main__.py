# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""`make prove mutation`: change every expression of four parts of the rules, one at a time; the tests must notice.

`python -m bench.mutation clocks` does one part. It may be stopped at any time and goes on where it was.
"""

import os
import sys
import time
from datetime import UTC, datetime

from bench.mutation import tree
from bench.mutation.verdict import FILE, Outcome, explanations, judge
from bench.progress import commit, tell
from tools.figures import Value, record

FOLDERS = ("clocks", "sharing", "safety", "routekaart")
LEAST = 95.0
PROCESSES = int(os.environ.get("PROCESSES", "2"))


def main(asked: list[str]) -> int:
    """Returns 0 when at least 95 % was killed of each part and everything else is explained; 1 when not."""
    wanted = [folder for folder in FOLDERS if folder in asked or not asked]
    tree.prepare(FOLDERS)
    began = time.monotonic()
    for folder in wanted:
        tell(f"mutation: {folder} ({tree.HOME / folder}.log)")
        if not tree.run(folder, PROCESSES):
            tell(f"mutation: mutmut kwam bij {folder} niet tot een einde")
            return 1
    known = explanations(FILE.read_text("utf-8"))
    mutants = tree.report()
    outcomes = {folder: judge(folder, mutants, known) for folder in wanted}
    for folder, outcome in outcomes.items():
        tell(_said(folder, outcome))
    if any(outcome.faults or outcome.percentage < LEAST for outcome in outcomes.values()):
        return 1
    if len(wanted) == len(FOLDERS):
        record("mutation", _figures(outcomes, time.monotonic() - began), now=datetime.now(UTC))
    return 0


def _said(folder: str, outcome: Outcome) -> str:
    head = f"mutation: {folder}: {outcome.killed} van {outcome.total} gedood ({outcome.percentage} %)"
    return "\n".join([f"{head}, {outcome.explained} verklaard", *outcome.faults])


def _figures(outcomes: dict[str, Outcome], seconds: float) -> dict[str, Value]:
    total = sum(outcome.total for outcome in outcomes.values())
    killed = sum(outcome.killed for outcome in outcomes.values())
    figures: dict[str, Value] = {
        "commit": commit(),
        "seconds": round(seconds),
        "mutants": total,
        "killed": killed,
    }
    figures["explained"] = sum(outcome.explained for outcome in outcomes.values())
    figures["result"] = f"{100 * killed / total:.1f} % van {total} gedood, de rest verklaard"
    return figures | {f"{folder}_percentage": outcome.percentage for folder, outcome in outcomes.items()}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
