# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The PostgreSQL that this process uses: the one of `DATABASE_URL`, or one of our own."""

import functools
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from samenspel.site.postgres import cluster, roles
from samenspel.site.postgres.place import Place, PostgresError, place
from samenspel.site.postgres.roles import RUNTIME, Role

Parameters = Mapping[str, str]  # as libpq names them: host, port, user, password, sslmode …
DATABASE = "samenspel"
DJANGO_NAMES = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}


def _quiet(_: str) -> None:
    """Says nothing."""


@dataclass(frozen=True)
class Server:
    """How to reach the server in each role, and what can be done with its databases.

    `admin` makes databases: `postgres` on our own server, the role of DATABASE_URL elsewhere.
    `database` is the name that `DATABASE_URL` gives, else `samenspel`. Passwords stay out of its repr, and so out of
    tracebacks and logs.
    """

    admin: Parameters = field(repr=False)
    access: Mapping[Role, Parameters] = field(repr=False)
    database: str
    embedded: bool

    def parameters(self, role: Role, database: str | None = None) -> dict[str, str]:
        """Connection parameters of libpq, for `psycopg.connect(**…)` and its pool."""
        return {**self.access[role], "dbname": database or self.database}

    def conninfo(self, role: Role, database: str | None = None) -> str:
        """The same as one string. It holds a password: never log it."""
        return make_conninfo("", **self.parameters(role, database))

    def url(self, role: Role, database: str | None = None) -> str:
        """The same as a `postgresql://` address, which every program that uses libpq understands."""
        given = self.parameters(role, database)
        user, password, name = (quote(given.pop(key, ""), safe="") for key in ("user", "password", "dbname"))
        return f"postgresql://{user}:{password}@/{name}?{urlencode(given)}"

    def django(self, role: Role, database: str | None = None, **options: Any) -> dict[str, Any]:
        """An entry of Django's DATABASES; `options` join its OPTIONS (`pool={"max_size": 8}`)."""
        given = self.parameters(role, database)
        named = {DJANGO_NAMES[key]: given.pop(key) for key in tuple(given) if key in DJANGO_NAMES}
        name = given.pop("dbname")
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": name,
            **named,
            "OPTIONS": {**given, **options},
        }

    def exists(self, database: str) -> bool:
        """Whether the database is there."""
        with self._administration() as admin:
            return roles.exists(admin, database)

    def databases(self) -> tuple[str, ...]:
        """The names of all databases on this server."""
        with self._administration() as admin:
            return tuple(row[0] for row in admin.execute("SELECT datname FROM pg_database ORDER BY datname"))

    def ensure_database(self, database: str | None = None) -> None:
        """Creates the database for the owner unless it is there; closes it to all but the four roles."""
        name = database or self.database
        with self._administration() as admin:
            if not roles.exists(admin, name):
                roles.create(admin, name, owner=self._owner)
            roles.fence(admin, name, owner=self._owner)
            if roles.is_superuser(admin):
                with _connect(self.admin, name) as inside:
                    roles.hide_statistics(inside, owner=self._owner)

    def clone(self, template: str, name: str) -> None:
        """Copies a database nobody is connected to. What was there under `name` goes first."""
        with self._administration() as admin:
            roles.drop(admin, name)
            roles.create(admin, name, owner=self._owner, template=template)
            roles.fence(admin, name, owner=self._owner)

    def drop(self, database: str) -> None:
        """Drops the database and ends every session in it; nothing when it is not there."""
        with self._administration() as admin:
            roles.drop(admin, database)

    @property
    def _owner(self) -> str:
        return self.access[Role.OWNER]["user"]

    @contextmanager
    def _administration(self) -> Iterator[roles.Admin]:
        """One change at a time, by whichever process."""
        with _connect_as_admin(self.admin, self.database) as admin:
            admin.execute("SELECT pg_advisory_lock(%s)", [roles.LOCK])
            yield admin


