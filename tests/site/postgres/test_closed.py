# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What it is: durable, closed, and quiet about what is in it."""

import os
import stat
from pathlib import Path

import psycopg
import pytest

from samenspel.site.postgres import PostgresError, Role, Server, place
from samenspel.site.postgres.place import CHECKOUT, SOCKET_NAME, SOCKET_PATH_LIMIT
from tests.site.postgres.home import Home, ask


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("fsync", "on"),
        ("synchronous_commit", "on"),
        ("full_page_writes", "on"),
        ("data_checksums", "on"),
        ("listen_addresses", ""),
        ("TimeZone", "UTC"),
        ("server_encoding", "UTF8"),
        ("password_encryption", "scram-sha-256"),
        ("max_connections", "100"),
        ("log_min_error_statement", "panic"),
    ],
)
def test_it_is_durable_closed_and_in_utc(own: Server, setting: str, value: str) -> None:
    assert ask(own, Role.WEB, f"SELECT current_setting('{setting}')") == value


def test_it_sorts_by_code_point_on_every_machine(own: Server) -> None:
    assert (
        ask(own, Role.WEB, "SELECT string_agg(v, ' ' ORDER BY v) FROM unnest('{é,b,A,a,Z}'::text[]) v")
        == "A Z a b é"
    )
    assert ask(own, Role.WEB, "SELECT upper('é')") == "É"


def test_it_keeps_its_files_to_itself_and_outside_the_checkout(own: Server, home: Home) -> None:
    ours = home.place
    assert CHECKOUT not in ours.root.parents
    assert stat.S_IMODE(ours.data.stat().st_mode) == stat.S_IMODE(ours.socket.stat().st_mode) == 0o700
    secrets = ours.root / "secrets"
    assert stat.S_IMODE(secrets.stat().st_mode) == 0o700
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in secrets.iterdir()}
    assert modes == dict.fromkeys(("postgres", *Role), 0o600)
    assert len({file.read_text() for file in secrets.iterdir()}) == 5
    assert ours.data.stat().st_uid != 0


def test_it_asks_every_role_for_its_password(own: Server) -> None:
    for role in Role:
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(own.conninfo(role), password="guess")


def test_its_log_holds_no_value_of_a_row(own: Server, home: Home) -> None:
    with (
        psycopg.connect(own.conninfo(Role.OWNER)) as connection,
        pytest.raises(psycopg.errors.UniqueViolation),
    ):
        connection.execute("CREATE TEMP TABLE person (name text UNIQUE)")
        connection.execute("INSERT INTO person VALUES ('Zwaluwstaart'), ('Zwaluwstaart')")
    log = home.place.log.read_text()
    assert "duplicate key value" in log
    assert "Zwaluwstaart" not in log


@pytest.mark.parametrize("depth", [1, 12])
def test_the_path_of_the_socket_is_short_enough(tmp_path: Path, depth: int) -> None:
    ours = place.place({"SAMENSPEL_STATE_HOME": str(tmp_path.joinpath(*["a deep home"] * depth))})
    assert len(os.fsencode(ours.socket / SOCKET_NAME)) < SOCKET_PATH_LIMIT


def test_a_socket_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    deep = place.place({"SAMENSPEL_STATE_HOME": str(tmp_path.joinpath(*["a deep home"] * 12))})
    (tmp_path / "elsewhere").mkdir()
    deep.socket.symlink_to(tmp_path / "elsewhere")
    try:
        with pytest.raises(PostgresError, match="is van een ander"):
            deep.prepare()
    finally:
        deep.socket.unlink()
