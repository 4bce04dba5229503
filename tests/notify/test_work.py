# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Delivering notices: once, again when it fails, visibly dead in the end, and none in the way of another."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail as outbox
from django.db import connection, transaction

from samenspel.notify.actions import queue
from samenspel.notify.channels import mail
from samenspel.notify.models import Notice
from samenspel.notify.work import AT_MOST, FIRST_RETRY, deliver
from samenspel.partners.access import acting_as, service_of
from samenspel.site.postgres import Role
from tests import cast
from tests.roles import in_role

Server = Callable[[str], None]


@pytest.fixture
def queued(own_database: str) -> Iterator[None]:
    """Three notices that are due, of two organisations; and the process that delivers them."""
    for kind in ("VT", "POL", "VT"):
        organisation = cast.organisation(kind)
        with transaction.atomic(), acting_as(service_of(organisation, process="test"), purpose="intake"):
            queue(post=cast.post(kind), template="melding", case=None, now=cast.NOW)
    with in_role(Role.WORKER):
        yield


def states() -> list[tuple[str, int]]:
    return sorted(Notice.objects.values_list("state", "attempts"))


def refusing(monkeypatch: pytest.MonkeyPatch, error: Exception, *, only: str = "") -> list[str]:
    """A mail server that refuses one mailbox (or all). Returns the mailboxes that it was asked for."""
    asked: list[str] = []
    real = mail.send

    def send(mailbox: str) -> None:
        asked.append(mailbox)
        if mailbox == only or not only:
            raise error
        real(mailbox)

    monkeypatch.setattr(mail, "send", send)
    return asked


@pytest.mark.usefixtures("queued")
def test_every_notice_leaves_once_and_says_nothing() -> None:
    assert deliver(cast.NOW) == 3
    assert deliver(cast.NOW) == 0
    assert states() == [("verzonden", 1)] * 3
    assert len(outbox.outbox) == 3
    assert {message.subject for message in outbox.outbox} == {"Er staat een bericht voor u klaar"}
    assert len({message.body for message in outbox.outbox}) == 1


@pytest.mark.usefixtures("queued")
def test_a_notice_that_is_not_due_waits() -> None:
    assert deliver(cast.NOW - timedelta(seconds=1)) == 0
    assert outbox.outbox == []


@pytest.mark.usefixtures("queued")
def test_sr44_a_refused_mailbox_does_not_hold_up_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    poison = cast.post("POL").mailbox
    refusing(monkeypatch, SMTPRecipientsRefused({poison: (550, b"no")}), only=poison)
    assert deliver(cast.NOW) == 2
    assert states() == [("verzonden", 1), ("verzonden", 1), ("wacht", 1)]


@pytest.mark.usefixtures("queued")
def test_sr44_a_notice_that_cannot_even_be_made_does_not_hold_up_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    refusing(monkeypatch, ValueError("a header with a line end"), only=cast.post("POL").mailbox)
    assert deliver(cast.NOW) == 2


@pytest.mark.usefixtures("queued")
@pytest.mark.parametrize("error", [ConnectionRefusedError(), TimeoutError(), SMTPServerDisconnected("gone")])
def test_a_server_that_does_not_answer_is_asked_once_a_round(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    asked = refusing(monkeypatch, error)
    assert deliver(cast.NOW) == 0
    assert len(asked) == 1
    assert states() == [("wacht", 0), ("wacht", 0), ("wacht", 1)]
    assert Notice.objects.get(attempts=1).last_error == type(error).__name__


@pytest.mark.usefixtures("queued")
def test_the_pauses_grow_and_the_end_is_a_visible_dead_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    poison = cast.post("POL").mailbox
    refusing(monkeypatch, SMTPRecipientsRefused({}), only=poison)
    now, pauses = cast.NOW, []
    for _ in range(AT_MOST):
        deliver(now)
        notice = Notice.objects.get(post__mailbox=poison)
        pauses.append(notice.due_at - now)
        assert deliver(now) == 0
        now = max(notice.due_at, now)
    assert pauses[:-1] == [FIRST_RETRY * 2**step for step in range(AT_MOST - 1)]
    assert (notice.state, notice.attempts, notice.last_error) == (
        "onbestelbaar",
        AT_MOST,
        "SMTPRecipientsRefused",
    )
    assert deliver(now + timedelta(days=30)) == 0
    connection.close()
    with in_role(Role.WEB), transaction.atomic():
        with acting_as(service_of(cast.organisation("POL"), process="test"), purpose="intake"):
            assert Notice.objects.filter(state=Notice.DEAD).count() == 1
        with acting_as(service_of(cast.organisation("VT"), process="test"), purpose="intake"):
            assert Notice.objects.filter(state=Notice.DEAD).count() == 0


@pytest.mark.usefixtures("queued")
def test_a_server_that_comes_back_gets_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as down:
        refusing(down, ConnectionRefusedError())
        deliver(cast.NOW)
    assert deliver(cast.NOW + FIRST_RETRY) == 3
    assert states() == [("verzonden", 1), ("verzonden", 1), ("verzonden", 2)]
