# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""`samenspel migrate`: bring the database up to date, as its owner."""

import argparse
import sys

from samenspel.site import environment
from samenspel.site.postgres import Role, server
from samenspel.site.progress import step
from samenspel.site.tables import migrate

__all__ = ["add", "migrate", "run"]

KINDS = ("production", "demo", "replay", "test")


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("migrate", help="werk de database bij, als eigenaar")
    parser.add_argument("--database", help="andere database dan de gewone")
    parser.add_argument("--kind", choices=KINDS, default="production", help="waarvoor een nieuwe database is")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Create the database if it lacks, migrate it as owner, and give the runtime roles their rights."""
    found = server(say=_tell)
    found.ensure_database(asked.database)
    with step("Tabellen en rechten", sys.stderr):
        environment.enter(Role.OWNER, database=asked.database, found=found)
        migrate(asked.kind)
    return 0


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")
