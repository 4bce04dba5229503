# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A session ends by rest, by age, with the employment, and when somebody goes (SR-08, SR-24, SR-28)."""

from datetime import timedelta

import psycopg
import pytest
from django.test import Client

from samenspel.site.postgres import Role
from tests.cast import NOW, member
from tests.settings import SERVER
from tests.sign_in import at, client_for

SECOND = timedelta(seconds=1)


def is_in(client: Client) -> bool:
    return client.get("/hulp").status_code == 200


@pytest.mark.django_db
def test_sr24_a_session_ends_after_fifteen_minutes_of_rest() -> None:
    at(NOW)
    client = client_for(member("vera"))
    at(NOW + timedelta(minutes=15))
    assert is_in(client)
    at(NOW + timedelta(minutes=30))
    assert is_in(client)
    at(NOW + timedelta(minutes=45) + SECOND)
    assert not is_in(client)
    at(NOW + timedelta(minutes=45))
    assert not is_in(client)


@pytest.mark.django_db
def test_sr24_a_session_ends_after_twelve_hours_however_busy() -> None:
    at(NOW)
    client = client_for(member("vera"))
    for minutes in range(10, 12 * 60 + 1, 10):
        at(NOW + timedelta(minutes=minutes))
        assert is_in(client)
    at(NOW + timedelta(hours=12) + SECOND)
    assert not is_in(client)


@pytest.mark.django_db
def test_sr24_a_session_without_a_start_is_none_of_ours() -> None:
    client = client_for(member("vera"))
    session = client.session
    del session["samenspel.started"]
    session.save()
    assert not is_in(client)


@pytest.mark.django_db
def test_sr24_the_token_is_new_at_every_sign_in() -> None:
    client = client_for(member("vera"))
    first = client.session.session_key
    client.force_login(member("vera"))
    assert client.session.session_key not in (None, first)
    old = Client()
    old.cookies["samenspel"] = str(first)
    assert not is_in(old)


@pytest.mark.django_db
def test_sr24_the_cookie_is_opaque_strict_and_out_of_reach_of_scripts() -> None:
    at(NOW)
    client = client_for(member("vera"))
    at(NOW + timedelta(minutes=5))
    cookie = client.get("/hulp").cookies["samenspel"]
    assert (cookie["samesite"], cookie["httponly"], len(cookie.value)) == ("Strict", True, 32)


def test_sr08_who_left_is_out_at_the_next_request(own_database: str) -> None:
    vera = member("vera")
    client = client_for(vera)
    assert is_in(client)
    with psycopg.connect(SERVER.conninfo(Role.OWNER, own_database)) as owner:
        owner.execute("UPDATE partners_member SET until = now() WHERE id = %s", [vera.id])
    assert not is_in(client)
    with psycopg.connect(SERVER.conninfo(Role.OWNER, own_database)) as owner:
        owner.execute("UPDATE partners_member SET until = NULL WHERE id = %s", [vera.id])
    assert not is_in(client)


def test_sr08_members_of_an_organisation_that_left_are_out_too(own_database: str) -> None:
    vera, pim = client_for(member("vera")), client_for(member("pim"))
    with psycopg.connect(SERVER.conninfo(Role.OWNER, own_database)) as owner:
        owner.execute("UPDATE partners_organisation SET ended_at = now() WHERE kind = 'VT'")
    assert not is_in(vera)
    assert is_in(pim)


def test_who_will_leave_may_work_until_then(own_database: str) -> None:
    vera = member("vera")
    with psycopg.connect(SERVER.conninfo(Role.OWNER, own_database)) as owner:
        owner.execute("UPDATE partners_member SET until = now() + interval '1 day' WHERE id = %s", [vera.id])
    assert is_in(client_for(vera))


@pytest.mark.django_db
def test_sr28_signing_out_ends_the_session_and_clears_the_browser() -> None:
    client = client_for(member("vera"))
    answer = client.post("/afmelden")
    assert (answer.status_code, answer["Location"]) == (302, "/aanmelden")
    assert answer["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert answer["Cache-Control"] == "no-store"
    assert not is_in(client)


@pytest.mark.django_db
def test_sr28_quick_exit_works_with_an_old_form_and_says_nothing() -> None:
    signed_in = client_for(member("vera"))
    client = Client(enforce_csrf_checks=True)
    client.cookies = signed_in.cookies
    answer = client.post("/snel-weg")
    assert answer.status_code == 200
    assert answer["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert 'http-equiv="refresh" content="0; url=https://www.rijksoverheid.nl"' in answer.text
    assert "samenspel" not in answer.text
    assert not is_in(client)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/afmelden", "/op-slot", "/snel-weg"])
def test_nobody_leaves_by_following_a_link(address: str) -> None:
    client = client_for(member("vera"))
    assert client.get(address).status_code == 405
    assert is_in(client)


@pytest.mark.django_db
def test_locking_ends_the_session_and_leads_back_to_the_place() -> None:
    client = client_for(member("vera"))
    answer = client.post("/op-slot", {"next": "/hulp"})
    assert "/aanmelden?next=%2Fhulp" in answer.text
    assert not is_in(client)
    assert "evil" not in client.post("/op-slot", {"next": "https://evil.test/"}).text
