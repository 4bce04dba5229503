# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""`make prove crash`: 200 kills. Stopped half-way it goes on where it was, with the same database and receipts."""

import os
import shutil
import sys
import time
from collections import Counter

from bench.crash.rounds import build, run
from bench.crash.sender import Held
from bench.crash.verdict import faults, wait_until_settled
from bench.progress import Progress, tell
from bench.site import Site, end_properly
from samenspel.site.postgres.place import place

KILLS, AT_ONCE, SEED = 200, 40, 20261102


def main() -> int:
    end_properly()
    progress = Progress.of("crash", KILLS, SEED)
    home = place(os.environ).root.with_name(place(os.environ).root.name + "-crash")
    if not progress.done and home.exists():
        Site(home, "crash").close()
        shutil.rmtree(home)
    site = Site(home, "crash")
    tell(f"crash: de site staat in {home}")
    try:
        build(site)
        held = Held(home / "receipts.jsonl")
        while progress.done < KILLS:
            _piece(site, held, progress)
        return _finish(site, held, progress)
    finally:
        site.close()


def _piece(site: Site, held: Held, progress: Progress) -> None:
    began = time.monotonic()
    killed = run(site, held, kills=min(AT_ONCE, KILLS - progress.done), seed=SEED + progress.done)
    wait_until_settled(site)
    wrong = faults(site, held.receipts()) + held.faults
    held.faults.clear()
    counts = Counter({f"kills_{name.replace('-', '_')}": count for name, count in killed.items()})
    progress.add(killed.total(), counts, time.monotonic() - began, wrong)


def _finish(site: Site, held: Held, progress: Progress) -> int:
    receipts = len(held.receipts())
    progress.counts["acknowledged"] = receipts
    return progress.finish(f"{receipts} bevestigde meldingen, elk precies eenmaal aanwezig en verwerkt")


if __name__ == "__main__":
    sys.exit(main())
