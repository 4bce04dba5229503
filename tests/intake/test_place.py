# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where it happened: known to who told it and who was told, and to nobody when it may be an address to be hidden."""

import re
import uuid
from dataclasses import replace
from datetime import datetime, timedelta
from html import unescape

import pytest
from django.db import connection, transaction
from django.test import Client

from samenspel.cases.actions import Because, disclose, seat
from samenspel.cases.models import Case, Item, Part
from samenspel.intake.actions.registering import register
from samenspel.intake.formats import Address, Report, Unknown
from samenspel.intake.formats.melding.write import write
from samenspel.journal.models import Entry
from samenspel.partners.access import acting_as, service_of
from samenspel.people.models import Secret
from tests import cast
from tests.intake.test_pages import as_, message_of, receive
from tests.intake.test_register import a_report
from tests.sign_in import at

pytestmark = pytest.mark.django_db

SQUARE = Address(description="Marktplein bij de fontein", city="Kwetsdorp")
TOLD = "Marktplein bij de fontein"
LATER = cast.NOW + timedelta(days=2)


@pytest.fixture(autouse=True)
def now() -> datetime:
    return at(cast.NOW)


def report(*, secret: bool = False, place: Address = SQUARE, **changed: object) -> Report:
    """A report of what happened at a place that is nobody's address in it."""
    victim, *others = a_report().persons
    persons = (replace(victim, secret_address=secret or None, actual=None),)
    persons += tuple(replace(one, actual=None) for one in others)
    return a_report(persons=persons, place=place, **changed)


def own_report(**changed: object) -> Case:
    """What Veilig Thuis wrote down itself."""
    vt = cast.organisation("VT")
    case, _ = register(report(**changed), vt, vt, cast.NOW, cast.NOW)  # type: ignore[arg-type]
    return case


def reader(kind: str) -> Client:
    return as_({"VT": "wout", "POL": "pim", "OM": "olga"}[kind])


def case_of(message: uuid.UUID, kind: str = "POL") -> uuid.UUID:
    """The case under which that organisation knows it."""
    page = as_("vera").get(f"/melding/{message}").text if kind == "VT" else ""
    found = re.search(r"/zaak/([0-9a-f-]{36})", page)
    return uuid.UUID(found[1]) if found else message_of(message).case_id  # type: ignore[return-value]


def told_of(case: uuid.UUID, kind: str) -> list[str]:
    """Every way in which the case is shown to somebody of that organisation."""
    client = reader(kind)
    pages = [client.get(f"/zaak/{case}{part}") for part in ("", "/tekst", "/json")]
    assert {page.status_code for page in pages} == {200}
    return [unescape(page.text) for page in pages]


def told_of_message(message: uuid.UUID) -> list[str]:
    client = as_("vera")
    return [unescape(client.get(f"/melding/{message}{part}").text) for part in ("", "/tekst", "/json")]


def stands_in(text: str) -> set[str]:
    """The tables in which a text stands, as somebody who can see every organisation's rows."""
    found = set()
    for kind in ("VT", "POL", "OM"):
        by = service_of(cast.organisation(kind), process="test")
        with transaction.atomic(), acting_as(by, purpose="evaluatie"), connection.cursor() as cursor:
            cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
            for (table,) in cursor.fetchall():
                cursor.execute("SELECT has_table_privilege(%s, 'SELECT')", [table])
                granted = cursor.fetchone()
                if granted == (True,):
                    name = connection.ops.quote_name(table)
                    cursor.execute(f"SELECT 1 FROM {name} t WHERE t::text LIKE %s LIMIT 1", [f"%{text}%"])
                    found |= {table} if cursor.fetchone() else set()
    return found


def test_who_told_it_and_who_was_told_see_where_it_happened() -> None:
    message = receive(write(report()))
    case = case_of(message)
    for page in (*told_of(case, "VT"), *told_of(case, "POL"), *told_of_message(message)):
        assert TOLD in page
        assert "Kwetsdorp" in page


def test_sr13_the_place_stands_in_the_store_alone_and_is_encrypted_there(
    caplog: pytest.LogCaptureFixture,
) -> None:
    message = receive(write(report()))
    for kind in ("VT", "POL"):
        told_of(case_of(message), kind)
    assert stands_in("Buren melden") == {"cases_part"}  # this test can see what is not encrypted
    assert stands_in("Marktplein") == stands_in("Kwetsdorp") == set()
    assert "Marktplein" not in str([vars(record) for record in caplog.records])
    with acting_as(service_of(cast.organisation("VT"), process="test"), purpose="evaluatie"):
        assert Secret.objects.get(kind="plaats").open_value()["description"] == TOLD


