# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What `make prove` and `make bench` measured: kept in one file, and required by name.

A harness calls `record`; documents quote the file; `python tools/figures.py` fails (1) when a required figure
was never produced, is empty, or does not say when and on what it was measured.
"""

import json
import os
import platform
import sys
import tomllib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FIGURES = ROOT / "docs/generated/figures.json"
REQUIRED = ROOT / "tools/figures.toml"

Value = int | float | str
Values = Mapping[str, Value]


def record(name: str, values: Values, *, now: datetime, file: Path = FIGURES) -> None:
    """Keeps what was measured under `name`, in place of what was measured before.

    `values`: plain names with their unit in them (`kills`, `lost`, `p95_ms`). `now` is aware.
    """
    known = read(file)
    known[name] = {"measured_at": now.isoformat(timespec="seconds"), "measured_on": machine(), **values}
    draft = file.with_suffix(".new")
    draft.write_text(json.dumps(known, indent=2, sort_keys=True, ensure_ascii=False) + "\n")
    draft.rename(file)


def read(file: Path = FIGURES) -> dict[str, dict[str, Value]]:
    """All figures by name; none when nothing was measured yet."""
    if not file.exists():
        return {}
    known: dict[str, dict[str, Value]] = json.loads(file.read_text())
    return known


def machine() -> str:
    """What a reader must know to compare: processors, their kind, and the versions that matter."""
    return f"{os.cpu_count()} × {platform.machine()}, Python {platform.python_version()}, {platform.system()}"


def missing(required: list[str], known: Mapping[str, Values]) -> list[str]:
    """One sentence for every required figure that was not, or not wholly, produced."""
    faults = []
    for name in required:
        if name not in known:
            faults.append(f"{name}: never measured; run `make prove {name}`")
        elif not {"measured_at", "measured_on"} < set(known[name]):
            faults.append(f"{name}: says nothing, or not when and on what it was measured")
    return faults


def main() -> int:
    required = tomllib.loads(REQUIRED.read_text())["required"]
    faults = missing(required, read())
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
