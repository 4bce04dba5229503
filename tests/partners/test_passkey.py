# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Passkeys: added by who just signed in, and then a way in by itself (SR-23, SR-26)."""

import json
import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from samenspel.partners.access import passkeys_of
from samenspel.partners.pages.invitation import address_for
from tests.cast import NOW, member, organisation
from tests.partners.conftest import Lines
from tests.partners.passkey import Device
from tests.sign_in import at, client_for

ADD, ENTER = "/mijn-aanmelding/passkey", "/aanmelden/passkey"


def options_in(text: str) -> dict[str, Any]:
    found = re.search(r'data-passkey-options="(.*?)"', text)
    assert found
    options: dict[str, Any] = json.loads(unescape(found[1]))
    return options


def add(client: Client, device: Device, name: str = "Telefoon") -> Any:
    options = options_in(client.get(ADD).text)
    return client.post(ADD, {"name": name, "credential": json.dumps(device.make(options))})


def enter(client: Client, device: Device, **data: str) -> Any:
    options = client.get(ENTER, headers={"X-Requested-With": "XMLHttpRequest"}).json()["request_options"]
    return client.post(ENTER, {"credential": json.dumps(device.sign(options))} | data)


def is_in(client: Client) -> bool:
    return client.get("/hulp").status_code == 200


@pytest.mark.django_db
def test_a_passkey_is_added_and_lets_in(lines: Lines) -> None:
    device = Device()
    assert add(client_for(member("vera")), device)["Location"] == "/mijn-aanmelding"
    assert [key.name for key in passkeys_of(member("vera"))] == ["Telefoon"]
    client = Client()
    answer = enter(client, device, next="/hulp")
    assert (answer.status_code, answer["Location"]) == (302, "/hulp")
    assert is_in(client)
    assert ("partners.admit", "gedaan", "passkey") in lines(organisation("VT"))
    assert ("partners.add_passkey", "gedaan", "") in lines(organisation("VT"))


@pytest.mark.django_db
def test_the_question_asks_for_a_finger_face_or_pin_and_names_nobody() -> None:
    options = Client().get(ENTER, headers={"X-Requested-With": "XMLHttpRequest"}).json()["request_options"]
    assert options["publicKey"]["userVerification"] == "required"
    assert options["publicKey"]["rpId"] == "localhost"
    assert not options["publicKey"].get("allowCredentials")


@pytest.mark.django_db
def test_a_device_that_does_not_verify_or_belongs_elsewhere_is_refused() -> None:
    device = Device()
    add(client_for(member("vera")), device)
    for wrong in ({"flags": 0x01}, {"site": "evil.test"}, {"id": b"x" * 32}):
        other = Device()
        other.__dict__.update(device.__dict__ | wrong)
        client = Client()
        assert enter(client, other)["Location"] == "/aanmelden"
        assert not is_in(client)


@pytest.mark.django_db
def test_an_answer_is_good_once_and_for_its_own_question() -> None:
    device = Device()
    add(client_for(member("vera")), device)
    client = Client()
    options = client.get(ENTER, headers={"X-Requested-With": "XMLHttpRequest"}).json()["request_options"]
    signed = json.dumps(device.sign(options))
    stranger = Client()
    stranger.get(ENTER, headers={"X-Requested-With": "XMLHttpRequest"})
    stranger.post(ENTER, {"credential": signed})
    assert not is_in(stranger)
    client.post(ENTER, {"credential": signed})
    assert is_in(client)
    client.post("/afmelden")
    client.post(ENTER, {"credential": signed})
    assert not is_in(client)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "credential", ["", "x", "{}", "[]", "null", '{"id":"a","response":{"userHandle":7}}', "\x00"]
)
def test_nonsense_is_refused_alike(credential: str) -> None:
    client = Client()
    client.get(ENTER, headers={"X-Requested-With": "XMLHttpRequest"})
    answer = client.post(ENTER, {"credential": credential})
    assert (answer.status_code, answer["Location"]) == (302, "/aanmelden")
    assert "Aanmelden is niet gelukt." in client.get("/aanmelden").text


@pytest.mark.django_db
def test_who_left_is_refused_with_a_passkey_too() -> None:
    device = Device()
    at(NOW)
    add(client_for(member("vera")), device)
    at(NOW.replace(year=2017))
    client = Client()
    enter(client, device)
    assert not is_in(client)


