# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Password and one-time code: only in the demonstration, and telling nobody what was wrong (SR-20, SR-23, SR-58)."""

import statistics
import time

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from samenspel.partners.access import demo_accounts, unsafe_accounts
from tests.cast import member, organisation
from tests.partners.conftest import Lines

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "koe trein lamp"


@pytest.fixture
def demonstration(settings: Settings, db: None) -> None:
    """Vera may sign in with a password and a code, as in the demonstration."""
    settings.DEMO_SIGN_IN = True
    vera = member("vera")
    vera.set_password(PASSWORD)
    vera.save(update_fields=["password"])
    TOTP.activate(vera, SECRET)


def code() -> str:
    return format_hotp_value(hotp_value(SECRET, next(iter(yield_hotp_counters_from_time()))))


def attempt(client: Client, **changed: str) -> tuple[int, str]:
    given = {"login": "vera@samenspel.test", "password": PASSWORD, "code": code()} | changed
    answer = client.post("/aanmelden/demo", given)
    return answer.status_code, answer.text


@pytest.mark.usefixtures("demonstration")
def test_password_and_code_let_in_and_are_journalled(lines: Lines) -> None:
    client = Client()
    assert attempt(client, next="/hulp")[0] == 302
    assert client.get("/hulp").status_code == 200
    assert lines(organisation("VT")) == [("partners.admit", "gedaan", "demo")]


@pytest.mark.usefixtures("demonstration")
def test_sr20_unknown_wrong_and_missing_read_the_same() -> None:
    wrong = [
        {"login": "niemand@samenspel.test"},
        {"password": "verkeerd"},
        {"code": "000000"},
        {"code": ""},
        {"password": ""},
        {"login": "pim@samenspel.test"},
        {"login": "ve\x00ra"},
        {"login": "x" * 500},
    ]
    answers = []
    for changed in wrong:
        client = Client(REMOTE_ADDR=f"192.0.2.{len(answers)}")
        with CaptureQueriesContext(connection) as asked:
            status, text = attempt(client, **changed)
        assert sum(one["sql"].startswith('INSERT INTO "journal_entry"') for one in asked) == 1
        assert client.get("/hulp").status_code == 302
        answers.append((status, text.count("Aanmelden is niet gelukt"), text.count("ding niet goed")))
    assert answers == [(403, 1, 1)] * len(wrong)


@pytest.mark.usefixtures("demonstration")
def test_sr20_an_unknown_login_takes_as_long_as_a_wrong_password() -> None:
    def took(number: int, **changed: str) -> float:
        client = Client(REMOTE_ADDR=f"192.0.2.{number}")
        started = time.perf_counter()
        attempt(client, **changed)
        return time.perf_counter() - started

    took(200, password="warm")
    unknown = [took(n, login=f"niemand{n}@samenspel.test") for n in range(7)]
    wrong = [took(n + 100, password=f"verkeerd{n}") for n in range(4)]
    assert 0.4 < statistics.median(unknown) / statistics.median(wrong) < 2.5


@pytest.mark.usefixtures("demonstration")
def test_a_code_is_good_once() -> None:
    used = code()
    assert attempt(Client(), code=used)[0] == 302
    assert attempt(Client(), code=used)[0] == 403


@pytest.mark.usefixtures("demonstration")
def test_guessing_is_stopped_for_a_login_known_or_not() -> None:
    for login in ("vera@samenspel.test", "niemand@samenspel.test"):
        answers = [
            attempt(Client(REMOTE_ADDR=f"198.51.100.{n}"), login=login, password="raden") for n in range(6)
        ]
        assert ["te vaak" in text for _, text in answers] == [False] * 5 + [True]


@pytest.mark.usefixtures("demonstration")
def test_guessing_is_stopped_for_one_address() -> None:
    client = Client(REMOTE_ADDR="198.51.100.99")
    answers = [attempt(client, login=f"nr{n}@samenspel.test")[1] for n in range(11)]
    assert ["te vaak" in text for text in answers] == [False] * 10 + [True]


@pytest.mark.usefixtures("demonstration")
def test_the_button_lets_in_members_of_the_demonstration_only() -> None:
    assert [account.login for account in demo_accounts()] == ["vera@samenspel.test"]
    client = Client()
    assert client.post("/aanmelden/demo", {"do": "vera@samenspel.test"}).status_code == 302
    assert client.get("/hulp").status_code == 200
    stranger = Client()
    stranger.post("/aanmelden/demo", {"do": "pim@samenspel.test"})
    assert stranger.get("/hulp").status_code == 302


@pytest.mark.usefixtures("demonstration")
def test_sr58_without_demonstration_there_is_no_password(settings: Settings) -> None:
    settings.DEMO_SIGN_IN = False
    assert attempt(Client())[0] == 404
    assert Client().post("/aanmelden/demo", {"do": "vera@samenspel.test"}).status_code == 404
    page = Client().get("/aanmelden").text
    assert "wachtwoord" not in page.lower()
    assert "vera van veen" not in page.lower() and "vera@" not in page.lower()
    assert not Client().login(username="vera@samenspel.test", password=PASSWORD)


@pytest.mark.django_db
def test_sr58_accounts_with_a_password_or_code_are_found() -> None:
    assert unsafe_accounts() == ()
    vera, pim = member("vera"), member("pim")
    vera.set_password(PASSWORD)
    vera.save(update_fields=["password"])
    TOTP.activate(pim, SECRET)
    assert unsafe_accounts() == tuple(sorted([vera.id, pim.id]))


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize(
    "place", ["https://evil.test/", "//evil.test", "javascript:alert(1)", "http:///evil.test"]
)
def test_signing_in_leads_to_our_own_pages_only(place: str) -> None:
    answer = Client().post("/aanmelden/demo", {"do": "vera@samenspel.test", "next": place})
    assert answer["Location"] == "/"
