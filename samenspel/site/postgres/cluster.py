# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Makes a cluster once, and lets processes share its server.

`join` is all that a process does: it takes its share of `holders.lock` until it ends, and starts a supervisor
(see there) when none lives. No pid file is trusted, nothing needs cleaning up, no server outlives its users.
"""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from psycopg.conninfo import make_conninfo
from psycopg.pq import PGconn, Ping

from samenspel.site.postgres import binaries
from samenspel.site.postgres.binaries import Binaries
from samenspel.site.postgres.place import Account, Place, PostgresError, is_shared

SUPERUSER = "postgres"
SILENT_FOR = 60.0  # seconds in which a living supervisor must get its server to answer at all
RECOVERY_FOR = 900.0  # seconds for a server that answers "starting up": it is replaying what a crash left
LOG_LIMIT = 10_000_000  # bytes; then the log starts anew beside one older one

# Given on the command line, where neither a file nor ALTER SYSTEM can override them.
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "max_wal_size": "2GB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "password_encryption": "scram-sha-256",
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    # The log never holds a statement or a value from a row: those are personal data.
    "log_statement": "none",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_line_prefix": "%m [%p] %u@%d %e ",
}
FAST_SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}

_shares: dict[Path, int] = {}  # this process's open shares in `holders.lock`; the kernel takes them back


def join(place: Place, env: Mapping[str, str], say: Callable[[str], None]) -> bool:
    """Sees to it that the server runs, and stays as long as this process. True when this call started it.

    Raises PostgresError, with the last lines of the log, when it does not come up.
    """
    place.prepare()
    if place.root not in _shares:
        share = os.open(place.holders_lock, os.O_RDWR)
        fcntl.flock(share, fcntl.LOCK_SH)  # waits while a supervisor winds down
        _shares[place.root] = share
    with place.starting():
        started = not place.supervised()
        if started:
            _start(place, env, say)
        _wait_until_ready(place, say)
    return started


def stop(place: Place, *, now: bool) -> bool:
    """Lets the server go: once nobody uses it, or at once with `now`. True when it has stopped."""
    if not place.root.exists():
        return True
    place.keep.unlink(missing_ok=True)
    with place.starting():
        if now and place.supervised():
            os.kill(int(place.supervisor_lock.read_text()), signal.SIGTERM)
        until = time.monotonic() + SILENT_FOR
        while place.supervised():
            if time.monotonic() > until or (not now and is_shared(place.holders_lock)):
                return not place.supervised()
            time.sleep(0.05)
    return True


def _start(place: Place, env: Mapping[str, str], say: Callable[[str], None]) -> None:
    if place.fast and place.data.exists() and not _same_boot(place):
        shutil.rmtree(place.data)
    made = place.data / "PG_VERSION"
    found = binaries.find(env, major=int(made.read_text()) if made.exists() else None)
    usable = binaries.reachable(found, place)
    if place.log.exists() and place.log.stat().st_size > LOG_LIMIT:
        place.log.rename(place.log.with_suffix(".log.1"))
    if not made.exists():
        say(f"PostgreSQL {usable.version} wordt voor het eerst klaargezet in {place.root}")
        _initialise(place, usable)
    if place.fast:
        (place.root / "boot").write_text(_boot())
    _supervise(place, usable, place.account)


def _initialise(place: Place, programs: Binaries) -> None:
    """Makes the data beside its final name, so that a half-made cluster is never taken for a whole one."""
    draft, password = place.root / "data.new", place.root / "password.new"
    shutil.rmtree(draft, ignore_errors=True)
    password.unlink(missing_ok=True)
    place.own(draft)
    password.touch(mode=0o600)
    os.chown(password, place.account.uid, place.account.gid)
    password.write_text(place.new_secret(SUPERUSER))
    command = [str(programs.folder / "initdb"), "--pgdata", str(draft)]
    command += ["--username", SUPERUSER, "--pwfile", str(password)]
    command += [
        "--auth-local=scram-sha-256",
        "--auth-host=reject",
        "--encoding=UTF8",
        "--data-checksums",
        *_locale(programs),
    ]
    command += ["--no-sync"] * place.fast
    with place.log.open("a") as log:
        env = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
        ran = subprocess.run(  # noqa: S603  (our own program)
            command, stdout=log, stderr=log, cwd="/", env=env, umask=0o077, **place.account.switch
        )
    password.unlink()
    if ran.returncode:
        raise PostgresError(f"PostgreSQL kon niet worden klaargezet.\n{_tail(place)}")
    draft.rename(place.data)


def _locale(programs: Binaries) -> list[str]:
    """The same order of characters on every machine: code points. From version 17 it is built in."""
    if programs.major >= 17:
        return ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return ["--locale=C.UTF-8"]


def _supervise(place: Place, programs: Binaries, account: Account) -> None:
    settings = SETTINGS | (FAST_SETTINGS if place.fast else {})
    server = [str(programs.folder / "postgres"), "-D", str(place.data), "-k", str(place.socket)]
    server += [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    script = str(Path(__file__).with_name("supervisor.py"))
    identity = [str(place.root), str(place.socket), str(account.uid), str(account.gid)]
    with place.log.open("a") as log:
        subprocess.run(  # noqa: S603  (our own program; it returns once its child supervises)
            [sys.executable, "-I", "-S", script, *identity, *server],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            umask=0o077,
            start_new_session=True,
            check=True,
        )


def _wait_until_ready(place: Place, say: Callable[[str], None]) -> None:
    began = time.monotonic()
    told = False
    while (answer := ping(place)) != Ping.OK:
        waited = time.monotonic() - began
        limit = RECOVERY_FOR if answer == Ping.REJECT else SILENT_FOR
        if waited > limit or not place.supervised():
            raise PostgresError(f"PostgreSQL start niet. Het logboek is {place.log}:\n{_tail(place)}")
        if waited > 2 and not told:
            told = True
            say("PostgreSQL start; na een stroomstoring of harde stop kan dat even duren")
        time.sleep(0.02)


def ping(place: Place) -> Ping:
    """Whether the server accepts connections; needs no password."""
    address = make_conninfo(host=str(place.socket), dbname="postgres", connect_timeout="5")
    return Ping(PGconn.ping(address.encode()))


def _tail(place: Place, lines: int = 12) -> str:
    return "\n".join(place.log.read_text(errors="replace").splitlines()[-lines:])


def _boot() -> str:
    """Differs after every start of the machine."""
    return Path("/proc/sys/kernel/random/boot_id").read_text().strip()


def _same_boot(place: Place) -> bool:
    """Whether the machine has run on since the fast cluster was last started.

    Without fsync its files are whole only as long as the machine's own memory of them lives.
    """
    recorded = place.root / "boot"
    return recorded.exists() and recorded.read_text() == _boot()
