# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The ways in which a transaction ends, other than well: each is done to the running one, from inside it."""

import os
import socket
from collections.abc import Callable
from contextlib import suppress
from threading import Timer

from django.db import connection

from samenspel.cases.models import Item


class Abandoned(Exception):
    """The code around the transaction gave up."""


def commit() -> None:
    """It ends well."""


def rollback() -> None:
    raise Abandoned


def error() -> None:
    _ask("SELECT 1 / 0")


def refused() -> None:
    _ask("SELECT * FROM pg_authid")


def timeout() -> None:
    _ask("SET LOCAL statement_timeout = 2")
    _ask("SELECT pg_sleep(5)")


def cancel() -> None:
    """Somebody else asks the server to stop the running statement."""
    assert connection.connection is not None
    timer = Timer(0.003, connection.connection.cancel)
    timer.start()
    try:
        _ask("SELECT pg_sleep(5)")
    finally:
        timer.join()


def half_read() -> None:
    """A cursor on the server is left standing halfway."""
    for _ in Item.objects.iterator(chunk_size=1):
        raise Abandoned


def ended_by_server() -> None:
    _ask("SELECT pg_terminate_backend(pg_backend_pid())")


def disconnect() -> None:
    """The line to the server breaks."""
    assert connection.connection is not None
    line = socket.socket(fileno=os.dup(connection.connection.fileno()))
    with line, suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
    _ask("SELECT 1")


def _ask(question: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(question)


# How often each comes, in a thousand. Those in LOST end the connection too: the pool must replace it.
ENDINGS: dict[Callable[[], None], int] = {
    commit: 600,
    rollback: 120,
    error: 90,
    refused: 60,
    half_read: 50,
    timeout: 35,
    cancel: 25,
    ended_by_server: 10,
    disconnect: 10,
}
LOST = frozenset({ended_by_server, disconnect})
