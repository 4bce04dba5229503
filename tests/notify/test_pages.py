# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Berichten, and what did not arrive."""

import uuid
from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samenspel.journal.models import Entry
from samenspel.notify.actions import queue
from samenspel.notify.models import Notice
from samenspel.partners.access import acting_as, service_of
from tests import cast
from tests.hostile.nasty import NASTY
from tests.intake.test_register import a_report, put
from tests.sign_in import at, client_for

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now() -> datetime:
    return at(cast.NOW)


def as_(name: str) -> Client:
    return client_for(cast.member(name))


def tell(count: int = 1, case: uuid.UUID | None = None) -> None:
    with acting_as(service_of(cast.organisation("POL"), process="test"), purpose="intake"):
        for _ in range(count):
            queue(post=cast.post("VT"), template="uitnodiging", case=case, now=cast.NOW)


def notices() -> list[Notice]:
    with acting_as(service_of(cast.organisation("VT"), process="test"), purpose="intake"):
        return list(Notice.objects.all())


def die() -> Notice:
    """One notice that was tried in vain eight times."""
    tell()
    (notice,) = notices()
    with acting_as(service_of(cast.organisation("VT"), process="test"), purpose="intake"):
        Notice.objects.filter(pk=notice.pk).update(
            state=Notice.DEAD, attempts=8, last_error="SMTPServerDisconnected"
        )
    return notice


def test_sr21_a_notice_says_that_there_is_something_and_leads_to_it() -> None:
    case = put(a_report())
    page = as_("wout").get("/berichten").content.decode()
    assert "Er is een voorstel om te beoordelen" in page
    assert f"/zaak/{case.pk}" in page
    assert "Tessa" not in page
    assert "Geen berichten" in as_("otto").get("/berichten").content.decode()


def test_read_is_read_for_the_whole_post_and_counted_in_the_menu() -> None:
    tell(3)
    client = as_("wout")
    first = notices()[0]
    client.post("/berichten", {"do": f"read:{first.pk}"})
    assert sum(one.read_at is None for one in notices()) == 2
    client.post("/berichten", {"do": "read"})
    assert all(one.read_by == cast.ident("wout") for one in notices())
    assert "nieuw</span>" not in as_("vera").get("/berichten").content.decode()


def test_what_did_not_arrive_is_tried_again_or_dealt_with_by_name() -> None:
    notice = die()
    client = as_("wout")
    assert "1 bericht is niet aangekomen" in client.get("/berichten").content.decode()
    page = client.get("/berichten/niet-aangekomen").content.decode()
    assert "8 keer geprobeerd" in page
    assert "SMTPServerDisconnected" in page
    as_("otto").post("/berichten/niet-aangekomen", {"do": f"retry:{notice.pk}"})
    assert notices()[0].state == Notice.DEAD
    client.post("/berichten", {"do": "read"})
    assert notices()[0].read_at is None
    client.post("/berichten/niet-aangekomen", {"do": f"retry:{notice.pk}"})
    (again,) = notices()
    assert (again.state, again.attempts) == (Notice.WAITING, 0)
    twice = client.post("/berichten/niet-aangekomen", {"do": f"drop:{notice.pk}"}, follow=True)
    assert "Een collega was u voor" in twice.content.decode()


def test_sr42_dealing_with_it_is_journalled() -> None:
    notice = die()
    as_("vera").post("/berichten/niet-aangekomen", {"do": f"drop:{notice.pk}"})
    with acting_as(service_of(cast.organisation("VT"), process="test"), purpose="intake"):
        assert Entry.objects.filter(name="notify.drop", object=notice.pk, member=cast.ident("vera")).exists()
    assert "Alles is aangekomen" in as_("wout").get("/berichten/niet-aangekomen").content.decode()


def test_the_number_of_statements_does_not_grow() -> None:
    client = as_("wout")
    tell(5)
    with CaptureQueriesContext(connection) as few:
        client.get("/berichten")
    tell(45)
    with CaptureQueriesContext(connection) as many:
        client.get("/berichten")
    assert len(few) == len(many)


def test_nasty_strings_do_nothing() -> None:
    tell()
    client = as_("wout")
    for nasty in NASTY[::5]:
        said = nasty.encode(errors="replace").decode()
        for where in ("/berichten", "/berichten/niet-aangekomen"):
            for do in (said, f"read:{said}", f"retry:{said}"):
                assert client.post(where, {"do": do}).status_code == 302
