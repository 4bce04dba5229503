# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Servers to test with: one that the test process uses itself, and one that it only looks at."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from samenspel.site.postgres import Server, server
from tests.site.postgres.home import OUTSIDE, Home


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