def test_sr29_the_journal_says_that_the_place_was_read_and_not_what_it_is() -> None:
    case = case_of(receive(write(report())))
    told_of(case, "VT")
    with acting_as(service_of(cast.organisation("VT"), process="test"), purpose="evaluatie"):
        read = Entry.objects.filter(name="cases.open_file", member=cast.ident("wout"))
        assert all("plaats" in entry.fields for entry in read) and read.exists()


def test_sr13_where_it_happened_is_hidden_when_somebody_in_it_is_protected() -> None:
    extra = Unknown("melding/zorg/plaats", "ook Marktplein bij de fontein")
    message = receive(write(report(secret=True, unknown=(extra,))))
    case = case_of(message)
    pages = [*told_of(case, "VT"), *told_of(case, "POL"), *told_of_message(message)]
    assert [page for page in pages if "Marktplein" in page or "Kwetsdorp" in page] == []
    assert "geheim: er is iemand bij van wie niemand het adres mag weten" in pages[0]
    assert "geheim: het staat alleen in het bericht zelf" in told_of_message(message)[0]
    assert b"Marktplein" in as_("vera").get(f"/melding/{message}/bericht").content
    with acting_as(service_of(cast.organisation("POL"), process="test"), purpose="evaluatie"):
        assert Part.objects.get(name="plaats").labels == ["location_secret"]


def test_sr14_whom_the_receiver_knows_as_protected_is_hidden_whatever_the_sender_knows() -> None:
    own_report(secret=True, place=Address(city="Elders"))
    at(LATER)
    message = receive(write(report()), moment=LATER)
    case = case_of(message, "VT")
    ours = [*told_of(case, "VT"), *told_of_message(message)]
    assert [page for page in ours if "Marktplein" in page or "Elders" in page] == []
    assert all(TOLD in page for page in told_of(case_of(message), "POL"))


def test_sr14_who_is_protected_later_is_hidden_in_what_was_known_before() -> None:
    case = case_of(receive(write(report())))
    assert TOLD in told_of(case, "VT")[0]
    at(LATER)
    receive(write(report(secret=True, place=Address(city="Elders"), reference="BVH-2")), "2", LATER)
    assert [page for page in told_of(case, "VT") if "Marktplein" in page] == []


def test_sr13_an_organisation_that_was_not_told_has_nothing_even_when_it_gets_the_whole_incident() -> None:
    message = receive(write(report()))
    case = Case(pk=case_of(message))
    pol, om = cast.organisation("POL"), cast.organisation("OM")
    with acting_as(by := service_of(pol, process="test"), purpose="evaluatie"):
        seat(case, om, invited_by=pol, ground="IS-03", now=cast.NOW)
        because = Because("melding", "IS-03", "Nodig voor de vervolging.", "nee", "Nog niet veilig.")
        disclose(Item.objects.filter(organisation=pol), to=om, by=by, now=cast.NOW, because=because)
    pages = told_of(case.pk, "OM")
    assert "Buren melden geschreeuw." in pages[0]
    assert [page for page in pages if "Marktplein" in page or "Waar:" in page or '"plaats"' in page] == []
    with acting_as(service_of(om, process="test"), purpose="evaluatie"):
        assert Part.objects.filter(name="plaats").exists()
        assert not Secret.objects.exists()


def test_sr13_a_child_that_lives_with_a_protected_mother_shows_no_address_either() -> None:
    victim, other, child = a_report().persons
    home = Address(street="Schuilstraat", number="1", city="Kwetsdorp")
    persons = (
        replace(victim, actual=home, secret_address=True),
        replace(other, actual=Address(street="Bekendeweg", number="9")),
        replace(child, actual=home, phones=("0612345678",)),
    )
    message = receive(write(a_report(persons=persons)))
    for page in told_of_message(message):
        assert "Schuilstraat" not in page and "0612345678" not in page
        assert "Bekendeweg" in page


def without_names(page: str) -> str:
    """A page without what is chosen at random each time."""
    return re.sub(r'\b[0-9a-f]{8}(-[0-9a-f]{4}){0,3}(-[0-9a-f]{12})?\b|value="\w{64}"', "", page)


def test_sr16_what_shows_does_not_depend_on_the_place_that_is_hidden() -> None:
    def world(place: Address) -> list[list[str]]:
        with transaction.atomic():
            message = receive(write(report(secret=True, place=place)))
            pages = [*told_of(case_of(message), "VT"), *told_of(case_of(message), "POL")]
            pages += [told_of_message(message)[0]]
            transaction.set_rollback(True)
        return [sorted(re.findall(r"\w+", without_names(page))) for page in pages]

    home = a_report().persons[1].actual
    assert home is not None
    assert world(SQUARE) == world(home)
