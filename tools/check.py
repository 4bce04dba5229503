# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""`make check`: everything that must hold of the source itself, two steps at a time, each with its time.

Returns 0 when all hold, else 1 after the output of each step that failed.
"""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent

# Longest first.
STEPS = {
    "types": "mypy",
    "generated documents": "samenspel docs --check",
    "architecture": "pytest tests/architecture -q --tb short -o truncation_limit_lines=0 -o truncation_limit_chars=0",
    "order of imports": "lint-imports",
    "licences": "reuse lint --lines",
    "lint": "ruff check --output-format concise",
    "format": "ruff format --check --output-format concise",
}


@dataclass(frozen=True)
class Outcome:
    """What came of one step."""

    step: str
    ok: bool
    seconds: float
    output: str


def run(step: str) -> Outcome:
    """Runs one step from the root of the checkout."""
    program, *arguments = STEPS[step].split()
    began = time.monotonic()
    ran = subprocess.run([BIN / program, *arguments], cwd=ROOT, capture_output=True, text=True)
    return Outcome(step, ran.returncode == 0, time.monotonic() - began, ran.stdout + ran.stderr)


def main() -> int:
    failed = []
    with ThreadPoolExecutor(max_workers=2) as pool:
        for done in as_completed([pool.submit(run, step) for step in STEPS]):
            outcome = done.result()
            print(
                f"{'ok    ' if outcome.ok else 'FAILED'} {outcome.step:<22}{outcome.seconds:6.1f} s",
                flush=True,
            )
            if not outcome.ok:
                failed.append(outcome)
    for outcome in failed:
        print(f"\n-- {outcome.step}: {STEPS[outcome.step]}\n{outcome.output.rstrip()}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
