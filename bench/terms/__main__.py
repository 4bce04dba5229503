# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""`make prove terms`: a million terms from 2020 up to 2040, each calculated by the rules and by the oracle."""

import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

from bench.progress import Progress
from bench.terms.compare import Compared, compare, missed, wanted
from bench.terms.pairs import free_days, leap_days, nights, opening, pairs

PAIRS, AT_ONCE, SEED, PROCESSES = 1_000_000, 25_000, 20261122, 2


def piece(seed: int) -> Compared:
    """The pairs of one seed."""
    return compare(pairs(AT_ONCE, seed))


def main() -> int:
    progress = Progress.of("terms", PAIRS, SEED)
    if not progress.done:
        first = compare(opening(SEED))
        progress.add(0, first.counts, 0.0, first.faults)
    with ProcessPoolExecutor(PROCESSES) as pool:
        while progress.done < PAIRS:
            began = time.monotonic()
            turns = range(min(PROCESSES, (PAIRS - progress.done) // AT_ONCE))
            for found in pool.map(piece, [SEED + progress.done + turn * AT_ONCE for turn in turns]):
                seconds, began = time.monotonic() - began, time.monotonic()
                progress.add(AT_ONCE, found.counts, seconds, found.faults)
    progress.faults += missed(progress.counts)
    progress.counts = _summary(progress.counts)
    days, changes, leaps = len(free_days()), len(nights()), len(leap_days())
    return progress.finish(
        f"{PAIRS} paren gelijk; {days} feestdagen en gelijkgestelde dagen, {changes} klokwisselingen en "
        f"{leaps} schrikkeldagen alle geraakt"
    )


def _summary(counts: Counter[str]) -> Counter[str]:
    """The figures worth keeping: how many of each there were, and how often the rarest of each was met."""
    kinds = {
        "free_days": "vrije dag",
        "nights_crossed": "over de nacht",
        "nights_started_in": "begin in de nacht",
        "leap_day_starts": "begin op",
        "leap_day_ends": "einde op",
        "forms": "vorm",
    }
    found: Counter[str] = Counter()
    for name, kind in kinds.items():
        times = [counts[key] for key in wanted() if key.startswith(kind)]
        found[name], found[f"{name}_rarest"] = len(times), min(times, default=0)
    return found


if __name__ == "__main__":
    sys.exit(main())
