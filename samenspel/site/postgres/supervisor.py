# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keeps one PostgreSQL server alive for as long as somebody uses it, and never longer.

Run by path with `python -I -S`, so with the standard library only:
`supervisor.py <place> <socket> <uid> <gid> <command …>`.

- It holds `supervisor.lock` for its whole life: a free lock says "there is no supervisor", however it ended.
- Every process that uses the server holds `holders.lock` shared; the kernel lets go when the process ends.
  When this supervisor gets that lock for itself alone, nobody is left: it stops the server (fast, clean) and
  goes. A newcomer waits at that lock until the server has stopped, finds no supervisor, and starts a new one.
- A server that dies by itself (a crash, kill -9) is started again; five quick deaths in a row are the end.
- Should the supervisor itself be killed, the kernel asks the server to stop (PR_SET_PDEATHSIG).
"""

import ctypes
import fcntl
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None, use_errno=True)
WATCHED = {signal.SIGCHLD, signal.SIGTERM, signal.SIGINT, signal.SIGHUP}
LOOK_EVERY = 0.5  # seconds between two looks at who still uses the server
QUICK = 1.0  # seconds; a server that lived shorter did not get going
MOST_QUICK_DEATHS = 5
STOP_WITHIN = 60.0  # seconds for a clean stop, which writes everything to disk
LEFTOVERS_WITHIN = 5.0  # seconds for processes of a killed server to notice and go


def main(place: Path, socket: Path, uid: int, gid: int, command: list[str]) -> int:
    """Guards the server until nobody uses it (0) or it will not run (1); 0 at once when another guards it."""
    signal.pthread_sigmask(signal.SIG_BLOCK, WATCHED)
    # In this order, so that at the end a newcomer who gets `holders` never finds this supervisor still alive.
    with (place / "holders.lock").open("a") as holders, (place / "supervisor.lock").open("a") as mine:
        if not _take(mine) or os.fork():
            return 0  # whoever started us waits for this: from here on our child holds the lock
        mine.truncate(0)
        mine.write(f"{os.getpid()}\n")
        mine.flush()
        quick_deaths = 0
        while quick_deaths < MOST_QUICK_DEATHS:
            clear_away(place / "data", socket)
            began = time.monotonic()
            server = start(command, uid, gid)
            if watch(server, holders, place / "keep"):
                stop(server)
                return 0
            quick_deaths = quick_deaths + 1 if time.monotonic() - began < QUICK else 0
            print(f"supervisor: de server stopte onverwacht (code {server.returncode})", flush=True)  # noqa: T201
    return 1


def _take(lock: TextIOWrapper) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def start(command: list[str], uid: int, gid: int) -> subprocess.Popen[bytes]:
    """Starts the server from this, the only thread: the kernel ties its life to the thread that made it."""
    mine = os.getpid()

    def tie() -> None:
        # After the change of account, which would clear it. A parent that died in between is noticed by hand.
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGINT)
        if os.getppid() != mine:
            os._exit(1)
        signal.pthread_sigmask(signal.SIG_SETMASK, ())

    other = uid != os.geteuid()
    return subprocess.Popen(  # noqa: S603  (one thread; the command comes from `cluster`)
        command,
        stdin=subprocess.DEVNULL,
        cwd="/",
        preexec_fn=tie,
        user=uid if other else None,
        group=gid if other else None,
        extra_groups=[] if other else None,
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"},
    )


def watch(server: subprocess.Popen[bytes], holders: TextIOWrapper, keep: Path) -> bool:
    """Waits until the server must stop (True: asked to, or nobody uses it) or has died by itself (False)."""
    while True:
        got = signal.sigtimedwait(WATCHED, LOOK_EVERY)
        if got and got.si_signo != signal.SIGCHLD:
            return True
        if server.poll() is not None:
            return False
        if not keep.exists() and _take(holders):
            return True


def stop(server: subprocess.Popen[bytes]) -> None:
    """Ends sessions, writes everything to disk and stops; after a minute without that."""
    server.send_signal(signal.SIGINT)
    try:
        server.wait(STOP_WITHIN)
    except subprocess.TimeoutExpired:
        server.send_signal(signal.SIGQUIT)
        server.wait()


def clear_away(data: Path, socket: Path) -> None:
    """Removes what a killed server left: its processes (after time to notice), its pid and socket files.

    PostgreSQL trusts a pid file as long as some process has that number, which after a restart of the machine
    can be any other. We hold the supervisor's lock, and look which processes live in this very folder.
    """
    until = time.monotonic() + LEFTOVERS_WITHIN
    while left := leftovers(data):
        if time.monotonic() > until:
            for pid in left:
                with suppress(ProcessLookupError):  # it went by itself after all
                    os.kill(pid, signal.SIGKILL)
        time.sleep(0.02)
    for stale in (data / "postmaster.pid", *socket.glob(".s.PGSQL.*")):
        stale.unlink(missing_ok=True)


def leftovers(data: Path) -> list[int]:
    """The processes called `postgres` that have `data` as working directory: all those of a server on it."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if (entry / "cwd").readlink() == data and (entry / "comm").read_text() == "postgres\n":
                found.append(int(entry.name))
        except (OSError, ValueError):
            continue  # no process, ended meanwhile, or somebody else's
    return found


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), sys.argv[5:]))
