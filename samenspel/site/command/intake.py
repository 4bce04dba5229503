# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""`samenspel intake recover`: bring back from the spool what the database lacks, and tidy the spool."""

import argparse
import sys

from samenspel.site import environment
from samenspel.site.postgres import Role


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("intake", help="herstel berichten die de database mist")
    parser.add_argument("what", choices=["recover"])
    parser.add_argument("--database", help="andere database dan de gewone")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """One round over the spool, beside a serving system if need be. Returns 1 when files could not be stored."""
    environment.enter(Role.WEB, database=asked.database)
    from samenspel import now  # noqa: PLC0415  (Django starts in `enter`)
    from samenspel.intake.actions import recover  # noqa: PLC0415

    found = recover(now())
    sys.stdout.write(
        f"Hersteld: {found.restored}. Opgeruimd: {found.removed}. Nog bewaard als tweede kopie: {found.kept}.\n"
    )
    for name in found.stuck:
        sys.stderr.write(f"samenspel: {name} is niet te openen of op te slaan, en blijft staan.\n")
    return 1 if found.stuck else 0
