# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""How far a proof has come, so that one that was stopped goes on where it was; and its figure when it is whole.

A proof is about one commit: on another one it starts anew.
"""

import json
import subprocess
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Self

from tools.figures import ROOT, Values, record

FOLDER = ROOT / ".prove"


@dataclass
class Progress:
    """The state of one proof: what was done, of how much, in how many seconds, and what was counted."""

    name: str
    size: int
    seed: int
    commit: str
    done: int = 0
    seconds: float = 0.0
    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, name: str, size: int, seed: int) -> Self:
        """What is left of an earlier run of the same proof on the same commit, else a new start."""
        fresh = cls(name, size, seed, commit())
        try:
            kept = json.loads((FOLDER / f"{name}.json").read_text())
        except (FileNotFoundError, ValueError):
            return fresh
        if (kept["size"], kept["seed"], kept["commit"]) != (size, seed, fresh.commit) or kept["done"] >= size:
            return fresh
        tell(f"{name}: verder vanaf {kept['done']} van {size}")
        return cls(**(kept | {"counts": Counter(kept["counts"])}))

    def add(self, done: int, counts: Counter[str], seconds: float, faults: list[str]) -> None:
        """One more piece was done. Kept at once."""
        self.done += done
        self.counts.update(counts)  # a count of nothing is a count too
        self.seconds += seconds
        self.faults += faults
        FOLDER.mkdir(exist_ok=True)
        draft = FOLDER / f"{self.name}.new"
        draft.write_text(json.dumps(vars(self)))
        draft.rename(FOLDER / f"{self.name}.json")
        tell(f"{self.name}: {self.done} van {self.size}, {self.seconds:.0f} s, {len(self.faults)} fouten")

    def finish(self, result: str) -> int:
        """Record the figure when nothing was wrong. Returns 0; 1 after faults, which are printed."""
        for fault in self.faults:
            tell(f"{self.name}: FOUT {fault}")
        if self.faults:
            return 1
        values: Values = {
            "size": self.size,
            "seed": self.seed,
            "commit": self.commit,
            "seconds": round(self.seconds),
        }
        record(self.name, {**values, "result": result, **self.counts}, now=datetime.now(UTC))
        tell(f"{self.name}: {result}")
        return 0


def commit() -> str:
    """The commit that is measured; says when the code differs from it."""
    known = _git("rev-parse", "--short=12", "HEAD")
    return f"{known}+" if _git("status", "--porcelain", "--", "samenspel", "bench", "uv.lock") else known


def _git(*arguments: str) -> str:
    command = ["git", "-c", f"safe.directory={ROOT}", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def tell(line: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {line}", flush=True)
