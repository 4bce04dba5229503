# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A filled database to measure on: filled once per version of the code that shapes it, and copied for every run."""

import hashlib
import os
import sys
from pathlib import Path

from psycopg import sql

from bench.crash.rounds import build
from bench.progress import tell
from bench.site import Site
from samenspel.site.postgres import Role
from samenspel.site.postgres.place import place
from tests.database import _version

SHAPED_BY = ("bench/fill", "bench/families.py", "samenspel/rules/matching", "samenspel/intake/actions")


def home() -> Path:
    """Where the sites of measurements live, beside the database of this checkout."""
    ours = place(os.environ).root
    return ours.with_name(f"{ours.name}-bench")


def prepared(cases: int) -> Site:
    """A site with a database that holds that many cases."""
    template = f"vol_{cases}_{_shape()}"
    filled = Site(home(), template)
    filled.start_server()
    if not _exists(filled, template):
        _fill(filled, template, cases)
    site = Site(home(), f"meting_{cases}")
    site.start_server()
    tell(f"meten: {template} wordt gekopieerd")
    _execute(site, "DROP DATABASE IF EXISTS {} WITH (FORCE)", site.database)
    copy = "CREATE DATABASE {} OWNER {} TEMPLATE {} STRATEGY FILE_COPY"
    _execute(site, copy, site.database, Role.OWNER, template)
    return site


def _fill(site: Site, template: str, cases: int) -> None:
    """Under another name until it is whole."""
    draft = Site(site.home, f"{template}_nieuw")
    _execute(site, "DROP DATABASE IF EXISTS {} WITH (FORCE)", draft.database)
    tell(
        f"vullen: {cases} zaken; dit gaat langs de omheining van de database en krijgt geen regels in het journaal"
    )
    build(draft)
    draft.show(sys.executable, "-m", "bench.fill", draft.database, str(cases))
    _execute(site, "ALTER DATABASE {} RENAME TO {}", draft.database, template)


def _exists(site: Site, name: str) -> bool:
    with Site(site.home, "postgres").all_seeing() as plain:
        return plain.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def _execute(site: Site, statement: str, *names: str) -> None:
    with Site(site.home, "postgres").all_seeing() as plain:
        plain.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def _shape() -> str:
    root = Path(__file__).parents[1]
    files = [one for name in SHAPED_BY for one in sorted((root / name).rglob("*.py")) or [root / name]]
    digest = hashlib.sha256(_version().encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:10]
