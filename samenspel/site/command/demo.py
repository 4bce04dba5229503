# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""`samenspel demo`: a region with invented people, running."""

import argparse

from samenspel.site.demo.running import Demonstration, demonstrate


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("demo", help="een regio met verzonnen mensen, draaiend")
    parser.add_argument("--port", type=int, help="poort voor de pagina's (8000)")
    parser.add_argument("--reset", action="store_true", help="begin opnieuw, zonder wat er was")
    parser.add_argument("--check", action="store_true", help="open als elke rol elke pagina, en stop")
    parser.add_argument(
        "--as",
        dest="people",
        action="append",
        default=[],
        metavar="LOGIN",
        help="kijk met --check alleen als deze",
    )
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Run the demonstration. Returns 0; 1 when something is wrong with it."""
    return demonstrate(Demonstration(asked.port, asked.reset, asked.check, tuple(asked.people)))
