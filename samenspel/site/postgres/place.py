# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a PostgreSQL of our own keeps its files, and as which account of the machine it runs.

Nothing of it lies in the checkout: for root it is `/var/lib/samenspel/<hash of the checkout>`, for anybody
else `$XDG_STATE_HOME/samenspel/<hash>`. One folder holds:

    checkout           the checkout that this folder belongs to, for people who find it
    data/              the cluster (0700, of the account that the server runs as)
    socket/            the only way in (0700); elsewhere when the path would be too long for a socket
    secrets/<role>     one password per role (folder 0700, files 0600)
    pg/<version>-<id>  copied binaries, only when the account cannot read the originals
    server.log         what initdb, the server and its supervisor say; no statements and no values
    start.lock, holders.lock, supervisor.lock, keep     who starts, who uses it, who guards it (see `cluster`)
"""

import fcntl
import hashlib
import os
import pwd
import secrets
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import TypedDict

CHECKOUT = Path(__file__).resolve().parents[3]
SOCKET_PATH_LIMIT = 90  # bytes; sun_path holds 108, and some systems less
SOCKET_NAME = ".s.PGSQL.5432"


class PostgresError(Exception):
    """The database cannot be used; the text says in Dutch what is wrong and what to do."""


class Switch(TypedDict, total=False):
    """Arguments of `subprocess` that start a program as another account."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Account:
    """The account that owns the data and runs the server; PostgreSQL refuses to run as root."""

    uid: int
    gid: int

    @property
    def switch(self) -> Switch:
        """What `subprocess` needs to become this account; nothing when we are it already."""
        if self.uid == os.geteuid():
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


@dataclass(frozen=True)
class Place:
    """The folder of one cluster."""

    root: Path
    fast: bool = False

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def log(self) -> Path:
        return self.root / "server.log"

    @property
    def keep(self) -> Path:
        """Exists when the server must stay although no process uses it."""
        return self.root / "keep"

    @property
    def holders_lock(self) -> Path:
        return self.root / "holders.lock"

    @property
    def supervisor_lock(self) -> Path:
        return self.root / "supervisor.lock"

    @property
    def account(self) -> Account:
        """Whoever owns the data; for new data `postgres` or `nobody` when we are root, else ourselves."""
        if self.data.exists():
            owner = self.data.stat()
            return Account(owner.st_uid, owner.st_gid)
        if os.geteuid() != 0:
            return Account(os.geteuid(), os.getegid())
        known = {entry.pw_name: entry for entry in pwd.getpwall()}
        for name in ("postgres", "nobody"):
            if name in known:
                return Account(known[name].pw_uid, known[name].pw_gid)
        raise PostgresError(
            "PostgreSQL draait niet als root, en deze machine kent geen gebruiker 'postgres' of 'nobody'."
        )

    @property
    def socket(self) -> Path:
        """The folder of the socket; a private one in /tmp where a deep home makes the path too long."""
        here = self.root / "socket"
        if len(os.fsencode(here / SOCKET_NAME)) < SOCKET_PATH_LIMIT:
            return here
        name = hashlib.sha256(os.fsencode(self.root)).hexdigest()[:12]
        return Path("/tmp") / f"samenspel-{os.geteuid()}-{name}"  # noqa: S108  (made 0700 and checked by `prepare`)

    def prepare(self) -> None:
        """Makes the folders with the right owners and modes; refuses a socket folder that is not ours."""
        self.root.parent.mkdir(parents=True, exist_ok=True)
        self.root.mkdir(exist_ok=True)
        self.root.chmod(0o711)
        (self.root / "secrets").mkdir(mode=0o700, exist_ok=True)
        for name in ("start.lock", "holders.lock", "supervisor.lock", "server.log"):
            (self.root / name).touch(mode=0o600)
        (self.root / "checkout").write_text(f"{CHECKOUT}\n")
        self.own(self.socket)

    def own(self, folder: Path) -> None:
        """Makes `folder` 0700 and of the server's account."""
        account = self.account
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in (account.uid, os.geteuid()):
            raise PostgresError(f"De map {folder} is van een ander. Verwijder haar en probeer het opnieuw.")
        folder.chmod(0o700)
        os.chown(folder, account.uid, account.gid)

    def secret(self, name: str) -> str | None:
        """The password kept under `name`, or None."""
        file = self.root / "secrets" / name
        return file.read_text().strip() if file.exists() else None

    def new_secret(self, name: str) -> str:
        """Makes and keeps a password under `name`, unless there is one; returns it."""
        if known := self.secret(name):
            return known
        made = secrets.token_urlsafe(32)
        draft = self.root / "secrets" / f".{name}"
        draft.unlink(missing_ok=True)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(made)
        draft.rename(draft.with_name(name))
        return made

    @contextmanager
    def starting(self) -> Iterator[None]:
        """Held by the one process that starts, stops or changes the server; others wait."""
        with (self.root / "start.lock").open("a") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def supervised(self) -> bool:
        """Whether a supervisor lives: it holds its lock for as long as it does. Ask it while `starting`."""
        with self.supervisor_lock.open("a") as file:
            return not _take(file, fcntl.LOCK_EX)


def is_shared(lock: Path) -> bool:
    """Whether processes hold `lock` together; False when nobody does, or one has it alone."""
    with lock.open("a") as file:
        return not _take(file, fcntl.LOCK_EX) and _take(file, fcntl.LOCK_SH)


def _take(file: TextIOWrapper, kind: int) -> bool:
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def place(env: Mapping[str, str], *, fast: bool = False) -> Place:
    """The folder that belongs to this checkout, for whoever we are.

    `SAMENSPEL_STATE_HOME` puts it elsewhere (a bigger disk, a test). `fast` names the throw-away cluster.
    """
    name = hashlib.sha256(os.fsencode(CHECKOUT)).hexdigest()[:12] + ("-fast" if fast else "")
    return Place(_base(env) / name, fast)


def _base(env: Mapping[str, str]) -> Path:
    if chosen := env.get("SAMENSPEL_STATE_HOME"):
        return Path(chosen).resolve()
    if os.geteuid() == 0:
        return Path("/var/lib/samenspel")
    if state := env.get("XDG_STATE_HOME"):
        return Path(state).resolve() / "samenspel"
    try:
        return Path.home().resolve() / ".local/state/samenspel"
    except RuntimeError as error:
        raise PostgresError(
            "Deze gebruiker heeft geen thuismap. Zet SAMENSPEL_STATE_HOME naar een map voor de gegevens."
        ) from error
