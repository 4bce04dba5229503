# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""`samenspel doctor`: is this installation healthy? One line per check."""

import argparse
import json
import sys

from django.core.exceptions import ImproperlyConfigured

from samenspel.site import environment
from samenspel.site.postgres import PostgresError, Role, server


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("doctor", help="kijk na of alles gezond is")
    parser.add_argument("--database", help="andere database dan de gewone")
    parser.add_argument("--json", action="store_true", help="voor een programma dat meekijkt")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Look at everything. Returns 0 when nothing is wrong (what asks for attention is not wrong), else 1."""
    lines = []
    healthy = True
    for check, level, told in _findings(asked.database):
        healthy = healthy and level != "fout"
        lines.append({"controle": check, "stand": level, "uitleg": told})
        if not asked.json:
            sys.stdout.write(f"{level:<7} {check:<24} {told}\n")
            sys.stdout.flush()
    if asked.json:
        sys.stdout.write(
            json.dumps({"gezond": healthy, "controles": lines}, ensure_ascii=False, indent=2) + "\n"
        )
    return 0 if healthy else 1


def _findings(database: str | None) -> "list[tuple[str, str, str]]":
    try:
        found = server()
        environment.enter(Role.OWNER, database=database, found=found)
    except PostgresError as error:
        return [("database", "fout", str(error))]
    except ImproperlyConfigured as error:
        return [("instellingen", "fout", str(error))]
    from samenspel.site.doctor import look  # noqa: PLC0415  (Django starts in `enter`)

    return [(one.check, one.level.value, one.told) for one in look(found, database)]
