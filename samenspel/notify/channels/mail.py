# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A notice by e-mail: that something is there, never what (SR-21). The link opens the sign-in page and nothing else."""

from collections.abc import Iterable

from django.conf import settings
from django.core.mail import EmailMessage

SUBJECT = "Er staat een bericht voor u klaar"
BODY = "Er staat een bericht voor u klaar.\n\nMeld u aan om het te lezen: {origin}\n"
ALARM_SUBJECT = "samenspel staat stil"
ALARM_BODY = (
    "Op {origin} doet een proces al vijf minuten geen ronde meer: {processes}.\n\n"
    "Kijk met: samenspel doctor. Zolang dit duurt, kan een waarschuwing te laat komen.\n"
)


def send(mailbox: str) -> None:
    """Send the one neutral text that every notice has. Raises OSError or SMTPException when it is not taken."""
    EmailMessage(SUBJECT, BODY.format(origin=settings.ORIGIN), settings.DEFAULT_FROM_EMAIL, [mailbox]).send()


def alarm(mailbox: str, processes: Iterable[str]) -> None:
    """Tell the operators which processes stand still. Raises OSError or SMTPException when it is not taken."""
    body = ALARM_BODY.format(origin=settings.ORIGIN, processes=", ".join(processes))
    EmailMessage(ALARM_SUBJECT, body, settings.DEFAULT_FROM_EMAIL, [mailbox]).send()
