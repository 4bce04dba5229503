# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""From stored bytes to the table, and what happens to a message for which that does not work (SR-41, SR-44)."""

from datetime import timedelta
from importlib import import_module
from pathlib import Path

import pytest

from samenspel.cases.models import Case, Item
from samenspel.intake.actions import store
from samenspel.intake.actions.handle import AT_MOST, handle
from samenspel.intake.formats import Report
from samenspel.intake.formats.melding.write import write
from samenspel.intake.models import Message
from samenspel.notify.models import Notice
from samenspel.partners.access import acting_as, service_of
from samenspel.partners.models import Organisation
from samenspel.people.models import PersonRecord
from tests import cast
from tests.intake.test_register import a_report

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _spool(spool: Path) -> None:
    """Every test here has a spool of its own."""


def arrive(report: Report | bytes, sender: str = "POL") -> Message:
    """A message that was stored for Veilig Thuis, and one attempt to handle it."""
    giver, taker = cast.organisation(sender), cast.organisation("VT")
    content = report if isinstance(report, bytes) else write(report)
    by = service_of(giver, process="api")
    receipt = store(
        content=content, format="melding", sender=giver, receiver=taker, key="1", by=by, now=cast.NOW
    )
    handle(receipt.id, taker.pk, cast.NOW)
    return look(receipt.id, taker)


def look(message: object, taker: Organisation) -> Message:
    with acting_as(service_of(taker, process="test"), purpose="intake"):
        return Message.objects.select_related("post").get(pk=message)


def of_police(**changed: object) -> Report:
    return a_report(sender=None, receiver=None, **changed)


def test_a_report_that_can_be_read_is_on_the_table_at_once() -> None:
    message = arrive(of_police())
    assert (message.state, message.handled_at) == ("verwerkt", cast.NOW)
    assert message.case_id and message.item_id


def test_handling_it_again_changes_nothing() -> None:
    message = arrive(of_police())
    assert handle(message.pk, message.organisation_id, cast.NOW) is False
    with acting_as(service_of(cast.organisation("VT"), process="test"), purpose="evaluatie"):
        assert Item.objects.filter(kind="report").count() == 1


def test_sr44_what_cannot_be_read_waits_with_an_owner_and_says_why() -> None:
    message = arrive(b"{niet te lezen")
    assert message.state == "wacht" and message.problems
    assert message.post == cast.post("VT")
    with acting_as(service_of(cast.organisation("VT"), process="test"), purpose="intake"):
        assert Notice.objects.filter(template="onleesbaar").exists()


def test_a_message_in_the_name_of_another_waits_for_a_person() -> None:
    message = arrive(a_report(sender=cast.organisation("OM").oin, receiver=None))
    assert message.state == "wacht"
    assert [one["code"] for one in message.problems] == ["andere-partij"]


def test_sr03_a_sender_without_a_ground_leaves_nothing_behind_but_the_message() -> None:
    message = arrive(of_police(), sender="OM")
    assert message.state == "wacht"
    assert [one["code"] for one in message.problems] == ["geen-grond"]
    for kind in ("OM", "VT"):
        with acting_as(service_of(cast.organisation(kind), process="test"), purpose="evaluatie"):
            assert not Case.objects.exists()
            assert not PersonRecord.objects.exists()


def test_what_fails_is_tried_again_and_then_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("Tessa Voorbeeld")

    monkeypatch.setattr(import_module("samenspel.intake.actions.handle"), "register", broken)
    message = arrive(of_police())
    assert (message.state, message.attempts) == ("ontvangen", 1)
    assert message.retry_at and message.retry_at > cast.NOW
    for attempt in range(1, AT_MOST):
        handle(message.pk, message.organisation_id, cast.NOW + timedelta(hours=attempt))
    message = look(message.pk, cast.organisation("VT"))
    assert message.state == "wacht"
    assert "Tessa" not in str(message.problems)
