# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The database roles and databases of samenspel, as statements on an administrator's connection (autocommit).

The owner makes tables. Web, worker and watcher serve: they own, create and inherit nothing, so that row-level
security holds for them. Source: threat model SR-07 and SR-10.
"""

from enum import StrEnum
from typing import Any

from psycopg import Connection, sql

from samenspel.site.postgres.place import Place, PostgresError


class Role(StrEnum):
    """The four database roles."""

    OWNER = "samenspel_owner"
    WEB = "samenspel_web"
    WORKER = "samenspel_worker"
    WATCHER = "samenspel_watcher"


RUNTIME = (Role.WEB, Role.WORKER, Role.WATCHER)

# What a role may not be, with the column that tells. Inheriting is for the owner only: its rights on the
# schema `public` come from `pg_database_owner`.
FORBIDDEN = {
    "rolsuper": "SUPERUSER",
    "rolbypassrls": "BYPASSRLS",
    "rolreplication": "REPLICATION",
    "rolcreaterole": "CREATEROLE",
    "rolcreatedb": "CREATEDB",
    "rolinherit": "INHERIT",
}
FORBIDDEN_FOR_OWNER = ("SUPERUSER", "BYPASSRLS")
MEMBER_OF = "SELECT 'lid van ' || roleid::regrole::text FROM pg_auth_members WHERE member = %s::regrole"
LOCK = 7_305_823_116_046_150_001  # any fixed number; whoever changes roles or databases holds it

Admin = Connection[Any]


def is_superuser(admin: Admin) -> bool:
    """Whether this connection may do everything."""
    row = admin.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
    return bool(row and row[0])


def ensure_role(admin: Admin, role: Role, kept: Place) -> str:
    """Makes `role` when it lacks, with a new password kept in `kept`; returns the password.

    A role that exists while its password is not known here gets a new one only when we are superuser: on a
    server of somebody else it may be in use elsewhere. Raises PostgresError for that, and for excess rights.
    """
    exists = admin.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role.value]).fetchone()
    known = kept.secret(role.value)
    if exists and known is None and not is_superuser(admin):
        raise PostgresError(
            f"De databaserol {role} bestaat al, maar haar wachtwoord is hier niet bekend. Zet "
            f"SAMENSPEL_{role.name}_URL, of verwijder de rol zodat samenspel haar opnieuw maakt."
        )
    with admin.transaction():
        if not exists:
            inherit = sql.SQL("INHERIT" if role is Role.OWNER else "NOINHERIT")
            admin.execute(sql.SQL("CREATE ROLE {} LOGIN {}").format(sql.Identifier(role), inherit))
        if not exists or known is None:
            known = known or kept.new_secret(role.value)
            _set_password(admin, role, known)
        check_role(admin, role)
    return known


def _set_password(admin: Admin, role: Role, password: str) -> None:
    """Sends only the verifier, so that the password itself never reaches a server log."""
    verifier = admin.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256").decode()
    admin.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(role), sql.Literal(verifier)))


def check_role(admin: Admin, name: str) -> None:
    """Refuses a role that may too much. A name outside RUNTIME is an owner: it may make databases."""
    columns = sql.SQL(", ").join(map(sql.Identifier, FORBIDDEN))
    found = admin.execute(
        sql.SQL("SELECT {} FROM pg_roles WHERE rolname = %s").format(columns), [name]
    ).fetchone()
    if found is None:
        raise PostgresError(f"De databaserol {name} bestaat niet.")
    excess = [word for has, word in zip(found, FORBIDDEN.values(), strict=True) if has]
    if name in RUNTIME:
        excess += [row[0] for row in admin.execute(MEMBER_OF, [name])]
    else:
        excess = [word for word in excess if word in FORBIDDEN_FOR_OWNER]
    if excess:
        raise PostgresError(
            f"De databaserol {name} mag te veel: {', '.join(excess)}. Neem dat weg en start opnieuw."
        )


def exists(admin: Admin, database: str) -> bool:
    """Whether the database is there."""
    return admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone() is not None


def create(admin: Admin, database: str, *, owner: str, template: str = "template0") -> None:
    """Creates a database of `owner` that only the four roles may enter."""
    admin.execute(
        sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(
            *map(sql.Identifier, (database, owner, template))
        )
    )


def fence(admin: Admin, database: str, *, owner: str) -> None:
    """Lets only the owner and the runtime roles into `database`, and only the owner make anything there."""
    name = sql.Identifier(database)
    admin.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name))
    admin.execute(sql.SQL("GRANT ALL ON DATABASE {} TO {}").format(name, sql.Identifier(owner)))
    known = [
        row[0]
        for row in admin.execute("SELECT rolname FROM pg_roles WHERE rolname = ANY(%s)", [list(RUNTIME)])
    ]
    for role in known:
        admin.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(name, sql.Identifier(role)))


def hide_statistics(inside: Admin, *, owner: str) -> None:
    """Closes the planner's statistics (they hold values from rows) to all but the owner. For a superuser."""
    for view in ("pg_stats", "pg_stats_ext", "pg_stats_ext_exprs"):
        name = sql.Identifier("pg_catalog", view)
        inside.execute(sql.SQL("REVOKE ALL ON {} FROM PUBLIC").format(name))
        inside.execute(sql.SQL("GRANT SELECT ON {} TO {}").format(name, sql.Identifier(owner)))


def drop(admin: Admin, database: str) -> None:
    """Drops the database and ends every session in it; nothing when it is not there."""
    admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database)))