@pytest.mark.django_db
def test_sr26_adding_takes_a_fresh_sign_in() -> None:
    at(NOW)
    client = client_for(member("vera"))
    at(NOW + timedelta(minutes=5))
    assert client.get(ADD).status_code == 200
    at(NOW + timedelta(minutes=5, seconds=1))
    assert client.get(ADD)["Location"] == "/mijn-aanmelding"
    assert client.post(ADD, {"name": "x", "credential": "{}"})["Location"] == "/mijn-aanmelding"
    assert "Meld u opnieuw aan" in client.get("/mijn-aanmelding").text


@pytest.mark.django_db
@pytest.mark.parametrize("credential", ["", "{}", "[]", '{"id": "a"}'])
def test_nonsense_is_not_added(credential: str) -> None:
    client = client_for(member("vera"))
    client.get(ADD)
    answer = client.post(ADD, {"name": "x", "credential": credential})
    assert answer.status_code == 200
    assert "De passkey is niet toegevoegd" in answer.text
    assert passkeys_of(member("vera")) == ()


@pytest.mark.django_db
def test_a_passkey_is_taken_away_by_its_owner_only() -> None:
    vera, device = client_for(member("vera")), Device()
    add(vera, device)
    (key,) = passkeys_of(member("vera"))
    client_for(member("pim")).post("/mijn-aanmelding", {"do": f"remove:{key.id}"})
    assert len(passkeys_of(member("vera"))) == 1
    vera.post("/mijn-aanmelding", {"do": f"remove:{key.id}"})
    assert passkeys_of(member("vera")) == ()
    client = Client()
    enter(client, device)
    assert not is_in(client)


@pytest.mark.django_db
def test_the_page_shows_posts_and_passkeys() -> None:
    client = client_for(member("vera"))
    add(client, Device(), name="Sleutel <b>")
    text = client.get("/mijn-aanmelding").text
    assert "Dienst Veilig Thuis Voorbeeld" in text
    assert "Sleutel &lt;b&gt;" in text


# An invitation: the first passkey of who has no other way in.


def invited(name: str) -> str:
    return address_for(member(name)).removeprefix("http://localhost:8000")


@pytest.mark.django_db
def test_an_invitation_makes_the_first_passkey_and_lets_in(lines: Lines) -> None:
    client, device, address = Client(), Device(), invited("vera")
    options = options_in(client.get(address).text)
    answer = client.post(address, {"name": "Eerste", "credential": json.dumps(device.make(options))})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert is_in(client)
    assert lines(organisation("VT")) == [
        ("partners.add_passkey", "gedaan", ""),
        ("partners.admit", "gedaan", "uitnodiging"),
    ]
    later = Client()
    enter(later, device)
    assert is_in(later)


@pytest.mark.django_db
def test_an_invitation_is_good_once() -> None:
    client, address = Client(), invited("vera")
    options = options_in(client.get(address).text)
    client.post(address, {"name": "Eerste", "credential": json.dumps(Device().make(options))})
    assert Client().get(address).status_code == 404
    assert Client().post(address, {"name": "x", "credential": "{}"}).status_code == 404


@pytest.mark.django_db
def test_an_invitation_is_for_one_member_a_day_long_and_cannot_be_made_up(settings: Settings) -> None:
    address = invited("vera")
    token = address.rsplit("/", 1)[1]
    assert Client().get(invited("wout").rsplit("/", 1)[0] + f"/{token}").status_code == 404
    assert Client().get(address[:-1] + ("a" if address[-1] != "a" else "b")).status_code == 404
    assert Client().get(address).status_code == 200
    assert settings.PASSWORD_RESET_TIMEOUT == 24 * 60 * 60
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert Client().get(address).status_code == 404


@pytest.mark.django_db
def test_an_invitation_ends_with_the_employment() -> None:
    address = invited("vera")
    at(NOW.replace(year=2017))
    assert Client().get(address).status_code == 404


@pytest.mark.django_db
def test_nonsense_does_not_use_up_an_invitation() -> None:
    client, address = Client(), invited("vera")
    client.get(address)
    answer = client.post(address, {"name": "x", "credential": "{}"})
    assert "De passkey is niet toegevoegd" in answer.text
    assert not is_in(client)
    assert Client().get(address).status_code == 200
