# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The doctor, and SR-58: each thing that must hold is flipped, is noticed, and stops a production start."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction
from pytest_django import Settings

import samenspel
from samenspel.notify.models import Notice
from samenspel.notify.work import beat
from samenspel.partners.access import acting_as, service_of
from samenspel.site import doctor
from samenspel.site.doctor import Finding, Level, look, safety
from samenspel.site.doctor.findings import Ask
from samenspel.site.keys import new_keys
from samenspel.site.postgres import Role
from tests import cast
from tests.machine import as_owner
from tests.settings import SERVER

UTC = "-c timezone=UTC"
# The server of the tests has no fsync: it is itself the first thing flipped.
FLIPPED_HERE = {"vastleggen op schijf"}


@contextmanager
def entered(role: Role = Role.WEB, options: str = UTC) -> Iterator[Ask]:
    conninfo = SERVER.conninfo(role, connection.settings_dict["NAME"])
    with psycopg.connect(conninfo, options=options) as own:
        yield lambda statement, *values: own.execute(statement, values or None).fetchall()


def wrong(ask: Ask) -> dict[str, str]:
    return {one.check: one.told for one in safety(ask) if one.level is Level.WRONG}


def pretending(ask: Ask, **settings: str) -> Ask:
    """The same database, except that it says something else about these settings."""

    def answer(statement: str, *values: Any) -> list[tuple[Any, ...]]:
        for name, value in settings.items():
            statement = statement.replace(f"current_setting('{name}')", f"'{value}'")
        return ask(statement, *values)

    return answer


DURABLE = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}


@pytest.mark.usefixtures("own_database")
def test_a_durable_database_in_the_role_that_serves_is_safe() -> None:
    with entered() as ask:
        assert wrong(pretending(ask, **DURABLE)) == {}


@pytest.mark.usefixtures("own_database")
@pytest.mark.parametrize("role", [Role.WORKER, Role.WATCHER])
def test_so_are_the_other_roles(role: Role) -> None:
    with entered(role) as ask:
        assert wrong(pretending(ask, **DURABLE)) == {}


@pytest.mark.usefixtures("own_database")
@pytest.mark.parametrize(
    ("setting", "value"), [("fsync", "off"), ("full_page_writes", "off"), ("synchronous_commit", "off")]
)
def test_sr58_what_is_not_durable_is_noticed(setting: str, value: str) -> None:
    with entered() as ask:
        found = wrong(pretending(ask, **(DURABLE | {setting: value})))
        assert found == {"vastleggen op schijf": f"{setting} staat {value}"}


@pytest.mark.usefixtures("own_database")
@pytest.mark.parametrize("commit", ["local", "remote_write", "remote_apply"])
def test_every_way_of_committing_that_reaches_the_disk_is_fine(commit: str) -> None:
    with entered() as ask:
        assert wrong(pretending(ask, **(DURABLE | {"synchronous_commit": commit}))) == {}


@pytest.mark.usefixtures("own_database")
def test_sr58_the_real_settings_of_a_server_without_fsync_are_noticed() -> None:
    with entered(options=f"{UTC} -c synchronous_commit=off") as ask:
        told = wrong(ask)["vastleggen op schijf"]
    assert "fsync staat off" in told
    assert "synchronous_commit staat off" in told


@pytest.mark.usefixtures("own_database")
def test_sr58_another_time_zone_is_noticed() -> None:
    with entered(options="-c timezone=Europe/Amsterdam") as ask:
        assert set(wrong(ask)) == {"tijdzone"} | FLIPPED_HERE


@pytest.mark.usefixtures("own_database")
@pytest.mark.parametrize("difference", [-6.0, 6.0])
def test_sr58_a_clock_that_runs_wrong_is_noticed(difference: float, monkeypatch: pytest.MonkeyPatch) -> None:
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + difference)
    with entered() as ask:
        assert set(wrong(ask)) == {"klok"} | FLIPPED_HERE


@pytest.mark.usefixtures("own_database")
@pytest.mark.parametrize("statement", ["NO FORCE ROW LEVEL SECURITY", "DISABLE ROW LEVEL SECURITY"])
def test_sr58_a_table_without_its_fence_is_noticed_by_name(statement: str) -> None:
    as_owner(f"ALTER TABLE people_personrecord {statement}")
    with entered() as ask:
        assert "people_personrecord" in wrong(ask)["scheiding van gegevens"]


@pytest.mark.usefixtures("own_database")
def test_sr58_a_database_without_tables_is_noticed() -> None:
    as_owner("DROP SCHEMA public CASCADE")
    as_owner("CREATE SCHEMA public")
    with entered() as ask:
        assert "samenspel migrate" in wrong(ask)["scheiding van gegevens"]


@pytest.mark.usefixtures("own_database")
def test_sr58_a_role_that_may_too_much_is_noticed() -> None:
    with psycopg.connect(**SERVER.admin, dbname=connection.settings_dict["NAME"], options=UTC) as superuser:
        found = wrong(lambda statement, *values: superuser.execute(statement, values or None).fetchall())
    assert {"rechten van de rol", "eigenaar"} <= set(found)
    assert "SUPERUSER" in found["rechten van de rol"]
    assert "BYPASSRLS" in found["rechten van de rol"]


