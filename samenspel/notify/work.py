# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Delivering what was queued, in role `worker`: retries with growing pauses, then a visible dead letter."""

from datetime import datetime, timedelta
from smtplib import SMTPException

from django.db import transaction

from samenspel.notify.channels import mail
from samenspel.notify.models import Heartbeat, Notice

FIRST_RETRY = timedelta(seconds=30)
AT_MOST = 8  # the last try is about an hour after the first


def deliver(now: datetime, limit: int = 100) -> int:
    """Deliver the notices that are due. Returns how many left; one that fails stays, and does not hold up the others.

    At least once: a notice that was sent while the process died is sent again. It says nothing, so that is harmless.
    """
    sent = 0
    with transaction.atomic():
        for notice in Notice.objects.claimable(now, limit).select_related("post"):
            try:
                mail.send(notice.post.mailbox)
            except (OSError, SMTPException) as error:
                _failed(notice, error, now)
            else:
                notice.state, notice.sent_at = Notice.SENT, now
                notice.attempts += 1
                sent += 1
            notice.save(update_fields=["state", "sent_at", "attempts", "due_at", "last_error"])
    return sent


def _failed(notice: Notice, error: Exception, now: datetime) -> None:
    notice.attempts += 1
    notice.last_error = type(error).__name__
    if notice.attempts >= AT_MOST:
        notice.state = Notice.DEAD
    else:
        notice.due_at = now + FIRST_RETRY * 2 ** (notice.attempts - 1)


def beat(process: str, now: datetime, **detail: object) -> None:
    """Say that this process did its round."""
    Heartbeat.objects.update_or_create(process=process, defaults={"at": now, "detail": detail})
