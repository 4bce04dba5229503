# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""From nothing to a running region: database, people, processes, a week of reports; and down again without a trace."""

import fcntl
import os
import shutil
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from django.core.exceptions import ImproperlyConfigured

from samenspel.site import environment
from samenspel.site.children import Children, Fallen
from samenspel.site.postgres import PostgresError, Role, Server, server
from samenspel.site.postgres.place import place
from samenspel.site.progress import step
from samenspel.site.tables import migrate

DATABASE = "samenspel_demo"
PORT = 8000
ANSWERS_WITHIN = 60.0  # seconds for the pages to come up
PROCESSES = ("handle", "work", "watch")


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What was asked: a port (None: 8000, or a free one to check with), start anew, look at everything and stop.

    `people` are the logins to look as; none is everybody.
    """

    port: int | None = None
    reset: bool = False
    check: bool = False
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """Where everything of one demonstration is."""

    folder: Path
    found: Server
    database: str
    port: int
    stream_port: int
    mail_port: int

    @property
    def origin(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def mail(self) -> Path:
        return self.folder / "post"

    @property
    def spool(self) -> Path:
        return self.folder / "spool"

    def settings(self) -> dict[str, str]:
        """What the processes of the demonstration find in their environment."""
        return {
            "SAMENSPEL_PROFILE": "demo",
            "SAMENSPEL_ORIGIN": self.origin,
            "SAMENSPEL_STREAM_ORIGIN": f"http://localhost:{self.stream_port}",
            "SAMENSPEL_SMTP_HOST": "127.0.0.1",
            "SAMENSPEL_SMTP_PORT": str(self.mail_port),
            "SAMENSPEL_SPOOL": str(self.spool),
        }


def demonstrate(asked: Demonstration) -> int:
    """Run the demonstration until Ctrl-C or SIGTERM, or check it and stop.

    Returns 0; 1 when a process keeps dying or the check found something. Raises PostgresError and ImproperlyConfigured
    with what to do. Continues with the data of the last time, unless asked to start anew.
    """
    if os.environ.get("SAMENSPEL_PROFILE", "demo") != "demo":
        raise ImproperlyConfigured(
            "de demonstratie draait alleen in het profiel demo; haal SAMENSPEL_PROFILE weg"
        )
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    folder = place(os.environ).root / "demo"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with _alone(folder):
            return _run(asked, folder)
    except KeyboardInterrupt:
        _say("\nGestopt. Met `make demo` gaat u verder waar u was.")
        return 0
    except Fallen as error:
        _say(f"\n{error}")
        return 1


def _run(asked: Demonstration, folder: Path) -> int:
    port = asked.port or _port(PORT, any_other=asked.check)
    with step("PostgreSQL"):
        found = server(say=_say)
    site = Site(folder, found, DATABASE if found.embedded else found.database, port, _port(), _port())
    _refuse_other_data(site)
    if asked.reset:
        with step("Alles van de vorige keer weg"):
            _forget(site)
    site.spool.mkdir(mode=0o700, exist_ok=True)
    os.environ.update(site.settings())
    with step("Tabellen"):
        found.ensure_database(site.database)
        environment.enter(Role.OWNER, database=site.database, found=found)
        migrate("demo")
    from samenspel.site.demo import shown  # noqa: PLC0415  (Django starts in `enter`)

    with Children(os.environ, _say, folder) as children:
        _start(children, site)
        return shown.show(asked, site, children)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Raises ImproperlyConfigured when this demonstration runs already."""
    with (folder / "lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise ImproperlyConfigured(
                f"de demonstratie draait al; stop haar eerst (proces {lock.read()})"
            ) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def _refuse_other_data(site: Site) -> None:
    """Nothing of a demonstration ever touches a database that serves for something else."""
    if not site.found.exists(site.database):
        return
    with psycopg.connect(site.found.conninfo(Role.OWNER, site.database)) as owner:
        made = owner.execute("SELECT to_regclass('public.samenspel_database') IS NOT NULL").fetchone()
        if not made or not made[0]:
            return
        row = owner.execute("SELECT kind FROM samenspel_database").fetchone()
    if row != ("demo",):
        raise PostgresError(
            f"De database {site.database} is niet die van een demonstratie. Laat DATABASE_URL naar een lege wijzen."
        )


def _forget(site: Site) -> None:
    site.found.drop(site.database)
    for folder in (site.spool, site.mail):
        shutil.rmtree(folder, ignore_errors=True)
    for log in site.folder.glob("*.log"):
        log.unlink()


def _start(children: Children, site: Site) -> None:
    program = [sys.executable, "-m", "samenspel.site.command"]
    where = ["--database", site.database]
    with step("Pagina's, verwerking, bewaking en post"):
        children.start(
            "post", [sys.executable, "-m", "samenspel.site.demo.catcher", str(site.mail_port), str(site.mail)]
        )
        children.start("serve", [*program, "serve", "--port", str(site.port), *where])
        children.start("stream", [*program, "stream", "--port", str(site.stream_port), *where])
        for name in PROCESSES:
            children.start(name, [*program, name, *where])
        _wait_until_ready(children, site)


def _wait_until_ready(children: Children, site: Site) -> None:
    until = time.monotonic() + ANSWERS_WITHIN
    while not _is_ready(site):
        if time.monotonic() > until:
            raise Fallen(f"de pagina's antwoorden niet; het logboek is {site.folder / 'serve.log'}")
        children.tend()
        time.sleep(0.2)


def _is_ready(site: Site) -> bool:
    try:
        with urllib.request.urlopen(f"{site.origin}/gezondheid/gereed", timeout=5) as answer:  # noqa: S310
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _port(wanted: int = 0, *, any_other: bool = False) -> int:
    """A port that nobody listens on: the wanted one, or any. Raises ImproperlyConfigured when it is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", wanted))
        except OSError:
            if any_other:
                return _port()
            raise ImproperlyConfigured(f"poort {wanted} is in gebruik; kies een andere met --port") from None
        found: int = probe.getsockname()[1]
    return found


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
