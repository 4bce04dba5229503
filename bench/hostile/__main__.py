# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""`make prove hostile`: 5,000 messages, the OpenAPI document, and the form. Each piece in a process of its own."""

import json
import subprocess
import sys
import time
from collections import Counter

from bench.progress import Progress, tell
from bench.start import start
from tools.figures import ROOT

MESSAGES, AT_ONCE, SEED = 5_000, 500, 20261102
EXAMPLES = 1_000  # of each mode at each operation
PIECES = (*(f"messages-{number}" for number in range(MESSAGES // AT_ONCE)), "documents", "forms")


def main() -> int:
    progress = Progress.of("hostile", len(PIECES), SEED)
    while progress.done < len(PIECES):
        began = time.monotonic()
        ran = subprocess.run(
            [sys.executable, "-m", "bench.hostile", PIECES[progress.done]], cwd=ROOT, stdout=subprocess.PIPE
        )
        if ran.returncode:
            tell(f"hostile: {PIECES[progress.done]} stopte met code {ran.returncode}")
            return 1
        found = json.loads(ran.stdout.splitlines()[-1])
        tell(f"hostile: {PIECES[progress.done]} {found['counts']} traagst {found['slowest']}")
        progress.add(1, Counter(found["counts"]), time.monotonic() - began, found["faults"])
    counts = progress.counts
    return progress.finish(
        f"{counts['messages']} berichten, {counts['requests']} aanvragen en {counts['forms']} formulieren: "
        "0 × 5xx, 0 verloren"
    )


def piece(name: str) -> None:
    """Run one piece on a database of its own, and print what it found as JSON."""
    start()
    from bench.hostile import documents, forms, messages  # noqa: PLC0415  (Django starts above)
    from bench.world import own_spool  # noqa: PLC0415

    kind, _, number = name.partition("-")
    with own_spool():
        match kind:
            case "messages":
                found = messages.run(AT_ONCE, SEED + int(number))
            case "documents":
                found = documents.run(EXAMPLES)
            case _:
                found = forms.run()
    print(json.dumps(vars(found)))


if __name__ == "__main__":
    if sys.argv[1:]:
        piece(sys.argv[1])
    else:
        sys.exit(main())
