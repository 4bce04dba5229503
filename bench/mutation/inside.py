# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What runs inside the copied tree: mutmut itself, and a list of what it found. Called by `bench.mutation`.

    inside.py MUTMUT run --max-children 2 "samenspel.rules.clocks*"
    inside.py MUTMUT report          a JSON line for every mutant

MUTMUT is the folder that mutmut was installed in; its libraries come after those of the project.
"""

import json
import os
import sys
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any


def main(mutmut: str, what: str, *arguments: str) -> None:
    sys.path[0] = str(Path.cwd())
    sys.path.append(mutmut)
    if what == "run":
        timeouts: Any = import_module("mutmut.workers.timeout")
        timeouts.os = SimpleNamespace(getpid=os.getpid, kill=kill_own)
        cli: Any = import_module("mutmut.__main__").cli
        sys.argv = ["mutmut", "run", *arguments]
        cli()
    else:
        report()


def kill_own(pid: int, sign: int) -> None:
    """End a child that takes too long, if it still is one.

    mutmut keeps the number of a child that is done, and by then it may be the number of somebody else's process.
    """
    try:
        parent = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except FileNotFoundError:
        return
    if parent == os.getpid():
        os.kill(pid, sign)


def report() -> None:
    status: Any = import_module("mutmut.stats").status_by_exit_code
    difference: Any = import_module("mutmut.mutation.diff_apply").get_diff_for_mutant
    for meta in sorted(Path("mutants").rglob("*.meta")):
        for name, code in json.loads(meta.read_text())["exit_code_by_key"].items():
            found: dict[str, Any] = {"name": name, "status": status[code]}
            if found["status"] not in ("killed", "not checked"):
                lines = difference(name).splitlines()[2:]
                found["was"] = [line[1:].strip() for line in lines if line.startswith("-")]
                found["became"] = [line[1:].strip() for line in lines if line.startswith("+")]
            print(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