def server(*, fast: bool = False, say: Callable[[str], None] = _quiet) -> Server:
    """The server of this process, running and with its roles. Cheap to call again; restarts what has died.

    Without DATABASE_URL it is our own server, which stays for as long as any process that called this lives.
    `fast` gives a second, throw-away one without fsync, for tests that prove nothing about durability.
    `say` gets a line of Dutch text when a step takes long. Raises PostgresError with what to do.
    """
    env = dict(os.environ)
    if url := _secret(env, "DATABASE_URL"):
        return _external(url, env)
    ours = place(env, fast=fast)
    started = cluster.join(ours, env, say)
    if started:
        _own.cache_clear()
    return _own(ours)


@functools.cache
def _own(ours: Place) -> Server:
    admin = {
        "host": str(ours.socket),
        "user": cluster.SUPERUSER,
        "password": ours.secret(cluster.SUPERUSER) or "",
    }
    with ours.starting(), _connect_as_admin(admin, DATABASE) as connection:
        found = {role: roles.ensure_role(connection, role, ours) for role in Role}
        connection.execute("REVOKE CONNECT ON DATABASE postgres FROM PUBLIC")
    params = {
        role: {"host": str(ours.socket), "user": str(role), "password": word} for role, word in found.items()
    }
    return Server(admin, params, DATABASE, embedded=True)


def _external(url: str, env: Mapping[str, str]) -> Server:
    """The server of DATABASE_URL. Its role is the owner; a superuser is only used to make the four roles.

    Each runtime role has its own URL (`SAMENSPEL_WEB_URL`, …) or is made here, when the role given may.
    """
    admin = _parameters("DATABASE_URL", url)
    database = admin.pop("dbname", DATABASE)
    reach = {key: value for key, value in admin.items() if key not in ("user", "password")}
    kept = place(env)
    kept.prepare()
    found: dict[Role, Parameters] = {}
    with kept.starting(), _connect_as_admin(admin, database) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [roles.LOCK])
        if not roles.is_superuser(connection):
            roles.check_role(connection, connection.info.user)
            found[Role.OWNER] = {"user": connection.info.user, **admin}
        for role in (role for role in Role if role not in found):
            found[role] = _given(role, env) or {
                **reach,
                "user": str(role),
                "password": roles.ensure_role(connection, role, kept),
            }
            roles.check_role(connection, role)
    return Server(admin, found, database, embedded=False)


def _given(role: Role, env: Mapping[str, str]) -> Parameters | None:
    """The parameters that an operator gave for a runtime role."""
    variable = f"SAMENSPEL_{role.name}_URL"
    if role not in RUNTIME or not (url := _secret(env, variable)):
        return None
    given = _parameters(variable, url)
    if given.get("user") != role:
        raise PostgresError(
            f"{variable} moet de gebruiker {role} hebben: de rechten in de database staan op die naam."
        )
    given.pop("dbname", None)
    return given


def _connect_as_admin(admin: Parameters, database: str) -> roles.Admin:
    """A connection to `postgres`, so that any other database can be copied; else to `database`."""
    try:
        return _connect(admin, "postgres")
    except psycopg.OperationalError:
        try:
            return _connect(admin, database)
        except psycopg.OperationalError as error:
            raise PostgresError(f"De database is niet bereikbaar: {error}") from error


def _connect(admin: Parameters, database: str) -> roles.Admin:
    return psycopg.connect(make_conninfo("", **admin, dbname=database), autocommit=True)


def _parameters(variable: str, url: str) -> dict[str, str]:
    try:
        return {key: str(value) for key, value in conninfo_to_dict(url).items() if value is not None}
    except psycopg.ProgrammingError as error:
        raise PostgresError(
            f"{variable} is geen geldig PostgreSQL-adres (postgresql://naam:wachtwoord@machine/database)."
        ) from error


def _secret(env: Mapping[str, str], name: str) -> str | None:
    """A setting with a password in it: from the variable, or from the file that `<name>_FILE` names."""
    if file := env.get(f"{name}_FILE"):
        try:
            return Path(file).read_text().strip()
        except OSError as error:
            raise PostgresError(f"{name}_FILE noemt {file}, maar dat bestand is niet te lezen.") from error
    return env.get(name) or None
