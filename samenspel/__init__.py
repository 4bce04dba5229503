# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""samenspel: the shared alignment layer for the Dutch approach to domestic violence and child abuse."""

from contextvars import ContextVar
from datetime import datetime
from uuid import UUID, uuid4

__version__ = "0.1.0"

REQUEST: ContextVar[UUID | None] = ContextVar("samenspel_request", default=None)
"""The id of the request that is answered now; `site.logs` sets it."""


def now() -> datetime:
    """The time, as the database sees it. Only edges (pages, api, work, site) call this, once per transaction.

    It is `clock_timestamp()`, except in a database that was created for replay or test: there it follows the
    transaction's own setting (`journal/sql/context.sql: samenspel_now`).
    """
    from django.db import connection  # noqa: PLC0415  (rules imports this package without Django)

    with connection.cursor() as cursor:
        cursor.execute("SELECT samenspel_now()")
        moment: datetime = cursor.fetchone()[0]
    return moment


def request_id() -> UUID:
    """The id of the request that is answered now: one in log, journal and answer. Outside a request a new one."""
    return REQUEST.get() or uuid4()
