# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The second transaction of a report: from stored bytes to a case at the table (architecture, steps 4 to 8).

Rule 1: everything that follows from a message happens in one transaction, or nothing does and the message stays.
Rule 2: what cannot be read waits, whole, with an owner and an age; what fails is tried again, and then waits too.
Rule 3: sender and receiver each act in their own context. What the receiver sees of the sender is a disclosure.
"""

import logging
import uuid
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta

from django.db import connection, transaction

from samenspel.intake.actions.registering import NoGround, register
from samenspel.intake.formats import Problem, Report, Unreadable
from samenspel.intake.formats.melding.read import KEPT_WHOLE
from samenspel.intake.formats.melding.read import read as read_melding
from samenspel.intake.formats.vtmelding.read import read as read_vtmelding
from samenspel.intake.models import Message, MessageState
from samenspel.journal.models import Actor, Handling, write
from samenspel.notify.actions import queue
from samenspel.partners.access import acting_as, service_of
from samenspel.partners.models import Organisation

log = logging.getLogger(__name__)
READERS: Mapping[str, Callable[[bytes], Report]] = {"melding": read_melding, "vtmelding": read_vtmelding}
AT_MOST = 5
FIRST_RETRY = timedelta(seconds=5)


def to_handle(limit: int = 50) -> list[tuple[uuid.UUID, uuid.UUID]]:
    """Ids of messages that wait to be handled, oldest first, each with the organisation that received it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT message, organisation FROM intake_to_handle(%s)", [limit])
        return list(cursor.fetchall())


def handle(message: uuid.UUID, organisation: uuid.UUID, now: datetime) -> bool:
    """Handle one message of that receiver. Returns whether it did: not when another process has it or had it.

    Whatever goes wrong, the message stays: unreadable ones wait for a person, others are tried again, at most
    five times, and then wait too. Never raises for what a sender sent.
    """
    receiver = Organisation.objects.get(pk=organisation)
    actor = service_of(receiver, process="intake")
    try:
        with transaction.atomic(), acting_as(actor, purpose="intake"):
            found = _claim(message)
            if found is None:
                return False
            _handle(found, receiver, actor, now)
            return True
    except Exception as error:
        log.error("een bericht verwerken mislukte", exc_info=error)
        _failed(message, actor, error, now)
        return False


def _claim(message: uuid.UUID) -> Message | None:
    waiting = Message.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        pk=message, state=MessageState.STORED
    )
    return waiting.select_related("content", "sender", "post").first()


def _handle(message: Message, receiver: Organisation, actor: Actor, now: datetime) -> None:
    try:
        report = READERS[message.format](message.content.open())
        _check_parties(report, message.sender, receiver)
        with transaction.atomic():  # what a refusal halfway had already made goes; the message stays
            case, item = register(report, message.sender, receiver, message.received_at, now)
    except Unreadable as error:
        _let_wait(message, error.problems, actor, now)
        return
    except NoGround as error:
        _let_wait(message, [Problem("grond", str(error), "geen-grond")], actor, now)
        return
    message.state, message.handled_at, message.case, message.item = MessageState.HANDLED, now, case, item
    message.problems = [problem.as_json() for problem in report.problems]
    message.save()
    queue(post=message.post, template="melding", case=case.pk, now=now)
    _journal(message, actor, now, "verwerkt")


def _check_parties(report: Report, sender: Organisation, receiver: Organisation) -> None:
    """Does the message name the organisation that delivered it, and the one that it was delivered to?

    Raises Unreadable: a person must find out who this is from before it counts as anybody's.
    """
    wrong = [
        Problem(where, what, "andere-partij", KEPT_WHOLE)
        for where, what, told, real in (
            (
                "afzender",
                "De afzender in het bericht is een ander dan wie het aanleverde.",
                report.sender,
                sender.oin,
            ),
            (
                "ontvanger",
                "De ontvanger in het bericht is een ander dan wie het kreeg.",
                report.receiver,
                receiver.oin,
            ),
        )
        if told and told != real
    ]
    if wrong:
        raise Unreadable(tuple(wrong), report)


def _let_wait(message: Message, problems: Iterable[Problem], actor: Actor, now: datetime) -> None:
    """Leave it for a person: whole, with an owner (the post), an age and what is wrong (SR-44)."""
    message.state, message.problems = MessageState.WAITING, [problem.as_json() for problem in problems]
    message.save(update_fields=["state", "problems"])
    queue(post=message.post, template="onleesbaar", case=None, now=now)
    _journal(message, actor, now, "wacht")


def _failed(message: uuid.UUID, actor: Actor, error: Exception, now: datetime) -> None:
    """Note the attempt in a transaction of its own; after the last one the message waits for a person."""
    with transaction.atomic(), acting_as(actor, purpose="intake"):
        found = _claim(message)
        if found is None:
            return
        found.attempts += 1
        if found.attempts >= AT_MOST:
            what = "De verwerking is niet gelukt. De melding is heel bewaard; neem contact op met beheer."
            _let_wait(found, [Problem("", what, type(error).__name__)], actor, now)
        else:
            found.retry_at = now + FIRST_RETRY * 2**found.attempts
            _journal(found, actor, now, "opnieuw")
        found.save(update_fields=["attempts", "retry_at"])


def _journal(message: Message, actor: Actor, now: datetime, outcome: str) -> None:
    write(
        by=actor,
        name="intake.handle",
        handling=Handling.COLLECT,
        now=now,
        outcome=outcome,
        case=message.case_id,
        object_kind="message",
        object=message.pk,
        purpose="melding",
    )
