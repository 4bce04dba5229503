# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""`samenspel demo --check`, as somebody types it: from an empty database to open pages, and down again."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from samenspel.site.postgres import Role
from tests.database import ROOT
from tests.settings import SERVER

DATABASE = f"test_{os.getpid()}_demo"
WITHIN = 300.0  # seconds; it takes about twenty where nothing else runs
# One at each end of a report, and one who works on no case; everybody else is for `make demo CHECK=1`.
PEOPLE = ("femke@demo", "hugo@demo", "renate@demo")


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """An empty database with its roles, and a folder of its own for everything else."""
    SERVER.drop(DATABASE)
    SERVER.ensure_database(DATABASE)
    urls = {
        f"SAMENSPEL_{role.name}_URL": SERVER.url(role, DATABASE) for role in Role if role is not Role.OWNER
    }
    plain = {key: value for key, value in os.environ.items() if not key.startswith(("SAMENSPEL_", "DJANGO_"))}
    state = {"DATABASE_URL": SERVER.url(Role.OWNER, DATABASE), "SAMENSPEL_STATE_HOME": str(tmp_path / "a b")}
    yield plain | urls | state | {"PYTHONPATH": str(ROOT)}
    SERVER.drop(DATABASE)


def demonstrate(environment: dict[str, str], *people: str) -> subprocess.CompletedProcess[str]:
    chosen = [word for one in people for word in ("--as", one)]
    command = [sys.executable, "-m", "samenspel.site.command", "demo", "--check", *chosen]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=WITHIN)


def test_the_demonstration_comes_up_plays_its_week_and_opens_every_page(environment: dict[str, str]) -> None:
    ran = demonstrate(environment, *PEOPLE)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "geopend door 3 mensen, 0 fouten." in ran.stdout
