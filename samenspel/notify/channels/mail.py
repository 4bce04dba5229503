# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A notice by e-mail: that something is there, never what (SR-21). The link opens the sign-in page and nothing else."""

from django.conf import settings
from django.core.mail import EmailMessage

SUBJECT = "Er staat een bericht voor u klaar"
BODY = "Er staat een bericht voor u klaar.\n\nMeld u aan om het te lezen: {origin}\n"


def send(mailbox: str) -> None:
    """Send the one neutral text that every notice has. Raises OSError or SMTPException when the server does not take it."""
    EmailMessage(SUBJECT, BODY.format(origin=settings.ORIGIN), settings.DEFAULT_FROM_EMAIL, [mailbox]).send()
