# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A state home of its own, and processes that use its server."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg

from samenspel.site.postgres import Role, Server, place
from samenspel.site.postgres.place import CHECKOUT
from samenspel.site.postgres.supervisor import leftovers

AS_ROOT = os.geteuid() == 0
ASK = (
    "from samenspel.site.postgres import *; found = server(); found.ensure_database();"
    "print('ready', flush=True);"
)
KEEP_ASKING = "import sys; sys.stdin.read()"
READ_FSYNC = "import psycopg; print(psycopg.connect(found.url(Role.WEB)).execute('SHOW fsync').fetchone()[0])"
OUTSIDE = (
    "DATABASE_URL",
    "DATABASE_URL_FILE",
    "SAMENSPEL_PG_BIN",
    "SAMENSPEL_WEB_URL",
    "SAMENSPEL_WORKER_URL",
)


@dataclass(frozen=True)
class Home:
    """A state home of its own, and the processes that use its server."""

    folder: Path

    @property
    def env(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in OUTSIDE}
        return {**kept, "SAMENSPEL_STATE_HOME": str(self.folder), "PYTHONPATH": str(CHECKOUT)}

    @property
    def place(self) -> place.Place:
        return place.place(self.env)

    def user(self) -> subprocess.Popen[str]:
        """A process that uses the server until its standard input closes."""
        command = [sys.executable, "-c", ASK + KEEP_ASKING]
        started = subprocess.Popen(command, env=self.env, stdin=-1, stdout=-1, text=True)
        assert started.stdout and started.stdout.readline() == "ready\n"
        return started

    def command(self, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
        line = [sys.executable, "-m", "samenspel.site.postgres", *arguments]
        return subprocess.run(line, env=self.env | env, capture_output=True, text=True, timeout=60)

    def postmaster(self) -> int:
        return int((self.place.data / "postmaster.pid").read_text().splitlines()[0])

    def supervisor(self) -> int:
        return int(self.place.supervisor_lock.read_text())

    def processes(self) -> list[int]:
        return leftovers(self.place.data)


def finish(user: subprocess.Popen[str]) -> None:
    """Lets a user end by itself."""
    user.communicate(timeout=30)


def wait_until_gone(ours: place.Place, seconds: float = 10) -> None:
    until = time.monotonic() + seconds
    while leftovers(ours.data) or ours.supervised():
        assert time.monotonic() < until, "the server outlived its users"
        time.sleep(0.05)


def ask(found: Server, role: Role, question: str, database: str | None = None) -> object:
    with psycopg.connect(found.conninfo(role, database)) as connection:
        row = connection.execute(question).fetchone()
        return row[0] if row else None
