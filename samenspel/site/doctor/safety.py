# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What must hold before a process may serve: the reviewed profile of database, role, clock and accounts (SR-58).

Everything is asked of the database itself, in the role that is going to serve; what a configuration file says is
never believed.
"""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.backends.postgresql.base import DatabaseWrapper

from samenspel.partners.access import unsafe_accounts
from samenspel.site.doctor.findings import Ask, Finding, Level, judge
from samenspel.site.postgres import Role

MOST_SKEW = 5.0  # seconds between the clock of the database and that of this machine
MIND_SKEW = 1.0
RIGHTS = {
    "rolsuper": "SUPERUSER",
    "rolbypassrls": "BYPASSRLS",
    "rolreplication": "REPLICATION",
    "rolcreaterole": "CREATEROLE",
    "rolcreatedb": "CREATEDB",
}
RIGHTS_OF_OWNER = ("SUPERUSER", "BYPASSRLS")
# A commit is on this machine's disk in all of these; in the last three on a standby as well.
DURABLE = ("local", "on", "remote_write", "remote_apply")


def safety(ask: Ask) -> Iterator[Finding]:
    """Every check of the profile, on one connection of the role that serves."""
    yield _rights(ask)
    yield _owns(ask)
    yield _fences(ask)
    yield _durable(ask)
    yield _checksums(ask)
    yield _zone(ask)
    yield _clock(ask)
    yield _private(ask)


def refuse_unsafe() -> None:
    """Raises ImproperlyConfigured with all that is wrong, in production. To be called before a process forks."""
    if not settings.SAFE:
        return
    try:
        wrong = [one for one in (*safety(_asked), *_accounts()) if one.level is Level.WRONG]
    finally:
        connection.close()
        if isinstance(connection, DatabaseWrapper):
            connection.close_pool()
    if wrong:
        lines = "".join(f"\n  {one.check}: {one.told}" for one in wrong)
        raise ImproperlyConfigured(f"het profiel production start niet zo:{lines}\nZie ook: samenspel doctor")


def _asked(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def _accounts() -> Iterator[Finding]:
    """Nobody can sign in with what exists only in a demonstration (SR-23). Only role web may read how people do."""
    if connection.settings_dict["USER"] == Role.WEB and (found := unsafe_accounts()):
        told = f"{len(found)} medewerkers kunnen aanmelden met een wachtwoord of een eenmalige code"
        yield Finding("accounts", Level.WRONG, told)


def _rights(ask: Ask) -> Finding:
    columns = ", ".join(RIGHTS)
    role, *has = ask(f"SELECT rolname, {columns} FROM pg_roles WHERE rolname = current_user")[0]  # noqa: S608
    excess = [name for name, given in zip(RIGHTS.values(), has, strict=True) if given]
    if role == Role.OWNER:
        excess = [name for name in excess if name in RIGHTS_OF_OWNER]
    else:
        excess += [f"lid van {name}" for (name,) in ask(_MEMBER_OF)]
    return judge(
        "rechten van de rol", [f"{role} mag te veel: {', '.join(excess)}"] if excess else [], f"{role}"
    )


_MEMBER_OF = "SELECT roleid::regrole::text FROM pg_auth_members WHERE member = current_user::regrole"


def _owns(ask: Ask) -> Finding:
    """A role that owns a table walks around its policies with one statement."""
    role = ask("SELECT current_user")[0][0]
    if role == Role.OWNER:
        return Finding("eigenaar", Level.OK, f"{role} maakt de tabellen en bedient niemand")
    count = ask("SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole")[0][0]
    wrong = [f"{role} is eigenaar van {count} tabellen of andere objecten"] if count else []
    return judge("eigenaar", wrong, "bezit niets")


def _fences(ask: Ask) -> Finding:
    """Every table with a policy or with the guard of the journal has row security, also for its owner."""
    found = ask(_FENCED)
    open_ones = [name for name, fenced in found if not fenced]
    if not found:
        return Finding("scheiding van gegevens", Level.WRONG, "er zijn geen tabellen; doe: samenspel migrate")
    wrong = [f"row level security is niet afgedwongen op {', '.join(open_ones)}"] if open_ones else []
    return judge("scheiding van gegevens", wrong, f"afgedwongen op {len(found)} tabellen")


_FENCED = """
SELECT relname, relrowsecurity AND relforcerowsecurity
FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
  AND (EXISTS (SELECT 1 FROM pg_policy WHERE polrelid = pg_class.oid)
       OR EXISTS (SELECT 1 FROM pg_trigger
                  WHERE tgrelid = pg_class.oid AND tgname IN ('journal_required', 'journal_append_only')))
ORDER BY relname
"""


def _durable(ask: Ask) -> Finding:
    """An acknowledged report is on disk (SR-37)."""
    fsync, pages, commit = ask(
        "SELECT current_setting('fsync'), current_setting('full_page_writes'), current_setting('synchronous_commit')"
    )[0]
    wrong = [
        f"{name} staat {value}"
        for name, value in (("fsync", fsync), ("full_page_writes", pages))
        if value != "on"
    ]
    if commit not in DURABLE:
        wrong.append(f"synchronous_commit staat {commit}")
    return judge("vastleggen op schijf", wrong, f"fsync, full_page_writes; synchronous_commit {commit}")


def _checksums(ask: Ask) -> Finding:
    on = ask("SELECT current_setting('data_checksums')")[0][0] == "on"
    told = "aan" if on else "data_checksums staan uit: schade aan de schijf blijft onopgemerkt"
    return Finding("controlegetallen", Level.OK if on else Level.MIND, told)


def _zone(ask: Ask) -> Finding:
    """Sessions speak UTC, and this machine knows how Dutch time works."""
    wrong = []
    zone = ask("SELECT current_setting('timezone')")[0][0]
    if zone != "UTC":
        wrong.append(f"de database rekent in {zone} in plaats van UTC")
    try:
        summer = datetime(2026, 7, 1, 12, tzinfo=UTC).astimezone(ZoneInfo("Europe/Amsterdam"))
        if summer.hour != 14:
            wrong.append("deze machine kent de Nederlandse zomertijd niet goed")
    except ZoneInfoNotFoundError:
        wrong.append("deze machine kent geen tijdzones; installeer tzdata")
    return judge("tijdzone", wrong, "UTC, en Nederlandse tijd is bekend")


def _clock(ask: Ask) -> Finding:
    """Both clocks at about the same moment; the question itself takes time too, and that is not counted."""
    before = time.time()
    there = float(ask("SELECT extract(epoch FROM clock_timestamp())")[0][0])
    after = time.time()
    skew = max(before - there, there - after, 0.0)
    level = Level.WRONG if skew > MOST_SKEW else Level.MIND if skew > MIND_SKEW else Level.OK
    return Finding("klok", level, f"database en machine verschillen {skew:.1f} s")


def _private(ask: Ask) -> Finding:
    """Nobody between us and the database reads along."""
    local, ssl = ask(
        "SELECT inet_server_addr() IS NULL OR inet_server_addr() <<= '127.0.0.0/8' OR inet_server_addr() = '::1',"
        " (SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid())"
    )[0]
    open_line = "de verbinding met de database is niet versleuteld; zet sslmode=verify-full"
    return judge(
        "verbinding", [] if local or ssl else [open_line], "zelfde machine" if local else "versleuteld"
    )