@pytest.mark.usefixtures("own_database")
def test_sr58_a_line_that_others_can_read_is_noticed() -> None:
    def far(ask: Ask) -> Ask:
        return lambda statement, *values: (
            [(False, False)] if "pg_stat_ssl" in statement else ask(statement, *values)
        )

    with entered() as ask:
        assert "sslmode" in wrong(far(ask))["verbinding"]


@pytest.mark.usefixtures("own_database")
def test_sr58_production_refuses_and_says_all_that_is_wrong(settings: Settings) -> None:
    settings.SAFE = True
    as_owner("ALTER TABLE people_secret NO FORCE ROW LEVEL SECURITY")
    as_owner("UPDATE partners_member SET password = 'argon2$x' WHERE login = 'vera@samenspel.test'")
    with pytest.raises(ImproperlyConfigured) as refused:
        doctor.refuse_unsafe()
    told = str(refused.value)
    assert "people_secret" in told
    assert "fsync staat off" in told
    assert "1 medewerkers kunnen aanmelden met een wachtwoord" in told


@pytest.mark.usefixtures("own_database")
def test_sr58_outside_production_it_does_not() -> None:
    doctor.refuse_unsafe()


# -- the whole round of the doctor


@pytest.fixture
def healthy(
    own_database: str, settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[str]:
    """An installation with all processes running and a mail server that answers."""
    new_keys(tmp_path / "keys.json")
    monkeypatch.setenv("SAMENSPEL_KEYS", str(tmp_path / "keys.json"))
    settings.SPOOL = tmp_path
    now = samenspel.now()
    for process in ("intake", "worker", "watcher"):
        beat(process, now)
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = (
            "127.0.0.1",
            server.getsockname()[1],
            False,
        )
        answering = _answer_as_mail(server)
        yield own_database
        server.close()
        answering.join(5)


def _answer_as_mail(server: socket.socket) -> threading.Thread:
    def serve() -> None:
        while True:
            try:
                line, _ = server.accept()
            except OSError:
                return
            with line:
                line.sendall(b"220 toets\r\n")
                while said := line.recv(200):
                    line.sendall(b"221 dag\r\n" if said.lower().startswith(b"quit") else b"250 ok\r\n")

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    return thread


def found(database: str) -> dict[str, Finding]:
    return {one.check: one for one in look(SERVER, database)}


def levels(database: str) -> dict[str, Level]:
    """Everything that is not fine, except what the server of the tests lacks."""
    return {
        check: one.level
        for check, one in found(database).items()
        if one.level is not Level.OK and check not in FLIPPED_HERE
    }


def test_all_is_well_with_a_healthy_installation(healthy: str) -> None:
    assert levels(healthy) == {}
    assert {"sleutels", "spool", "mail", "migraties", "klok", "proces worker", "database als watcher"} <= set(
        found(healthy)
    )


def spoil_heartbeat(_: Path) -> None:
    beat("worker", samenspel.now() - timedelta(minutes=6))


def spoil_terms(_: Path) -> None:
    beat("watcher", samenspel.now(), verschillen=2)


def spoil_keys(folder: Path) -> None:
    (folder / "keys.json").chmod(0o644)


def spoil_migrations(_: Path) -> None:
    as_owner("DELETE FROM django_migrations WHERE app = 'intake' AND name LIKE '0003%%'")


def spoil_accounts(_: Path) -> None:
    as_owner("UPDATE partners_member SET password = 'argon2$x' WHERE login = 'vera@samenspel.test'")


@pytest.mark.parametrize(
    ("spoil", "check", "level"),
    [
        (spoil_heartbeat, "proces worker", Level.WRONG),
        (spoil_terms, "proces watcher", Level.WRONG),
        (spoil_keys, "sleutels", Level.WRONG),
        (spoil_migrations, "migraties", Level.WRONG),
        (spoil_accounts, "accounts", Level.MIND),
    ],
)
def test_what_is_spoiled_is_noticed(
    healthy: str, tmp_path: Path, spoil: Callable[[Path], None], check: str, level: Level
) -> None:
    spoil(tmp_path)
    assert levels(healthy) == {check: level}


def test_a_spool_that_is_gone_is_noticed(healthy: str, settings: Settings, tmp_path: Path) -> None:
    settings.SPOOL = tmp_path / "weg"
    assert levels(healthy) == {"spool": Level.WRONG}


def test_a_mail_server_that_is_gone_is_noticed(healthy: str, settings: Settings) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = probe.getsockname()[1]
    assert levels(healthy) == {"mail": Level.WRONG}


def test_sr44_dead_letters_are_counted_with_their_age(healthy: str) -> None:
    vt = cast.organisation("VT")
    made = samenspel.now() - timedelta(hours=5)
    with transaction.atomic(), acting_as(service_of(vt, process="test"), purpose="intake"):
        Notice.objects.bulk_create(
            Notice(
                organisation=vt,
                post=cast.post("VT"),
                template="x",
                created_at=made,
                due_at=made,
                state=Notice.DEAD,
            )
            for _ in range(2)
        )
    one = found(healthy)["onbestelbare berichten"]
    assert one.level is Level.MIND
    assert one.told.startswith("2 waarschuwingen")
    assert "5.0 uur" in one.told


def test_nothing_that_the_doctor_tells_is_about_anybody(healthy: str) -> None:
    spoil_accounts(Path())
    told = json.dumps([str(one) for one in found(healthy).values()])
    assert "vera" not in told.lower()
