# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""`make prove leak`: 100,000 reads."""

import sys
import time

from bench.progress import Progress, tell
from bench.start import start

READS, AT_ONCE, SEED = 100_000, 5_000, 20261102
REGIONS, REPORTS = 6, 32


def main() -> int:
    progress = Progress.of("leak", READS, SEED)
    start()
    from bench.leak.reads import prepare, run  # noqa: PLC0415  (Django starts above)
    from bench.world import own_spool  # noqa: PLC0415

    tell("leak: organisaties en meldingen worden gemaakt")
    with own_spool():
        prepare(REGIONS, REPORTS)
    while progress.done < READS:
        began = time.monotonic()
        found = run(reads=AT_ONCE, seed=SEED + progress.done)
        progress.add(AT_ONCE, found.counts(), time.monotonic() - began, found.faults())
    return progress.finish(f"{progress.counts['rows']} rijen gelezen, 0 van een ander")


if __name__ == "__main__":
    sys.exit(main())
