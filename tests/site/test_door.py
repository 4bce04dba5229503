# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every page is closed for who is not signed in, except those that are named here too (SR-01)."""

import re
import uuid
from collections.abc import Iterator

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, path

from samenspel.partners.access import own_transactions
from samenspel.site.middleware import OPEN, WriteWhileReading, _refuse_writing
from tests.cast import member
from tests.sign_in import client_for

OPEN_BY_DESIGN = {
    "sign-in", "sign-in-at", "sign-in-back", "sign-in-demo", "sign-in-passkey", "sign-in-invitation",
    "sign-out", "lock", "quick-exit", "language",
    "static", "security-txt", "live", "ready", "oauth-metadata",
}  # fmt: skip
SAMPLES = {"uuid": str(uuid.UUID(int=7)), "int": "7", "slug": "x", "str": "x", "path": "x"}


def patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the site, with a sample in each variable part."""
    for one in resolver.url_patterns:
        part = prefix + str(one.pattern).lstrip("^").replace(r"\.", ".").rstrip("$")
        if isinstance(one, URLResolver):
            yield from patterns(one, part)
        else:
            filled = re.sub(r"<(?:(\w+):)?\w+>", lambda found: SAMPLES.get(found[1] or "str", "x"), part)
            yield "/" + re.sub(r"\(\?P.*?\)", "x", filled), one


ADDRESSES = list(patterns(get_resolver()))
CLOSED = [
    address
    for address, one in ADDRESSES
    if one.name not in OPEN_BY_DESIGN and not address.startswith("/api/")
]


def test_the_open_pages_are_these() -> None:
    assert OPEN == OPEN_BY_DESIGN


def test_no_page_is_open_because_it_shares_a_name() -> None:
    names = [one.name for _, one in ADDRESSES]
    assert {name: names.count(name) for name in OPEN} == dict.fromkeys(OPEN, 1)


def test_there_are_pages_to_test() -> None:
    assert {"/hulp", "/mijn-aanmelding"} <= set(CLOSED)


@pytest.mark.django_db
@pytest.mark.parametrize("address", CLOSED)
def test_sr01_a_page_is_closed(address: str) -> None:
    client = Client()
    answer = client.get(address)
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/aanmelden")
    for method in (client.post, client.put, client.delete, client.patch):
        assert method(address).status_code == 401
    for extra in ({"Sec-Fetch-Mode": "cors"}, {"HX-Request": "true"}):
        assert client.get(address, headers=extra).status_code == 401


@pytest.mark.django_db
@pytest.mark.parametrize("address", [address for address, _ in ADDRESSES])
def test_sr28_no_page_is_kept_anywhere(address: str) -> None:
    if not address.startswith("/static/"):
        assert "no-store" in Client().get(address)["Cache-Control"]


def test_addresses_are_in_one_style() -> None:
    assert [address for address in CLOSED if address != "/" and address.endswith("/")] == []


@pytest.mark.django_db
def test_signing_in_leads_back_to_the_page_that_was_asked() -> None:
    assert Client().get("/mijn-aanmelding?x=1")["Location"] == "/aanmelden?next=%2Fmijn-aanmelding%3Fx%3D1"


@pytest.mark.django_db
def test_a_session_means_nothing_to_the_addresses_of_machines() -> None:
    seen: list[object] = []

    def view(request: HttpRequest) -> HttpResponse:
        with connection.cursor() as cursor:
            cursor.execute("SELECT samenspel_organisation(), samenspel_member()")
            seen.append(cursor.fetchone())
        return HttpResponse()

    with override_settings(ROOT_URLCONF=type("urls", (), {"urlpatterns": [path("api/wie", view)]})):
        client_for(member("vera")).get("/api/wie")
    assert seen == [(None, None)]


def writes(statement: str) -> type:
    """A site with one page that runs a statement, with and without transactions of its own."""

    def view(request: HttpRequest) -> HttpResponse:
        with connection.cursor() as cursor:
            cursor.execute(statement)
        return HttpResponse("ok")

    own = own_transactions(lambda request: view(request))
    return type(
        "urls", (), {"urlpatterns": [path("sign-in", view, name="sign-in"), path("own", own, name="own")]}
    )


TOUCH = "UPDATE partners_member SET last_login = last_login WHERE false"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        TOUCH,
        TOUCH.lower(),
        f"  \n{TOUCH}",
        f"WITH x AS ({TOUCH} RETURNING 1) SELECT 1",
        "DELETE FROM django_session",
    ],
)
def test_reading_writes_nothing(statement: str) -> None:
    with override_settings(ROOT_URLCONF=writes(statement)):
        for read in (Client().get, Client().head, Client().options):
            with pytest.raises(WriteWhileReading):
                read("/sign-in")
        assert Client().post("/sign-in").status_code == 200
        assert Client().get("/own").status_code == 200


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT 1",
        "SELECT * FROM x WHERE a = 'UPDATE' FOR UPDATE",
        'INSERT INTO "journal_entry" ("id") VALUES (1)',
        "SAVEPOINT a",
        "SELECT set_config('a', 'b', true)",
    ],
)
def test_reading_and_journalling_pass(statement: str) -> None:
    assert _refuse_writing(lambda *given: given[0], statement, None, False, None) == statement
