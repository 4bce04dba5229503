# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A run of mutants ends only what it started itself."""

import signal
import subprocess
import sys

from bench.mutation.inside import kill_own

SLEEP = "import time; time.sleep(60)"
# A process whose child is not ours: it tells the number of its child and waits for it.
PARENT = f"""
import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", {SLEEP!r}])
print(child.pid, flush=True)
sys.stdin.read()
child.kill()
"""


def test_a_child_of_ours_is_ended() -> None:
    child = subprocess.Popen([sys.executable, "-c", SLEEP])
    kill_own(child.pid, signal.SIGTERM)
    assert child.wait(10) == -signal.SIGTERM
    kill_own(child.pid, signal.SIGTERM)


def test_a_process_of_somebody_else_is_left_alone() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PARENT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout and parent.stdin
        number = int(parent.stdout.readline())
        kill_own(number, signal.SIGKILL)
        state = subprocess.run(["ps", "-o", "stat=", "-p", str(number)], capture_output=True, text=True)
        parent.stdin.close()
    assert state.stdout.strip()[:1] in ("S", "R", "D")
