# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Queueing a notice, in the transaction of what it is about."""

import uuid
from datetime import datetime

from django.db import connection

from samenspel.notify.models import Notice
from samenspel.partners.models import DutyPost


def queue(*, post: DutyPost, template: str, case: uuid.UUID | None, now: datetime) -> None:
    """Queue one notice for a duty post. It carries a template's code and a case id, nothing personal (SR-21).

    Pages that are open at that organisation hear after the commit that there is news, and nothing else.
    """
    Notice(
        organisation_id=post.organisation_id,
        post=post,
        template=template,
        case=case,
        created_at=now,
        due_at=now,
    ).save(force_insert=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify('samenspel_nieuws', %s)", [str(post.organisation_id)])
