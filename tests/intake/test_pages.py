# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Binnengekomen, one melding, and what waits: over HTTP, in the role that serves them."""

import json
import uuid
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samenspel.intake.actions import handle, store
from samenspel.intake.formats import Unknown
from samenspel.intake.formats.melding.write import write
from samenspel.intake.models import Message
from samenspel.journal.models import Entry
from samenspel.partners.access import acting_as, actor_for, service_of
from samenspel.rules.facts import Born
from tests import cast
from tests.intake.test_register import a_report
from tests.sign_in import at, client_for

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now() -> datetime:
    return at(cast.NOW)


def as_(name: str) -> Client:
    return client_for(cast.member(name))


def receive(content: bytes, key: str = "1", moment: datetime = cast.NOW) -> uuid.UUID:
    """Store a message of the police, and let the intake process read it."""
    sender, receiver = cast.organisation("POL"), cast.organisation("VT")
    by = actor_for(cast.member("pim"))
    with acting_as(by, purpose="aanleveren"):
        receipt = store(
            content=content, format="melding", sender=sender, receiver=receiver, key=key, by=by, now=moment
        )
    handle(receipt.id, receiver.pk, moment)
    return receipt.id


def message_of(ident: uuid.UUID) -> Message:
    with acting_as(service_of(cast.organisation("VT"), process="test"), purpose="intake"):
        return Message.objects.get(pk=ident)


BAD = json.dumps(
    {
        "kenmerk": "BVH-9",
        "omschrijvingIncident": "Geschreeuw.",
        "betrokkenen": [{"achternaam": "Half", "geboorte": {"datum": "2026-02-30"}}],
    }
).encode()


def test_the_inbox_puts_danger_on_top_with_clocks_and_words() -> None:
    calm = a_report(
        reference="BVH-2",
        facts={},
        persons=(
            a_report()
            .persons[2]
            .__class__("1", last_name="Rustig", first_names="Ria", born=Born(1970, 1, 2)),
        ),
        relations=(),
    )
    receive(write(a_report()), "1")
    receive(write(calm), "2", cast.NOW + timedelta(minutes=5))
    at(cast.NOW + timedelta(minutes=6))
    page = as_("vera").get("/binnengekomen").content.decode()
    assert (
        page.index(">acuut<") < page.index(">gewoon<")
        if ">gewoon<" in page
        else page.index(">acuut<") < page.index(">dringend<")
    )
    assert "DL-02" in page
    assert "Buren melden" not in page
    assert "Tessa" not in page


def test_what_cannot_be_read_waits_with_owner_age_and_reason() -> None:
    ident = receive(BAD)
    at(cast.NOW + timedelta(hours=3))
    client = as_("vera")
    page = client.get("/binnengekomen").content.decode()
    assert "1 bericht kon niet gelezen worden" in page
    assert "3 uur" in page.replace("\xa0", " ")
    assert "Dienst Veilig Thuis Voorbeeld" in page
    assert "kon niet gelezen worden" in client.get("/").content.decode()
    shown = client.get(f"/melding/{ident}").content.decode()
    assert "geen bestaand tijdstip of bestaande datum" in shown
    assert "Half" in shown


def test_sr42_setting_aside_needs_a_reason_and_can_be_taken_back() -> None:
    ident = receive(BAD)
    client, where = as_("vera"), f"/melding/{ident}"
    refused = client.post(where, {"do": "aside", "reason": "  "})
    assert refused.status_code == 422
    assert 'href="#id_reason"' in refused.content.decode()
    client.post(where, {"do": "aside", "reason": "Testbericht, afzender gebeld."})
    assert message_of(ident).set_aside_by == cast.ident("vera")
    page = client.get("/binnengekomen").content.decode()
    assert "Terzijde gelegd (1)" in page
    assert "Vera van Veen" in page
    client.post(where, {"do": "again"})
    assert message_of(ident).state == "ontvangen"
    twice = client.post(where, {"do": "again"}, follow=True)
    assert "Een collega was u voor" in twice.content.decode()


def test_a_report_shows_everything_that_was_sent() -> None:
    report = a_report(unknown=(Unknown("melding/zorg/extraVeld", "ZKH-7"),), situation="Er zijn zorgen.")
    page = as_("vera").get(f"/melding/{receive(write(report))}").content.decode()
    for expected in (
        "Buren melden geschreeuw.",
        "Er zijn zorgen.",
        "melding/zorg/extraVeld",
        "ZKH-7",
        "Tessa Voorbeeld",
    ):
        assert expected in page
    assert "Voorbeeldstraat" in page
    assert "Gelezen: verwerkt" in page


