# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""How tests sign in, and how they set the clock."""

from datetime import datetime

from django.db import connection
from django.test import Client

from samenspel.partners.models import Member


def client_for(member: Member) -> Client:
    """A client with a session of that member, begun at the time of the test (see `at`)."""
    client = Client()
    client.force_login(member)
    return client


def at(moment: datetime) -> datetime:
    """Let it be that moment for the rest of the test. For a test inside one transaction (`django_db`)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('samenspel.now', %s, true)", [moment.isoformat()])
    return moment
