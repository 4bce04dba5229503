# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command line: `samenspel …`. One module per command, each with `add` (its arguments) and `run`."""

import argparse
import sys

from django.core.exceptions import ImproperlyConfigured

from samenspel import __version__
from samenspel.site.command import (
    admin,
    demo,
    docs,
    doctor,
    intake,
    keys,
    migrate,
    replay,
    rounds,
    routekaart,
    run,
    serve,
    term,
)
from samenspel.site.postgres import PostgresError

COMMANDS = (keys, migrate, run, serve, rounds, intake, admin, doctor, demo, docs, replay, routekaart, term)


def main(arguments: list[str] | None = None) -> int:
    """Run one command. Returns 0, 1 when it failed (told on stderr), 2 for wrong arguments or wrong input."""
    parser = argparse.ArgumentParser(prog="samenspel", description="Afstemming tussen zorg en straf.")
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="OPDRACHT")
    for command in COMMANDS:
        command.add(commands)
    asked = parser.parse_args(arguments)
    try:
        code: int = asked.run(asked)
    except (PostgresError, ImproperlyConfigured) as error:
        sys.stderr.write(f"samenspel: {error}\n")
        return 1
    except KeyboardInterrupt:
        return 130
    return code
