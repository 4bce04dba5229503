# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The dead man's switch: worker and watcher each see it when the other, or intake, stops doing rounds (SR-40).

Three ways, because one of them may be what stands still: a notice to the duty post of every organisation, a mail to
the operators that needs no outbox, and the exit code of `samenspel doctor` for whatever monitors this machine.
"""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.db import transaction

from samenspel.notify.actions import queue
from samenspel.notify.channels import mail
from samenspel.notify.models import Heartbeat
from samenspel.partners.access import acting_as, service_of
from samenspel.partners.models import DutyPost, Organisation

log = logging.getLogger(__name__)
SILENCE = timedelta(minutes=5)
WATCHES = {"worker": ("watcher", "intake"), "watcher": ("worker", "intake")}
TEMPLATE = "proces-stil"


def silent(process: str, now: datetime, since: datetime) -> list[str]:
    """Which of the processes that `process` watches did no round for five minutes, at `now`.

    `since` is when `process` itself began: what was down together gets five minutes to come up together.
    """
    beats = dict(Heartbeat.objects.values_list("process", "at"))
    others = WATCHES.get(process, ())
    return [other for other in others if now - max(beats.get(other, since), since) > SILENCE]


def alarm(process: str, now: datetime, since: datetime) -> dict[str, list[str]]:
    """Tell of processes that fell silent, once per silence. Returns what the heartbeat of `process` has to remember."""
    still = silent(process, now, since)
    before = Heartbeat.objects.filter(process=process).values_list("detail", flat=True).first() or {}
    new = sorted(set(still) - set(before.get("stil", ())))
    if new:
        log.error("een proces staat stil", extra={"round": process, "stil": new})
        _tell_organisations(process, now)
        _tell_operators(new)
    return {"stil": still}


def _tell_organisations(process: str, now: datetime) -> None:
    for organisation in Organisation.objects.filter(ended_at=None):
        post = DutyPost.objects.of(organisation.pk)
        if post is not None:
            with (
                transaction.atomic(),
                acting_as(service_of(organisation, process=process), purpose="bewaking"),
            ):
                queue(post=post, template=TEMPLATE, case=None, now=now)


def _tell_operators(processes: Iterable[str]) -> None:
    """Past the outbox: the process that empties it may be the one that stands still."""
    if not settings.ALARM_MAILBOX:
        return
    try:
        mail.alarm(settings.ALARM_MAILBOX, processes)
    except (OSError, SMTPException) as error:
        log.critical("een alarm kon niet worden gemaild", exc_info=error)
