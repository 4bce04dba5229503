# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Zoeken and Verantwoording, over HTTP."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samenspel.cases.access import question_of
from samenspel.cases.models import Assignment, Case
from samenspel.journal.models import Entry
from samenspel.partners.access import acting_as, service_of
from tests import cast
from tests.cases.test_pages import families
from tests.hostile.nasty import NASTY
from tests.intake.test_register import a_report, put
from tests.sign_in import at, client_for

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now() -> datetime:
    return at(cast.NOW)


def as_(name: str) -> Client:
    return client_for(cast.member(name))


def search(name: str, q: str, **more: str) -> str:
    return as_(name).post("/zoeken", {"q": q} | more).content.decode()


def take_off(case: Case) -> None:
    """Nobody of Veilig Thuis works on the case any more."""
    with acting_as(service_of(cast.organisation("VT"), process="test"), purpose="evaluatie"):
        Assignment.objects.filter(case=case, organisation=cast.organisation("VT")).update(until=cast.NOW)


@pytest.mark.parametrize(
    ("text", "words", "born"),
    [
        ("Jansen", ("Jansen",), None),
        ("tessa voorbeeld 14-3-1990", ("tessa", "voorbeeld"), date(1990, 3, 14)),
        ("1990-03-14", (), date(1990, 3, 14)),
        ("31-02-2026 x", ("31-02-2026",), None),
        ("BVH-2026-1", ("BVH-2026-1",), None),
    ],
)
def test_a_question_is_words_and_a_date(text: str, words: tuple[str, ...], born: date | None) -> None:
    asked = question_of(text)
    assert (asked.words, asked.born) == (words, born)


@pytest.mark.parametrize("asked", ["voorbeeld", "Tessa Voorb", "14-3-1990", "Noor 2-2-2018"])
def test_own_cases_are_found_by_name_and_date(asked: str) -> None:
    case = put(a_report())
    page = search("wout", asked)
    assert f"/zaak/{case.pk}" in page
    assert "Niets gevonden" in search("otto", asked)


def test_own_cases_are_found_by_the_number_of_ones_own_organisation() -> None:
    case = put(a_report())
    assert f"/zaak/{case.pk}" in search("pim", "bvh-2026-1")
    assert "Niets gevonden" in search("wout", "bvh-2026-1")


def test_what_one_looks_for_never_stands_in_an_address() -> None:
    put(a_report())
    page = as_("wout").get("/zoeken", {"q": "Voorbeeld"}).content.decode()
    assert "Tessa" not in page
    assert 'value="Voorbeeld"' not in page


def test_sr20_outside_needs_a_purpose_shows_who_and_no_more_and_is_journalled() -> None:
    take_off(put(a_report()))
    asked = "Tessa Voorbeeld 14-3-1990"
    own = search("wout", asked)
    assert "Niets gevonden" in own
    assert 'name="outside"' in own
    refused = as_("wout").post("/zoeken", {"q": asked, "outside": "ja"})
    assert refused.status_code == 422
    assert 'href="#id_purpose"' in refused.content.decode()
    page = search("wout", asked, outside="ja", purpose="melding beoordelen")
    assert "Tessa Voorbeeld" in page
    assert "/zaak/" not in page.split("<main")[1]
    assert "Tessa Voorbeeld</p>" not in search("otto", asked, outside="ja", purpose="melding beoordelen")
    with acting_as(service_of(cast.organisation("VT"), process="test"), purpose="evaluatie"):
        (line,) = Entry.objects.filter(name="cases.search_outside")
        assert (line.member, line.purpose, len(line.subjects)) == (
            cast.ident("wout"),
            "melding beoordelen",
            1,
        )
        assert b"Tessa" not in bytes(line.canonical)


def test_outside_is_no_way_to_browse() -> None:
    take_off(put(a_report()))
    for asked in ("Voorbeeld", "Voor", "1990"):
        page = search("wout", asked, outside="ja", purpose="melding beoordelen")
        assert "Ook in uw organisatie niets gevonden" in page


def test_search_survives_nasty_strings() -> None:
    put(a_report())
    client = as_("wout")
    for nasty in NASTY:
        said = nasty.encode(errors="replace").decode()
        sent = {"q": said, "outside": "ja", "purpose": "melding beoordelen"}
        assert client.post("/zoeken", sent).status_code in (200, 422), repr(nasty)[:60]
    assert client.post("/zoeken", {"q": "x" * 300, "purpose": "\x00", "outside": "\x00"}).status_code == 422


def statements(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def test_accountability_shows_what_i_looked_at_and_nobody_else() -> None:
    case = put(a_report())
    wout = as_("wout")
    wout.get(f"/zaak/{case.pk}")
    page = wout.get("/verantwoording").content.decode()
    assert "zaak geopend" in page
    assert "casusbeeld" in page
    assert "IS-01" in page
    assert "zaak geopend" not in as_("vera").get("/verantwoording").content.decode()


def test_accountability_can_be_filtered_and_never_grows_in_statements() -> None:
    case = put(a_report())
    client = as_("wout")
    client.get(f"/zaak/{case.pk}")
    few = statements(client, "/verantwoording")
    for _ in range(20):
        client.get("/")
    assert statements(client, "/verantwoording") == few
    assert "zaak geopend" not in client.get("/verantwoording", {"soort": "wijzigen"}).content.decode()
    at(cast.NOW + timedelta(days=9))
    later = as_("wout")
    assert "zaak geopend" not in later.get("/verantwoording").content.decode()
    assert "zaak geopend" in later.get("/verantwoording", {"periode": "alles"}).content.decode()
    assert client.get("/verantwoording", {"periode": "\x00", "soort": "<b>"}).status_code in (200, 302)


def test_sr33_the_check_of_the_log_computes_every_line_again() -> None:
    case = put(a_report())
    client = as_("wout")
    client.get(f"/zaak/{case.pk}")
    assert "er is niets veranderd" in client.post("/verantwoording", {"do": "verify"}).content.decode()


def test_sr33_a_line_that_was_changed_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    put(a_report())
    client = as_("wout")
    client.get("/")
    init = Entry.from_db.__func__  # type: ignore[attr-defined]

    def forged(cls: type[Entry], *arguments: object) -> Entry:
        entry = init(cls, *arguments)
        entry.recorded_at = datetime(2020, 1, 1, tzinfo=UTC)
        return entry

    monkeypatch.setattr(Entry, "from_db", classmethod(forged))
    page = client.post("/verantwoording", {"do": "verify"}).content.decode()
    assert "regels zijn veranderd" in page


def test_search_needs_as_many_statements_however_many_cases() -> None:
    def count() -> int:
        client = as_("wout")
        with CaptureQueriesContext(connection) as caught:
            client.post("/zoeken", {"q": "Familie", "outside": "ja", "purpose": "acuut gevaar"})
        return len(caught)

    families(2)
    few = count()
    families(6, start=2)
    assert count() == few
