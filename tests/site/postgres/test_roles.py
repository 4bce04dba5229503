# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The four roles, databases and their copies, and the server of somebody else."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from samenspel.site.postgres import RUNTIME, PostgresError, Role, Server, server
from tests.site.postgres.home import Home, ask

ATTRIBUTES = (
    "SELECT rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls, rolinherit, rolcanlogin"
)


@pytest.mark.parametrize("role", Role)
def test_a_role_may_sign_in_and_nothing_else(own: Server, role: Role) -> None:
    inherits = role is Role.OWNER
    with psycopg.connect(own.conninfo(role)) as connection:
        found = connection.execute(f"{ATTRIBUTES} FROM pg_roles WHERE rolname = %s", [role.value]).fetchone()
    assert found == (False, False, False, False, False, inherits, True)


@pytest.mark.parametrize("role", RUNTIME)
@pytest.mark.parametrize(
    "attempt",
    [
        "CREATE TABLE mine (n int)",
        "CREATE TEMP TABLE mine (n int)",
        "CREATE SCHEMA mine",
        "SELECT * FROM pg_stats",
    ],
)
def test_a_runtime_role_makes_nothing_and_reads_no_statistics(own: Server, role: Role, attempt: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        ask(own, role, attempt)


@pytest.mark.parametrize("role", RUNTIME)
def test_a_runtime_role_enters_only_databases_of_samenspel(own: Server, role: Role) -> None:
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(own.conninfo(role, "postgres"))


@pytest.mark.parametrize(
    ("excess", "undo", "told"),
    [
        ("ALTER ROLE samenspel_web BYPASSRLS", "ALTER ROLE samenspel_web NOBYPASSRLS", "BYPASSRLS"),
        ("ALTER ROLE samenspel_worker CREATEDB", "ALTER ROLE samenspel_worker NOCREATEDB", "CREATEDB"),
        (
            "GRANT pg_read_all_data TO samenspel_web",
            "REVOKE pg_read_all_data FROM samenspel_web",
            "lid van pg_read",
        ),
        ("ALTER ROLE samenspel_owner SUPERUSER", "ALTER ROLE samenspel_owner NOSUPERUSER", "SUPERUSER"),
    ],
)
def test_a_role_with_too_many_rights_stops_the_start(
    own: Server, home: Home, excess: str, undo: str, told: str
) -> None:
    with psycopg.connect(make_conninfo("", **own.admin), dbname="postgres", autocommit=True) as admin:
        admin.execute(excess)
        refused = home.command("url")
        admin.execute(undo)
    assert (refused.returncode, told in refused.stderr) == (1, True)
    assert home.command("url").returncode == 0


def test_a_clone_holds_what_its_template_holds_and_goes_again(own: Server) -> None:
    own.ensure_database("template_of_test")
    with psycopg.connect(own.conninfo(Role.OWNER, "template_of_test")) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS fact AS SELECT 7 AS n")
        connection.execute("GRANT SELECT ON fact TO samenspel_web")
    for _ in range(2):  # the second replaces the first
        own.clone("template_of_test", "clone_of_test")
        assert ask(own, Role.WEB, "SELECT n FROM fact", "clone_of_test") == 7
    with psycopg.connect(own.conninfo(Role.WEB, "clone_of_test")):
        own.drop("clone_of_test")
    assert not own.exists("clone_of_test")
    own.drop("template_of_test")
    own.drop("template_of_test")  # again: nothing to do


def test_django_and_libpq_get_the_same_way_in(own: Server) -> None:
    entry = own.django(Role.WEB, pool={"max_size": 4})
    assert entry["OPTIONS"] == {"pool": {"max_size": 4}}
    assert entry["USER"] == Role.WEB
    for way in (own.url(Role.WEB), own.conninfo(Role.WEB)):
        with psycopg.connect(way) as connection:
            assert connection.info.host == entry["HOST"]
            assert connection.info.dbname == entry["NAME"] == "samenspel"


@pytest.fixture
def elsewhere(own: Server, home: Home, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """`own`, but known only by what the operator says about it: the state home is empty."""
    other = home.folder / "other"
    other.mkdir(mode=0o711)
    monkeypatch.setenv("SAMENSPEL_STATE_HOME", str(other))
    monkeypatch.setenv("DATABASE_URL", own.url(Role.OWNER))
    yield own
    shutil.rmtree(other)


def test_it_uses_the_roles_that_the_operator_gives(
    elsewhere: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    for role in RUNTIME:
        monkeypatch.setenv(f"SAMENSPEL_{role.name}_URL", elsewhere.url(role))
    found = server()
    assert not found.embedded
    assert found.database == "samenspel"
    found.ensure_database()
    assert [ask(found, role, "SELECT current_user") for role in Role] == list(Role)


def test_it_does_not_change_the_password_of_a_role_it_did_not_make(elsewhere: Server) -> None:
    with pytest.raises(PostgresError, match="SAMENSPEL_WEB_URL"):
        server()
    assert ask(elsewhere, Role.WEB, "SELECT 1") == 1


def test_it_refuses_another_name_for_a_runtime_role(
    elsewhere: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMENSPEL_WEB_URL", elsewhere.url(Role.OWNER))
    with pytest.raises(PostgresError, match="moet de gebruiker samenspel_web hebben"):
        server()


def test_a_superuser_only_makes_the_roles(elsewhere: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    superuser = Server(elsewhere.admin, {Role.OWNER: elsewhere.admin}, "samenspel", embedded=False)
    monkeypatch.setenv("DATABASE_URL", superuser.url(Role.OWNER))
    before = {role: elsewhere.parameters(role)["password"] for role in Role}
    found = server()
    try:
        assert [ask(found, role, "SELECT current_user") for role in Role] == list(Role)
        assert not set(before.values()) & {found.parameters(role)["password"] for role in Role}
    finally:  # the next test meets the passwords that `own` knows
        with psycopg.connect(make_conninfo("", **elsewhere.admin), dbname="postgres") as admin:
            for role, password in before.items():
                admin.execute(f"ALTER ROLE {role} PASSWORD '{password}'")


def test_the_address_may_stand_in_a_file(
    elsewhere: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "address").write_text("no address\n")
    monkeypatch.setenv("DATABASE_URL_FILE", str(tmp_path / "address"))
    with pytest.raises(PostgresError, match="DATABASE_URL is geen geldig PostgreSQL-adres"):
        server()


def test_what_it_cannot_reach_it_names(home: Home) -> None:
    refused = home.command("url", DATABASE_URL="postgresql://samenspel_owner@/samenspel?host=/nergens")
    assert (refused.returncode, "De database is niet bereikbaar" in refused.stderr) == (1, True)
