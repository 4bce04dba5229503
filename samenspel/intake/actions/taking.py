# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A member takes a message on, or gives it back. Its duty post stays the owner: nothing is nobody's (SR-44)."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db import connection
from django.http import Http404

from samenspel.intake.models import Message, MessageState
from samenspel.journal.models import Actor, Handling, write
from samenspel.partners.models import DutyPost


class TakenByAnother(Exception):
    """Somebody else was first, or took it over meanwhile. Nothing was changed."""


def take(
    message: uuid.UUID,
    posts: Iterable[DutyPost],
    *,
    instead_of: uuid.UUID | None = None,
    by: Actor,
    now: datetime,
) -> None:
    """Take on a message of these posts; `instead_of` is the colleague who has it now, as the page showed it.

    Raises Http404 alike for one that is not there, not theirs, or set aside; TakenByAnother when it changed hands.
    """
    _pass_on(message, posts, instead_of, by.member, now, by=by, name="intake.take")


def give_back(message: uuid.UUID, posts: Iterable[DutyPost], *, by: Actor, now: datetime) -> None:
    """Give a message back to its post. Raises as `take`."""
    _pass_on(message, posts, by.member, None, now, by=by, name="intake.give_back")


def _pass_on(
    message: uuid.UUID,
    posts: Iterable[DutyPost],
    giver: uuid.UUID | None,
    taker: uuid.UUID | None,
    now: datetime,
    *,
    by: Actor,
    name: str,
) -> None:
    at_posts = Message.objects.filter(pk=message, post__in=list(posts), organisation=by.organisation)
    found = at_posts.exclude(state=MessageState.SET_ASIDE)
    if not found.exists():
        raise Http404
    if not found.filter(taken_by=giver).update(taken_by=taker, taken_at=now if taker else None):
        raise TakenByAnother
    write(
        by=by,
        name=name,
        handling=Handling.CHANGE,
        now=now,
        object_kind="message",
        object=message,
        purpose="triage",
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify('samenspel_nieuws', %s)", [str(by.acts_for)])
