# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""`make prove faults`: two hundred faults in the national routekaart, one at a time."""

import sys
import time
from collections import Counter

from bench.faults.judge import LOOKS, caught
from bench.faults.seeded import fault
from bench.progress import Progress, tell
from samenspel.rules.ruleset import national

FAULTS, AT_ONCE, SEED = 200, 20, 20261122


def main() -> int:
    rules = national()
    found = caught(rules)
    if found is not None:
        tell(f"faults: de landelijke regels zelf worden afgekeurd door {found.by}: {found.shown}")
        return 1
    progress = Progress.of("faults", FAULTS, SEED)
    while progress.done < FAULTS:
        began = time.monotonic()
        counts: Counter[str] = Counter(dict.fromkeys(LOOKS, 0))
        missed = []
        for number in range(progress.done, progress.done + AT_ONCE):
            one = fault(rules, SEED, number)
            by = caught(one.rules)
            tell(f"{number:3} {by.by if by else 'NIEMAND':<12} {one.kind}: {one.what}")
            if by is None:
                missed.append(f"{number} {one.kind}: {one.what} werd door niets gevonden")
            else:
                counts[by.by] += 1
        progress.add(AT_ONCE, counts, time.monotonic() - began, missed)
    shares = ", ".join(f"{progress.counts[name]} door {name}" for name in LOOKS)
    return progress.finish(f"{FAULTS} van {FAULTS} fouten gevonden: {shares}")


if __name__ == "__main__":
    sys.exit(main())
