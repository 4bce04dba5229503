# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a person does with a message that waits: try it again, or set it aside for a reason (SR-42, SR-44)."""

import uuid
from datetime import datetime

from django.db import connection

from samenspel.intake.models import Message, MessageState
from samenspel.journal.models import Actor, Handling, write

WAITS = (MessageState.WAITING, MessageState.SET_ASIDE)


class ReasonNeeded(ValueError):
    """Setting a message aside needs a reason."""


class NotWaiting(Exception):
    """Somebody was first: the message does not wait any more. Nothing was changed."""


def try_again(message: uuid.UUID, *, by: Actor, now: datetime) -> None:
    """Let the intake process read it again; also takes back that it was set aside. Raises NotWaiting."""
    changed = Message.objects.filter(pk=message, state__in=WAITS).update(
        state=MessageState.STORED, attempts=0, retry_at=None, set_aside_by=None, set_aside_reason=""
    )
    if not changed:
        raise NotWaiting
    _journal("intake.try_again", by, message, now, "opnieuw")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify('samenspel_intake', '')")


def set_aside(message: uuid.UUID, *, by: Actor, now: datetime, reason: str) -> None:
    """Set a message aside, with a name and a reason; it stays whole. Raises ReasonNeeded, NotWaiting."""
    if not reason.strip():
        raise ReasonNeeded
    changed = Message.objects.filter(pk=message, state=MessageState.WAITING).update(
        state=MessageState.SET_ASIDE, set_aside_by=by.member, set_aside_reason=reason.strip(), handled_at=now
    )
    if not changed:
        raise NotWaiting
    _journal("intake.set_aside", by, message, now, "terzijde")


def _journal(name: str, by: Actor, message: uuid.UUID, now: datetime, outcome: str) -> None:
    write(
        by=by,
        name=name,
        handling=Handling.CHANGE,
        now=now,
        outcome=outcome,
        object_kind="message",
        object=message,
        purpose="melding",
    )
