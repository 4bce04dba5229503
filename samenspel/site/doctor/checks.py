# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything that `samenspel doctor` looks at, in the order in which one would repair it. Needs Django, as owner."""

import os
import smtplib
import ssl
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader

import samenspel
from samenspel.notify.models import Heartbeat
from samenspel.partners.access import unsafe_accounts
from samenspel.partners.routekaart import troubles
from samenspel.site.alarms import SILENCE
from samenspel.site.doctor.findings import Ask, Finding, Level, judge
from samenspel.site.doctor.safety import safety
from samenspel.site.keys import KeysError, read_keys
from samenspel.site.postgres import RUNTIME, Role, Server

PROCESSES = {"intake": "handle", "worker": "work", "watcher": "watch"}
OPTIONS = "-c timezone=UTC -c statement_timeout=10000"
Counted = tuple[str, str, Role, str]


def look(found: Server, database: str | None = None) -> Iterator[Finding]:
    """All findings about this installation, one by one. Changes nothing (it tries the spool, and tidies up)."""
    now = samenspel.now()
    yield from _keys()
    yield from _spool()
    yield from _roles(found, database)
    yield _guarded("migraties", _migrations)
    yield from _processes(now)
    yield from _counts(found, database, now)
    yield _guarded("accounts", _accounts)
    yield _guarded("routekaarten", lambda: _routes(now))
    yield _mail()


def _guarded(check: str, look_at: Callable[[], Finding]) -> Finding:
    try:
        return look_at()
    except DatabaseError as error:
        return Finding(check, Level.WRONG, f"niet na te gaan ({type(error).__name__})")


def _keys() -> Iterator[Finding]:
    path = Path(os.environ.get("SAMENSPEL_KEYS", ""))
    try:
        keys = read_keys(path)
    except (KeysError, OSError) as error:
        yield Finding("sleutels", Level.WRONG, str(error))
        return
    yield Finding("sleutels", Level.OK, f"leesbaar, alleen voor deze gebruiker; in gebruik is {keys.current}")


def _spool() -> Iterator[Finding]:
    """Can a message be kept a second time, flushed?"""
    try:
        with tempfile.NamedTemporaryFile(dir=settings.SPOOL, suffix=".part") as probe:
            probe.write(b"x")
            probe.flush()
            os.fsync(probe.fileno())
        free = os.statvfs(settings.SPOOL)
    except OSError as error:
        yield Finding("spool", Level.WRONG, f"{settings.SPOOL}: {error.strerror}")
        return
    left = free.f_bavail * free.f_frsize / 1_000_000_000
    told = f"{settings.SPOOL} is te beschrijven, {left:.0f} GB vrij"
    yield Finding("spool", Level.MIND if left < 1 else Level.OK, told)


def _roles(found: Server, database: str | None) -> Iterator[Finding]:
    """Each role can come in, and is what it should be."""
    for role in Role:
        try:
            with psycopg.connect(found.conninfo(role, database), options=OPTIONS, connect_timeout=5) as own:
                yield Finding(f"database als {role.name.lower()}", Level.OK, "bereikbaar")
                if role in RUNTIME:
                    yield from (
                        one for one in safety(_asker(own)) if role is Role.WEB or one.level is not Level.OK
                    )
        except psycopg.Error as error:
            yield Finding(
                f"database als {role.name.lower()}", Level.WRONG, f"niet bereikbaar ({type(error).__name__})"
            )


def _asker(own: psycopg.Connection[Any]) -> Ask:
    return lambda statement, *values: own.execute(statement, values or None).fetchall()


def _migrations() -> Finding:
    loader = MigrationLoader(connection)
    left = loader.graph.nodes.keys() - loader.applied_migrations.keys()
    return judge(
        "migraties", [f"{len(left)} nog te doen; doe: samenspel migrate"] if left else [], "bijgewerkt"
    )


