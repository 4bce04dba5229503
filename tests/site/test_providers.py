# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The settings of the organisations' identity providers: right, or no start (SR-58)."""

import json

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from samenspel.site import wsgi
from samenspel.site.providers import LEVELS, read_providers

GOOD = {"provider_id": "p", "name": "P", "server_url": "https://p.test", "client_id": "c", "private_key": "k"}
OIN = "00000099000000001002"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "geen JSON"),
        ("[]", "object"),
        (json.dumps({OIN: []}), "verwacht een object"),
        (json.dumps({"123": GOOD}), "20 cijfers"),
        (json.dumps({OIN: GOOD | {"client_id": 3}}), "client_id ontbreekt"),
        (json.dumps({OIN: GOOD | {"klient": "x"}}), "klient is onbekend"),
        (json.dumps({OIN: GOOD | {"acr": "hoog"}}), "acr moet een lijst"),
        (json.dumps({OIN: GOOD | {"client_secret": "s"}}), "één van de twee"),
        (json.dumps({OIN: {**GOOD, "private_key": "k", "server_url": "http://p.test"}}), "https://"),
        (json.dumps({OIN: GOOD, "00000099000000001003": GOOD}), "komt twee keer voor"),
    ],
)
def test_sr58_wrong_settings_stop_the_start_and_say_where(text: str, told: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=told):
        read_providers(text, safe=True)


def test_sr58_a_shared_secret_does_not_exist_in_production() -> None:
    shared = {name: value for name, value in GOOD.items() if name != "private_key"} | {"client_secret": "s"}
    with pytest.raises(ImproperlyConfigured, match="gedeeld geheim"):
        read_providers(json.dumps({OIN: shared}), safe=True)
    assert read_providers(json.dumps({OIN: shared}), safe=False)["p"]["secret"] == "s"
    assert read_providers("", safe=True) == {}


def test_the_level_is_checked_unless_it_is_turned_off_on_purpose() -> None:
    def levels(**changed: object) -> object:
        return read_providers(json.dumps({OIN: GOOD | changed}), safe=True)["p"]["settings"]["acr"]

    assert levels() == LEVELS
    assert levels(acr=["urn:hoog"]) == ["urn:hoog"]
    assert levels(acr=[]) == []


def test_sr58_production_does_not_start_with_accounts_that_have_a_password(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("samenspel.partners.access.unsafe_accounts", lambda: ("iemand",))
    wsgi.refuse_unsafe_accounts()
    settings.SAFE = True
    with pytest.raises(ImproperlyConfigured, match="1 medewerkers kunnen aanmelden met een wachtwoord"):
        wsgi.refuse_unsafe_accounts()
