# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""`samenspel run`: all processes of an installation on one machine, together."""

import argparse
import os
import signal
import sys
import time

from samenspel.site.children import Children, Fallen
from samenspel.site.postgres import server

LOOK_EVERY = 1.0  # seconds between two looks at the processes
PROCESSES = ("stream", "handle", "work", "watch")


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "run", help="draai alles op één machine, met de instellingen uit de omgeving"
    )
    parser.add_argument(
        "--port", type=int, default=8000, help="poort voor de pagina's (8000); de stroom krijgt de volgende"
    )
    parser.add_argument("--database", help="andere database dan de gewone")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Run until SIGTERM or Ctrl-C, and end everything then. Returns 0; 1 when a process keeps dying."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    server(say=_say)
    program = [sys.executable, "-m", "samenspel.site.command"]
    where = ["--database", asked.database] if asked.database else []
    ports = {"serve": ["--port", str(asked.port)], "stream": ["--port", str(asked.port + 1)]}
    try:
        with Children(os.environ, _say) as children:
            for name in ("serve", *PROCESSES):
                children.start(name, [*program, name, *ports.get(name, ()), *where])
            while True:
                time.sleep(LOOK_EVERY)
                children.tend()
    except Fallen as error:
        _say(str(error))
        return 1
    except KeyboardInterrupt:
        return 0


def _say(line: str) -> None:
    sys.stderr.write(f"samenspel: {line}\n")
