# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""samenspel: the shared alignment layer for the Dutch approach to domestic violence and child abuse."""

from datetime import datetime

__version__ = "0.1.0"


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