def test_sr13_a_secret_address_is_in_the_raw_message_only() -> None:
    victim, *others = a_report().persons
    hidden = victim.__class__(
        **{name: getattr(victim, name) for name in victim.__slots__}
        | {"secret_address": True, "phones": ("0612345678",)}
    )
    others = [
        one.__class__(
            one.key, last_name=one.last_name, first_names=one.first_names, born=one.born, roles=one.roles
        )
        for one in others
    ]
    ident = receive(write(a_report(persons=(hidden, *others))))
    client = as_("vera")
    for part in ("", "/tekst", "/json"):
        shown = client.get(f"/melding/{ident}{part}").content.decode()
        assert "Tessa" in shown
        assert "Voorbeeldstraat" not in shown
        assert "0612345678" not in shown
    assert b"Voorbeeldstraat" in client.get(f"/melding/{ident}/bericht").content


def test_sr29_the_download_of_the_raw_message_is_byte_for_byte_and_journalled() -> None:
    content = write(a_report())
    ident = receive(content)
    answer = as_("vera").get(f"/melding/{ident}/bericht")
    assert answer.content == content
    assert answer.headers["Content-Disposition"].startswith("attachment")
    with acting_as(service_of(cast.organisation("VT"), process="test"), purpose="intake"):
        assert (
            Entry.objects.filter(name="intake.message", object=ident, purpose="download bericht").count() == 1
        )


@pytest.mark.parametrize("part", ["", "/bericht", "/tekst", "/json"])
def test_sr20_an_outsider_gets_the_page_of_what_does_not_exist(part: str) -> None:
    ident = receive(write(a_report()))
    for name in ("otto", "pim", "olga"):
        client = as_(name)
        real, absent = client.get(f"/melding/{ident}{part}"), client.get(f"/melding/{uuid.uuid4()}{part}")
        assert real.status_code == absent.status_code == 404
        assert real.content == absent.content
    assert "Er wacht nu geen melding" in as_("otto").get("/binnengekomen").content.decode()


def test_the_sender_sees_its_own_messages_and_no_more_than_their_state() -> None:
    good, bad = receive(write(a_report()), "1"), receive(BAD, "2")
    page = as_("pim").get("/onze-meldingen").content.decode()
    assert str(good) in page
    assert str(bad) in page
    assert "in behandeling" in page
    assert "een medewerker van de ontvanger kijkt ernaar" in page
    assert "/zaak/" in page
    assert str(good) not in as_("olga").get("/onze-meldingen").content.decode()


def statements(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def several(count: int, start: int) -> None:
    for number in range(start, start + count):
        persons = tuple(
            one.__class__(
                one.key,
                last_name=f"Naam{chr(97 + number)}w{one.key}",
                first_names=f"{one.first_names}{chr(97 + number)}",
                born=Born(1950 + number, 1 + number % 12, 3 + number),
                roles=one.roles,
            )
            for one in a_report().persons
        )
        receive(
            write(a_report(reference=f"BVH-{number}", persons=persons)),
            str(number),
            cast.NOW + timedelta(seconds=number),
        )
        receive(BAD + b" " * number, f"bad {number}")


@pytest.mark.parametrize(("name", "where"), [("vera", "/binnengekomen"), ("pim", "/onze-meldingen")])
def test_the_number_of_statements_does_not_grow_with_what_came_in(name: str, where: str) -> None:
    several(2, 0)
    few = statements(as_(name), where)
    several(8, 2)
    assert statements(as_(name), where) == few


def test_a_person_that_was_recognised_leads_to_its_link_and_back() -> None:
    receive(write(a_report(reference="BVH-1")), "1")
    later = cast.NOW + timedelta(days=2)
    at(later)
    ident = receive(write(a_report(reference="BVH-2")), "2", later)
    client = as_("vera")
    page = client.get(f"/melding/{ident}").content.decode()
    assert "herkend" in page
    where = (
        page.split("/koppeling/")[0].rsplit('"', 1)[1]
        + "/koppeling/"
        + page.split("/koppeling/")[1].split('"')[0]
    )
    shown = client.get(where).content.decode()
    assert "Is dit dezelfde persoon?" in shown
    assert "Geboortedatum" in shown
    assert client.post(where, {"do": "unlink"}).status_code == 422
    after = client.post(where, {"do": "unlink", "reason": "Het is een andere Tessa."}, follow=True)
    assert "teruggedraaid" in after.content.decode()
    assert client.get(where).status_code == 404
    assert as_("otto").get(where).status_code == 404
