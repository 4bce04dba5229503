# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a process needs before Django may start: its role in the database, its keys, its spool.

In production an operator gives all of it. In the demo and test profiles what is missing is made, outside the
checkout, in the folder of the embedded server (`site.postgres.place`).
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django

from samenspel.site.keys import new_keys
from samenspel.site.postgres import Role, Server, server
from samenspel.site.postgres.place import place


def enter(
    role: Role, *, database: str | None = None, profile: str | None = None, found: Server | None = None
) -> None:
    """Make this process one that runs as `role`, and start Django. Called once, before anything of Django is used.

    Raises PostgresError or ImproperlyConfigured, with what to do.
    """
    prepare(os.environ, role, database=database, profile=profile, found=found)
    django.setup(set_prefix=False)


def prepare(
    env: "os._Environ[str] | dict[str, str]",
    role: Role,
    *,
    database: str | None = None,
    profile: str | None = None,
    found: Server | None = None,
) -> None:
    """Put what a process of that role needs into `env`; what an operator gave is left as it is."""
    if profile:
        env["SAMENSPEL_PROFILE"] = profile
    env.setdefault("DJANGO_SETTINGS_MODULE", "samenspel.site.settings")
    chosen = found or server()
    env["SAMENSPEL_DATABASE_URL"] = chosen.url(role, database)
    if env.get("SAMENSPEL_PROFILE", "production") != "production":
        _make_what_lacks(env)


def _make_what_lacks(env: "os._Environ[str] | dict[str, str]") -> None:
    root = place(os.environ).root
    if "SAMENSPEL_KEYS" not in env:
        keys = root / "secrets" / "keys.json"
        if not keys.exists():
            new_keys(keys)
        env["SAMENSPEL_KEYS"] = str(keys)
    if "SAMENSPEL_SPOOL" not in env:
        spool = root / "spool"
        spool.mkdir(mode=0o700, parents=True, exist_ok=True)
        env["SAMENSPEL_SPOOL"] = str(spool)


@contextmanager
def looking(env: "os._Environ[str] | dict[str, str]") -> Iterator[None]:
    """While the block imports settings: the least with which code can be looked at, and nothing can be done.

    The keys are thrown away, and the database is one that nobody asks.
    """
    with tempfile.TemporaryDirectory() as folder:
        keys = Path(folder) / "keys.json"
        new_keys(keys)
        env["SAMENSPEL_PROFILE"] = "test"
        env["SAMENSPEL_KEYS"] = str(keys)
        env["SAMENSPEL_SPOOL"] = folder
        env["SAMENSPEL_DATABASE_URL"] = "postgresql://samenspel_web@/samenspel"
        yield


def look() -> None:
    """Start Django to look at the code: its addresses, templates and settings. No database, no keys of anybody."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "samenspel.site.settings"
    with looking(os.environ):
        django.setup(set_prefix=False)


def spool() -> Path:
    """Where acknowledged messages are kept a second time until they are handled."""
    return Path(os.environ["SAMENSPEL_SPOOL"])
