# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Replaying a chronology: event by event, each in a transaction of its own whose time is the event's."""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.db import connection, transaction

from samenspel.insights.replay.answer import Answer, answer_of
from samenspel.insights.replay.chronology import Chronology
from samenspel.insights.replay.feeding import feed
from samenspel.insights.replay.world import World


def _nothing(now: datetime) -> None:
    """Steps nothing."""


def replay(
    chronology: Chronology, until: datetime | None = None, step: Callable[[datetime], None] = _nothing
) -> Iterator[Answer]:
    """Feed the events up to and including `until`, and say after each what the system says.

    Runs in a database of kind replay (or test) that holds the organisations and nothing else, in the role that serves
    the pages. `step` is called between events, outside any transaction, with the event's time: for the processes
    that run beside the web.
    """
    world = World.of(chronology)
    events = chronology.events if until is None else chronology.until(until)
    for event in events:
        with transaction.atomic():
            set_time(event.at)
            feed(event, world)
            answer = answer_of(event, world.judge(event.at), world)
        step(event.at)
        yield answer


def set_time(now: datetime) -> None:
    """Let the running transaction live at that moment. Only a database for replay or test listens."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('samenspel.now', %s, true)", [now.isoformat()])
