# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A whole site for a harness: where it lives, its parts, and how each is started and killed."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psycopg
from psycopg.conninfo import make_conninfo
from psycopg.pq import Ping

from samenspel.site.postgres import cluster
from samenspel.site.postgres.place import CHECKOUT, Place, place

COMMAND = (sys.executable, "-c", "import sys; from samenspel.site.command import main; sys.exit(main())")
READY_WITHIN = 90.0  # seconds; other work on the machine may take most of it
OUTSIDE = ("DATABASE_URL", "DATABASE_URL_FILE", "DJANGO_SETTINGS_MODULE")


class NotReady(Exception):
    """A part does not come up; the text names it and its log."""


@dataclass
class Site:
    """A whole site under one folder. `home` keeps cluster, keys and spool; `database` is one of its databases."""

    home: Path
    database: str
    web: tuple[str, ...] = COMMAND
    without: frozenset[str] = frozenset()
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    port: int = 0
    died: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.home.mkdir(mode=0o711, parents=True, exist_ok=True)
        self.port = self.port or _free_port()

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def place(self) -> Place:
        return place(self.env)

    @property
    def spool(self) -> Path:
        return self.home / f"spool-{self.database}"

    @property
    def env(self) -> dict[str, str]:
        """What every part gets. The pool is on, as in production; no budget of calls stands in the way."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if name not in OUTSIDE and not name.startswith("SAMENSPEL_")
        }
        return kept | {
            "SAMENSPEL_STATE_HOME": str(self.home),
            "SAMENSPEL_PROFILE": "test",
            "SAMENSPEL_NO_POOL": "0",
            "SAMENSPEL_ORIGIN": self.origin,
            "SAMENSPEL_SPOOL": str(self.spool),
            "SAMENSPEL_CLIENT_CALLS": "1000000",
            "PYTHONPATH": str(CHECKOUT),
        }

    def parts(self) -> dict[str, tuple[str, ...]]:
        """The parts that run as processes of ours, and how each is started."""
        where = ("--database", self.database)
        every = {
            "web": (*self.web, "serve", "--port", str(self.port), *where),
            "handler-1": (*COMMAND, "handle", *where),
            "handler-2": (*COMMAND, "handle", *where),
            "worker": (*COMMAND, "work", *where),
            "watcher": (*COMMAND, "watch", *where),
        }
        return {name: command for name, command in every.items() if name not in self.without}

    def start_server(self) -> None:
        """PostgreSQL, flushing, which stays until `close`."""
        self.spool.mkdir(mode=0o700, exist_ok=True)
        self.do(sys.executable, "-m", "samenspel.site.postgres", "start")

    def start(self, name: str) -> None:
        """Start one part; a part that runs is left alone. One that stopped without being killed is remembered."""
        if name in self.running:
            if (code := self.running[name].poll()) is None:
                return
            self.died.append(f"{name} stopped by itself with code {code}; see {self.home / name}.log")
        with (self.home / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(
                self.parts()[name], stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=self.env,
                cwd=CHECKOUT, start_new_session=True,
            )  # fmt: skip

    def kill(self, name: str) -> None:
        """kill -9 of that part with all its processes; `postgres` is the server. `everything` is all at once."""
        if name in ("postgres", "everything"):
            with suppress(FileNotFoundError, ProcessLookupError, ValueError):
                pid = int((self.place.data / "postmaster.pid").read_text().splitlines()[0])
                os.kill(pid, signal.SIGKILL)
        for part, process in tuple(self.running.items()):
            if name in (part, "everything") and process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                del self.running[part]
        if name in (
            "web",
            "everything",
        ):  # the kernel closes the listening socket with the last of its processes
            self.wait_for("het einde van web", lambda: not self._listens())

    def start_again(self) -> None:
        """Start what does not run, and wait until the site takes reports. Raises NotReady."""
        self.wait_for_server()
        for name in self.parts():
            self.start(name)
        self.wait_for("web", self._takes_reports)

    def wait_for_server(self) -> None:
        """PostgreSQL is started again by its own supervisor. Raises NotReady."""
        self.wait_for("postgres", lambda: cluster.ping(self.place) == Ping.OK)

    def wait_for(self, what: str, holds: Callable[[], bool], within: float = READY_WITHIN) -> None:
        """Until that holds. Raises NotReady."""
        until = time.monotonic() + within
        while not holds():
            if time.monotonic() > until:
                raise NotReady(f"{what} komt niet op; zie {self.home}")
            time.sleep(0.05)

    def _takes_reports(self) -> bool:
        try:
            return httpx.get(f"{self.origin}/gezondheid/gereed", timeout=5).status_code == 200
        except httpx.TransportError:
            return False

    def _listens(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return True
        except OSError:
            return False

    def do(self, *command: str, given: str = "") -> str:
        """Run a program of this site to its end; returns what it prints. Raises NotReady with its last words."""
        ran = subprocess.run(command, env=self.env, cwd=CHECKOUT, input=given, capture_output=True, text=True)
        if ran.returncode:
            raise NotReady(f"{' '.join(command[1:])}: {ran.stderr[-2000:]}")
        return ran.stdout

    def show(self, *command: str) -> None:
        """Run a program of this site to its end, and show what it prints. Raises NotReady when it fails."""
        if subprocess.run(command, env=self.env, cwd=CHECKOUT).returncode:
            raise NotReady(" ".join(command[1:]))

    @contextmanager
    def all_seeing(self) -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
        """A connection as the server's superuser, whom row security does not hold back."""
        ours = self.place
        conninfo = make_conninfo(
            "", host=str(ours.socket), user=cluster.SUPERUSER, password=ours.secret(cluster.SUPERUSER),
            dbname=self.database,
        )  # fmt: skip
        with psycopg.connect(conninfo, autocommit=True) as found:
            yield found

    def close(self) -> None:
        """Stop everything: the parts at once, the server cleanly."""
        self.kill_parts()
        self.do(sys.executable, "-m", "samenspel.site.postgres", "stop", "--now")

    def kill_parts(self) -> None:
        for name in tuple(self.running):
            self.kill(name)


def end_properly() -> None:
    """Let whoever is asked to end (SIGTERM) still stop what it started."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
