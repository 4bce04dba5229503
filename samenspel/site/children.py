# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Processes that live and die together: the demonstration, and `samenspel run`.

Run as a module it becomes one of them: `python -m samenspel.site.children <pid of its parent> <command …>`. The
kernel then ends it with its parent, however that ends; a parent that is gone already is noticed here.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None, use_errno=True)
STOP_WITHIN = 25.0  # seconds; longer than a serving process gives its requests
QUICK = 10.0  # seconds; a process that lived shorter did not get going
MOST_QUICK_DEATHS = 3


def die_with_parent() -> None:
    """Have the kernel ask this process to stop when the thread that made it ends, however it ends."""
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Fallen(Exception):
    """A process will not stay alive; says which, and where its last words are."""


@dataclass(slots=True)
class Child:
    """One process: its command, and where its output goes (None: where ours goes)."""

    name: str
    command: Sequence[str]
    log: Path | None
    process: subprocess.Popen[bytes] | None = None
    began: float = 0.0
    quick_deaths: int = 0


@dataclass(slots=True)
class Children:
    """All processes, started from one thread and ended together. Use as a context manager."""

    env: Mapping[str, str]
    say: Callable[[str], None]
    logs: Path | None = None
    members: list[Child] = field(default_factory=list)

    def start(self, name: str, command: Sequence[str]) -> None:
        """Start a process, in a session of its own: Ctrl-C reaches us alone, and we end them in order."""
        child = Child(name, command, self.logs / f"{name}.log" if self.logs else None)
        self.members.append(child)
        self._launch(child)

    def tend(self) -> None:
        """Start again what died by itself. Raises Fallen when something keeps dying."""
        for child in self.members:
            if child.process is None or child.process.poll() is None:
                continue
            lived = time.monotonic() - child.began
            child.quick_deaths = child.quick_deaths + 1 if lived < QUICK else 0
            if child.quick_deaths >= MOST_QUICK_DEATHS:
                raise Fallen(f"'{child.name}' blijft niet draaien.{_last_words(child)}")
            self.say(f"'{child.name}' stopte onverwacht (code {child.process.returncode}) en start opnieuw")
            self._launch(child)

    def stop(self) -> None:
        """End all of them: asked first, the last started first; then without asking."""
        running = [child.process for child in reversed(self.members) if child.process is not None]
        for process in running:
            if process.poll() is None:
                process.terminate()
        until = time.monotonic() + STOP_WITHIN
        for process in running:
            try:
                process.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self.members.clear()

    def __enter__(self) -> "Children":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _launch(self, child: Child) -> None:
        child.began = time.monotonic()
        command = [sys.executable, "-m", "samenspel.site.children", str(os.getpid()), *child.command]
        output = child.log.open("ab") if child.log else None
        child.process = subprocess.Popen(  # noqa: S603  (our own programs)
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env=dict(self.env),
            start_new_session=True,
        )
        if output:
            output.close()


def _last_words(child: Child, lines: int = 12) -> str:
    if child.log is None:
        return ""
    tail = child.log.read_text(errors="replace").splitlines()[-lines:]
    return f" Het logboek is {child.log}:\n" + "\n".join(tail)


def main(parent: int, command: list[str]) -> None:
    die_with_parent()
    if os.getppid() != parent:
        sys.exit(1)
    os.execv(command[0], command)  # noqa: S606  (our own programs; what was asked of the kernel outlives exec)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
