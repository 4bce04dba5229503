# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""`samenspel handle | work | watch`: the processes beside the web."""

import argparse

from samenspel.site import environment
from samenspel.site.logs import take_over
from samenspel.site.postgres import Role

ROLES = {"handle": ("intake", Role.WEB), "work": ("worker", Role.WORKER), "watch": ("watcher", Role.WATCHER)}
HELP = {
    "handle": "verwerk wat binnenkwam",
    "work": "waarschuw bij termijnen en verstuur berichten",
    "watch": "reken alle termijnen na, los van de rest",
}


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    for name, text in HELP.items():
        parser = commands.add_parser(name, help=text)
        parser.add_argument("--once", action="store_true", help="één ronde, en stop")
        parser.add_argument("--database", help="andere database dan de gewone")
        parser.set_defaults(run=run, name=name)


def run(asked: argparse.Namespace) -> int:
    """Do rounds until SIGTERM. Returns 0; with --once 1 when the round failed."""
    name, role = ROLES[asked.name]
    environment.enter(role, database=asked.database)
    take_over()
    from samenspel.site import doctor, rounds  # noqa: PLC0415  (Django starts in `enter`)

    doctor.refuse_unsafe()

    return rounds.run(name, once=asked.once)
