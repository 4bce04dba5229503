# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Processes that live and die together, and the commands that start them."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from samenspel.site.children import Children, Fallen
from samenspel.site.command import main
from samenspel.site.command.serve import refuse_taken

SLEEPS = [sys.executable, "-c", "import time; print('hier', flush=True); time.sleep(60)"]
PARENT = """
import os, sys, time
from samenspel.site.children import Children
with Children(os.environ, print) as children:
    children.start("kind", [sys.executable, "-c", "import time; time.sleep(60)"])
    print(children.members[0].process.pid, flush=True)
    time.sleep(60)
"""


def until(holds: Callable[[], bool], within: float = 10.0) -> bool:
    end = time.monotonic() + within
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def alive(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False


def children(folder: Path, say: Callable[[str], None] = lambda _: None) -> Children:
    return Children(os.environ, say, folder)


def test_children_end_with_the_block(tmp_path: Path) -> None:
    with children(tmp_path) as all_of_them:
        all_of_them.start("een", SLEEPS)
        all_of_them.start("twee", SLEEPS)
        pids = [one.process.pid for one in all_of_them.members if one.process]
        assert until(lambda: (tmp_path / "een.log").read_text() == "hier\n")
        assert all(map(alive, pids))
    assert not any(map(alive, pids))


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_no_child_outlives_a_parent_that_is_killed(number: signal.Signals) -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True)
    assert parent.stdout
    child = int(parent.stdout.readline())
    assert until(lambda: b"time.sleep(60)" in Path(f"/proc/{child}/cmdline").read_bytes())
    time.sleep(0.2)
    parent.send_signal(number)
    parent.wait(10)
    parent.stdout.close()
    assert until(lambda: not alive(child))


def test_a_child_that_dies_is_started_again_and_told_of(tmp_path: Path) -> None:
    told: list[str] = []
    with children(tmp_path, told.append) as all_of_them:
        all_of_them.start("een", SLEEPS)
        first = all_of_them.members[0].process
        assert first
        first.kill()
        first.wait(10)
        all_of_them.tend()
        second = all_of_them.members[0].process
        assert second
        assert second.pid != first.pid
        assert second.poll() is None
    assert len(told) == 1
    assert "'een' stopte onverwacht" in told[0]


def test_a_child_that_keeps_dying_is_the_end_and_its_last_words_are_told(tmp_path: Path) -> None:
    def tend(all_of_them: Children) -> None:
        for _ in range(5):
            process = all_of_them.members[0].process
            assert process
            process.wait(10)
            all_of_them.tend()

    with children(tmp_path) as all_of_them:
        all_of_them.start("stuk", [sys.executable, "-c", "raise SystemExit('kapot')"])
        with pytest.raises(Fallen, match=r"'stuk' blijft niet draaien[\s\S]*kapot"):
            tend(all_of_them)


def test_a_port_that_is_taken_is_refused_with_what_to_do() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ImproperlyConfigured, match=rf"poort {port} .*--port"):
            refuse_taken("127.0.0.1", port)
    refuse_taken("127.0.0.1", port)


@pytest.mark.parametrize("profile", ["production", "test"])
def test_sr58_the_demonstration_exists_in_its_own_profile_only(
    profile: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SAMENSPEL_PROFILE", profile)
    assert main(["demo"]) == 1
    assert "alleen in het profiel demo" in capsys.readouterr().err


def test_every_command_says_what_it_is_for(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--help"])
    assert stopped.value.code == 0
    told = capsys.readouterr().out
    assert all(
        name in told
        for name in ("serve", "stream", "handle", "work", "watch", "doctor", "demo", "run", "keys")
    )
