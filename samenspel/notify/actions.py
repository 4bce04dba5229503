# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Queueing a notice, in the transaction of what it is about; and what people do with it."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db import connection

from samenspel.journal.models import Actor, Handling, write
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


def mark_read(posts: Iterable[DutyPost], *, by: Actor, now: datetime, only: uuid.UUID | None = None) -> int:
    """Mark the notices of these posts as read, or `only` one of them. Returns how many were not yet.

    What could not be delivered stays unread: it waits for `retry` or `drop`.
    """
    unread = Notice.objects.at_posts(posts).exclude(state=Notice.DEAD).filter(read_at=None)
    if only is not None:
        unread = unread.filter(pk=only)
    return unread.order_by().update(read_at=now, read_by=by.member)


def retry(notice: uuid.UUID, *, by: Actor, now: datetime) -> bool:
    """Try once more to deliver what could not be delivered. Returns whether it was still waiting for that."""
    dead = Notice.objects.dead_of(by.acts_for).filter(pk=notice).order_by()
    changed = dead.update(state=Notice.WAITING, due_at=now, attempts=0, last_error="")
    if changed:
        _journal("notify.retry", notice, by, now)
    return bool(changed)


def drop(notice: uuid.UUID, *, by: Actor, now: datetime) -> bool:
    """Say that somebody dealt with what could not be delivered, by telephone for instance. Returns as `retry`."""
    dead = Notice.objects.dead_of(by.acts_for).filter(pk=notice).order_by()
    changed = dead.update(read_at=now, read_by=by.member)
    if changed:
        _journal("notify.drop", notice, by, now)
    return bool(changed)


def _journal(name: str, notice: uuid.UUID, by: Actor, now: datetime) -> None:
    write(
        by=by,
        name=name,
        handling=Handling.CHANGE,
        now=now,
        object_kind="notice",
        object=notice,
        purpose="bericht",
    )
