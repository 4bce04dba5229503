# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""`samenspel serve` and `samenspel stream`: the pages and the API (WSGI), and the event stream (ASGI)."""

import argparse
import signal
import socket
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from samenspel.site import environment
from samenspel.site.children import die_with_parent
from samenspel.site.logs import LOGGING, take_over
from samenspel.site.postgres import Role

STOP_WITHIN = 20  # seconds for requests that run when we are asked to stop


@dataclass(frozen=True, slots=True)
class Served:
    """One thing to serve: the module whose `application` it is, and how."""

    module: str
    interface: Interfaces
    port: int
    help: str


SERVED = {
    "serve": Served("samenspel.site.wsgi", Interfaces.WSGI, 8000, "toon de pagina's en beantwoord de API"),
    "stream": Served("samenspel.site.stream", Interfaces.ASGINL, 8001, "meld nieuws aan open pagina's"),
}


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    for name, served in SERVED.items():
        parser = commands.add_parser(name, help=served.help)
        parser.add_argument("--address", default="127.0.0.1", help="adres om op te luisteren")
        parser.add_argument("--port", type=int, default=served.port, help=f"poort ({served.port})")
        parser.add_argument("--database", help="andere database dan de gewone")
        if served.interface is Interfaces.WSGI:
            parser.add_argument("--workers", type=int, default=1, help="aantal processen")
            parser.add_argument("--threads", type=int, default=8, help="verzoeken tegelijk, per proces")
        else:
            parser.set_defaults(workers=1, threads=1)
        parser.set_defaults(run=run, name=name)


def run(asked: argparse.Namespace) -> int:
    """Serve until SIGTERM or SIGINT; then finish what runs. Returns 0; 1 when a serving process died."""
    served = SERVED[asked.name]
    refuse_taken(asked.address, asked.port)
    environment.enter(Role.WEB, database=asked.database)
    take_over()
    import_module("samenspel.site.doctor").refuse_unsafe()  # not before Django has started
    Granian(
        f"{served.module}:application",
        address=asked.address,
        port=asked.port,
        interface=served.interface,
        workers=asked.workers,
        blocking_threads=asked.threads,
        workers_kill_timeout=STOP_WITHIN,
        respawn_failed_workers=True,
        websockets=False,
        log_level=LogLevels.warning,
        log_dictconfig=LOGGING,
    ).serve(target_loader=partial(_load, served.module), wrap_loader=False)
    return 0


def refuse_taken(address: str, port: int) -> None:
    """Raises ImproperlyConfigured when somebody listens there: the server itself would share the port with them."""
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            raise ImproperlyConfigured(
                f"op {address} poort {port} kan niet worden geluisterd ({error.strerror}); kies een andere met --port"
            ) from None


def _load(module: str) -> Callable[..., Any]:
    """Runs in each serving process: it must not outlive the process that started it.

    Until it serves, a request to stop ends it at once; the handler that it inherited would only note the request.
    """
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)
    die_with_parent()
    application: Callable[..., Any] = import_module(module).application
    return application
