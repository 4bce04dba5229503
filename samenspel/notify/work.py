# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Delivering what was queued, in role `worker`: retries with growing pauses, then a visible dead letter."""

from datetime import datetime, timedelta
from enum import Enum, auto
from smtplib import SMTPDataError, SMTPRecipientsRefused

from django.db import transaction

from samenspel.notify.channels import mail
from samenspel.notify.models import Heartbeat, Notice

FIRST_RETRY = timedelta(seconds=30)
AT_MOST = 8  # the last try is about an hour after the first
ABOUT_ONE = (SMTPRecipientsRefused, SMTPDataError)  # every other error of smtplib is about the server


class Outcome(Enum):
    """What came of one notice."""

    SENT = auto()
    REFUSED = auto()
    NOBODY_THERE = auto()


def deliver(now: datetime, limit: int = 100) -> int:
    """Deliver the notices that are due, each in a transaction of its own. Returns how many left.

    A mailbox that is refused stays behind and does not hold up the others. A mail server that does not answer ends
    the round: waiting for it with every notice would keep late terms waiting too.
    At least once: a notice that was sent while the process died is sent again. It says nothing, so that is harmless.
    """
    sent = 0
    for _ in range(limit):
        outcome = _deliver_one(now)
        sent += outcome is Outcome.SENT
        if outcome in (None, Outcome.NOBODY_THERE):
            break
    return sent


def _deliver_one(now: datetime) -> Outcome | None:
    with transaction.atomic():
        notice = Notice.objects.claimable(now, 1).select_related("post").first()
        if notice is None:
            return None
        outcome = _send(notice, now)
        notice.save(update_fields=["state", "sent_at", "attempts", "due_at", "last_error"])
    return outcome


def _send(notice: Notice, now: datetime) -> Outcome:
    notice.attempts += 1
    try:
        mail.send(notice.post.mailbox)
    except Exception as error:  # whatever is wrong with one notice, the others must leave
        _failed(notice, error, now)
        about_server = isinstance(error, OSError) and not isinstance(error, ABOUT_ONE)
        return Outcome.NOBODY_THERE if about_server else Outcome.REFUSED
    notice.state, notice.sent_at = Notice.SENT, now
    return Outcome.SENT


def _failed(notice: Notice, error: Exception, now: datetime) -> None:
    notice.last_error = type(error).__name__
    if notice.attempts >= AT_MOST:
        notice.state = Notice.DEAD
    else:
        notice.due_at = now + FIRST_RETRY * 2 ** (notice.attempts - 1)


def beat(process: str, now: datetime, **detail: object) -> None:
    """Say that this process did its round."""
    Heartbeat.objects.update_or_create(process=process, defaults={"at": now, "detail": detail})
