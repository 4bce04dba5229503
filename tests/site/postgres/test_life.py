# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long it lives: as long as anybody uses it, whatever is killed, and no longer."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress

import psycopg

from samenspel.site.postgres.place import SOCKET_NAME
from tests.site.postgres.home import ASK, Home, finish, wait_until_gone


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