def _processes(now: datetime) -> Iterator[Finding]:
    """When each process last did its round, and what the watcher found (SR-40)."""
    try:
        beats = {beat.process: beat for beat in Heartbeat.objects.all()}
    except DatabaseError as error:
        yield Finding("processen", Level.WRONG, f"niet na te gaan ({type(error).__name__})")
        return
    for process, command in PROCESSES.items():
        beat = beats.get(process)
        if beat is None:
            yield Finding(
                f"proces {process}", Level.WRONG, f"heeft nog nooit gedraaid; start: samenspel {command}"
            )
            continue
        silent = now - beat.at
        told = f"laatste ronde {silent.total_seconds():.0f} s geleden"
        level = Level.WRONG if silent > SILENCE else Level.OK
        if differing := beat.detail.get("verschillen"):
            told, level = f"{told}; {differing} termijnen kloppen niet bij narekenen", Level.WRONG
        yield Finding(f"proces {process}", level, told)


# What waits for a person or for a process: check, role that may see it, statement giving count and oldest, limit.
WAITING: tuple[Counted, ...] = (
    (
        "niet verwerkt",
        "berichten zijn ontvangen en nog niet gelezen",
        Role.OWNER,
        "SELECT count(*), min(received_at) FROM intake_message WHERE state = 'ontvangen'"
        " AND received_at < clock_timestamp() - interval '5 minutes'",
    ),
    (
        "onleesbare berichten",
        "berichten wachten op een medewerker",
        Role.OWNER,
        "SELECT count(*), min(received_at) FROM intake_message WHERE state = 'wacht'",
    ),
    (
        "onbestelbare berichten",
        "waarschuwingen konden niet worden bezorgd",
        Role.WORKER,
        "SELECT count(*), min(created_at) FROM notify_notice WHERE state = 'onbestelbaar'",
    ),
)
SERIOUS = {"niet verwerkt"}


def _counts(found: Server, database: str | None, now: datetime) -> Iterator[Finding]:
    """What stands still has an owner and an age (SR-44)."""
    for check, what, role, statement in WAITING:
        try:
            with psycopg.connect(found.conninfo(role, database), options=OPTIONS, connect_timeout=5) as own:
                count, oldest = _asker(own)(statement)[0]
        except psycopg.Error as error:
            yield Finding(check, Level.WRONG, f"niet na te gaan ({type(error).__name__})")
            continue
        if not count:
            yield Finding(check, Level.OK, "geen")
            continue
        hours = (now - oldest).total_seconds() / 3600
        level = Level.WRONG if check in SERIOUS else Level.MIND
        yield Finding(check, level, f"{count} {what}; de oudste {hours:.1f} uur")


def _accounts() -> Finding:
    """Who can sign in with what exists only in a demonstration (SR-23)."""
    found = unsafe_accounts()
    if not found or settings.DEMO_SIGN_IN:
        return Finding(
            "accounts", Level.OK, f"{len(found)} met een wachtwoord (demonstratie)" if found else "veilig"
        )
    logins = ", ".join(str(one) for one in found[:10])
    told = f"{len(found)} medewerkers kunnen aanmelden met een wachtwoord of code: {logins}"
    return Finding("accounts", Level.WRONG if settings.SAFE else Level.MIND, told)


def _routes(now: datetime) -> Finding:
    """Versions of regions that do not hold though they should, or will not: the national rules hold instead."""
    found = [f"{one.region}, versie {one.number}: {why}" for one, why in troubles(now)]
    return judge("routekaarten", found, "elke versie van een regio geldt zoals vastgesteld")


def _mail() -> Finding:
    """The mail server lets us in. Nothing is sent."""
    where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    if not settings.EMAIL_HOST:
        return Finding("mail", Level.WRONG, "SAMENSPEL_SMTP_HOST ontbreekt: niemand wordt gewaarschuwd")
    try:
        with smtplib.SMTP(settings.EMAIL_HOST, settings.EMAIL_PORT, timeout=5) as server:
            if settings.EMAIL_USE_TLS:
                server.starttls(context=ssl.create_default_context())
            if settings.EMAIL_HOST_USER:
                server.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
            server.noop()
    except smtplib.SMTPNotSupportedError:
        what = f"{where} kent geen STARTTLS of geen aanmelden, en dat is wel gevraagd"
        return Finding("mail", Level.WRONG, what)
    except (OSError, smtplib.SMTPException) as error:
        return Finding("mail", Level.WRONG, f"{where} antwoordt niet ({type(error).__name__})")
    return Finding("mail", Level.OK, f"{where} antwoordt")
