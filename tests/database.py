# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The database of the tests: a migrated template, made once per version of the schema, and a copy per test process."""

import fcntl
import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

from samenspel.site.postgres import Server, server
from samenspel.site.postgres.place import place

ROOT = Path(__file__).resolve().parent.parent


def template(found: Server) -> str:
    """The name of a migrated, empty database of kind "test"; made when the schema changed since the last run."""
    name = f"template_{_version()}"
    lock = place({}, fast=True).root / "template.lock"
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        if not found.exists(name):
            building = f"{name}_building"
            found.drop(building)
            found.ensure_database(building)
            env = os.environ | {"DJANGO_SETTINGS_MODULE": "samenspel.site.settings"}
            subprocess.run([sys.executable, "-m", "tests.database", building], check=True, cwd=ROOT, env=env)
            found.clone(building, name)
            found.drop(building)
    return name


def copy(name: str) -> Server:
    """A fresh copy of the template under that name. Returns the server to reach it."""
    found = server(fast=True)
    _drop_what_dead_processes_left(found)
    found.clone(template(found), name)
    return found


def _drop_what_dead_processes_left(found: Server) -> None:
    """A test process that was killed leaves `test_<pid>…`; nobody else will ever use it."""
    for name in found.databases():
        left = re.fullmatch(r"test_(\d+)(_\w+)?", name)
        if left and not Path(f"/proc/{left[1]}").exists():
            found.drop(name)


def _version() -> str:
    """A hash over everything that shapes the schema."""
    parts = [
        *ROOT.glob("samenspel/*/migrations/*.py"),
        *ROOT.glob("samenspel/*/sql/*.sql"),
        ROOT / "uv.lock",
        ROOT / "tests/cast.py",
    ]
    digest = hashlib.sha256()
    for part in sorted(parts):
        digest.update(part.relative_to(ROOT).as_posix().encode() + b"\0" + part.read_bytes())
    return digest.hexdigest()[:12]


def _build(name: str) -> None:
    from samenspel.site import environment
    from samenspel.site.command.migrate import migrate
    from samenspel.site.postgres import Role

    environment.enter(Role.OWNER, database=name, profile="test", found=server(fast=True))
    migrate("test")
    from tests import cast  # its rows belong to the owner, like everything that administration makes

    cast.settle_in()


if __name__ == "__main__":
    _build(sys.argv[1])
