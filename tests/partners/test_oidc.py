# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Signing in at one's own organisation, against a provider over HTTP with real signatures (SR-23)."""

import json
import re
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.core.cache import cache
from django.test import Client
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from pytest_django import Settings

from samenspel.partners.pages import oidc
from samenspel.site.providers import LEVELS, read_providers
from tests.cast import NOW, member, organisation
from tests.partners.conftest import Lines
from tests.partners.provider import User, run_server_in_thread
from tests.sign_in import at, client_for

# The provider's own library warns in its own thread about how the provider uses it.
pytestmark = pytest.mark.filterwarnings("ignore:get_jwt_config:DeprecationWarning")

SUBSTANTIAL = LEVELS[0]
PEOPLE = (
    User(sub="pim-7f3a", claims={"acr": SUBSTANTIAL, "email": "pim@samenspel.test"}),
    User(sub="pim-zwak", claims={"acr": "http://eidas.europa.eu/LoA/low"}),
    User(sub="pim-niets", claims={}),
    User(sub="vera-1", claims={"acr": SUBSTANTIAL}),
    User(sub="vreemde", claims={"acr": SUBSTANTIAL, "email": "pim@samenspel.test"}),
)


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with run_server_in_thread(require_nonce=True, user_claims=PEOPLE) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def police(issuer: str, settings: Settings, db: None) -> Callable[..., None]:
    """The police of our region sign in at that provider; called again with changes, differently."""

    def configure(**changed: Any) -> None:
        one = {
            "provider_id": "politie",
            "name": "Politie Voorbeeld",
            "server_url": issuer,
            "client_id": "samenspel",
            "client_secret": "geheim",
        }
        given = {name: value for name, value in (one | changed).items() if value is not None}
        settings.OIDC = read_providers(json.dumps({organisation("POL").oin: given}), safe=False)

    configure()
    for login, subject in (
        ("pim", "pim-7f3a"),
        ("pim", "pim-zwak"),
        ("pim", "pim-niets"),
        ("vera", "vera-1"),
    ):
        SocialAccount.objects.create(user=member(login), provider=issuer, uid=subject)
    return configure


def onward(text: str) -> str:
    found = re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', text)
    assert found
    return unescape(found[1])


def begin(client: Client, **data: str) -> str:
    """Start at our page; the address of the provider to go to."""
    answer = client.post("/aanmelden/via/politie", data)
    assert answer.status_code == 200, answer
    return onward(answer.text)


def at_provider(address: str, subject: str) -> str:
    """Sign in over there; the path and query of ours to come back to."""
    answer = httpx.post(address, data={"sub": subject})
    back = answer.headers["Location"]
    assert back.startswith("http://localhost:8000/aanmelden/terug/politie?")
    return str(urlsplit(back)._replace(scheme="", netloc="").geturl())


def come_back(client: Client, address: str) -> Any:
    """As a browser does: first without our Strict cookie, then once more from our own page with it."""
    first = Client().get(address)
    assert not first.cookies
    return client.get(onward(first.text))


def sign_in(client: Client, subject: str, **data: str) -> Any:
    return come_back(client, at_provider(begin(client, **data), subject))


def is_in(client: Client) -> bool:
    return client.get("/hulp").status_code == 200


@pytest.mark.usefixtures("police")
def test_a_member_comes_in_and_it_is_journalled(lines: Lines) -> None:
    client = Client()
    answer = sign_in(client, "pim-7f3a", next="/hulp")
    assert (answer.status_code, answer["Location"]) == (302, "/hulp")
    assert is_in(client)
    assert lines(organisation("POL")) == [("partners.admit", "gedaan", "oidc")]


@pytest.mark.usefixtures("police")
def test_nothing_that_the_provider_tells_is_kept(issuer: str) -> None:
    sign_in(Client(), "pim-7f3a")
    account = SocialAccount.objects.get(provider=issuer, uid="pim-7f3a")
    assert account.extra_data == {}
    assert account.socialtoken_set.count() == 0


@pytest.mark.usefixtures("police")
def test_we_ask_with_pkce_nonce_state_and_level() -> None:
    asked = parse_qs(urlsplit(begin(Client())).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["response_type"] == ["code"]
    assert asked["scope"] == ["openid"]
    assert asked["acr_values"] == [" ".join(LEVELS)]
    assert all(len(asked[name][0]) >= 16 for name in ("state", "nonce", "code_challenge"))


@pytest.mark.usefixtures("police")
@pytest.mark.parametrize(
    ("subject", "reason"),
    [
        ("vreemde", "onbekend"),
        ("pim-zwak", "betrouwbaarheidsniveau"),
        ("pim-niets", "betrouwbaarheidsniveau"),
        ("vera-1", "andere organisatie"),
    ],
)
def test_others_are_refused_alike_and_it_is_journalled(subject: str, reason: str, lines: Lines) -> None:
    client = Client()
    answer = sign_in(client, subject)
    assert (answer.status_code, answer["Location"]) == (302, "/aanmelden")
    assert not is_in(client)
    assert "Aanmelden is niet gelukt." in client.get("/aanmelden").text
    assert lines(organisation("POL")) == [("partners.refuse", "geweigerd", reason)]


@pytest.mark.usefixtures("police")
def test_nobody_registers_by_signing_in() -> None:
    before = set(type(member("pim")).objects.values_list("pk", flat=True))
    sign_in(Client(), "vreemde")
    assert set(type(member("pim")).objects.values_list("pk", flat=True)) == before
    assert not SocialAccount.objects.filter(uid="vreemde").exists()


def test_a_level_can_be_left_unchecked_on_purpose(police: Callable[..., None]) -> None:
    police(acr=[])
    client = Client()
    assert "acr_values" not in begin(client)
    sign_in(client, "pim-niets")
    assert is_in(client)


@pytest.mark.usefixtures("police")
def test_who_left_is_refused(lines: Lines) -> None:
    at(NOW.replace(year=2017))
    client = Client()
    address = at_provider(begin(client), "pim-7f3a")
    come_back(client, address)
    assert not is_in(client)


@pytest.mark.usefixtures("police")
def test_an_answer_for_another_browser_is_refused(lines: Lines) -> None:
    address = at_provider(begin(Client()), "pim-7f3a")
    victim = Client()
    come_back(victim, address)
    assert not is_in(victim)
    assert lines(organisation("POL")) == [("partners.refuse", "geweigerd", "bewijs klopt niet")]


@pytest.mark.usefixtures("police")
def test_an_answer_is_good_once() -> None:
    client = Client()
    address = at_provider(begin(client), "pim-7f3a")
    come_back(client, address)
    client.post("/afmelden")
    come_back(client, address)
    assert not is_in(client)


@pytest.mark.usefixtures("police")
@pytest.mark.parametrize("query", ["", "?error=access_denied", "?code=x", "?code=x&state=y", "?state=%00"])
def test_an_answer_that_makes_no_sense_is_refused(query: str) -> None:
    client = Client()
    begin(client)
    answer = client.get(f"/aanmelden/terug/politie{query}{'&' if query else '?'}_redir=")
    assert (answer.status_code, answer["Location"]) == (302, "/aanmelden")


def test_a_provider_that_is_away_lets_nobody_in(police: Callable[..., None]) -> None:
    police(server_url="http://localhost:9")
    answer = Client().post("/aanmelden/via/politie")
    assert (answer.status_code, answer["Location"]) == (302, "/aanmelden")


@pytest.mark.usefixtures("police")
def test_a_provider_that_says_to_be_another_lets_nobody_in(issuer: str) -> None:
    told = httpx.get(f"{issuer}/.well-known/openid-configuration").json() | {"issuer": "https://elders.test"}
    cache.set(f"oidc:{issuer}/.well-known/openid-configuration", told)
    answer = Client().post("/aanmelden/via/politie")
    assert (answer.status_code, answer["Location"]) == (302, "/aanmelden")


def test_unknown_providers_do_not_exist() -> None:
    assert Client().post("/aanmelden/via/onbekend").status_code == 404
    assert Client().get("/aanmelden/terug/onbekend").status_code == 404


@pytest.mark.usefixtures("police")
def test_the_way_to_the_provider_cannot_be_bent() -> None:
    plain = parse_qs(urlsplit(begin(Client())).query).keys()
    bent = Client().post(
        "/aanmelden/via/politie?auth_params=acr_values%3Dlaag%26x%3D1&scope=email&process=connect"
    )
    asked = parse_qs(urlsplit(onward(bent.text)).query)
    assert asked.keys() == plain
    assert asked["scope"] == ["openid"]
    assert asked["acr_values"] == [" ".join(LEVELS)]
    away = Client().post("/aanmelden/via/politie", headers={"host": "evil.test"})
    assert away.status_code == 400


# The assertion itself, changed in one place at a time.


@pytest.fixture
def trade(police: Callable[..., None], issuer: str, monkeypatch: pytest.MonkeyPatch) -> Callable[..., bool]:
    """Come back with an assertion that a provider of ours signed, after `change`; whether that lets pim in."""
    key = RSAKey.generate_key(2048, parameters={"kid": "k1"})
    fetched = oidc.Adapter._fetched

    def keys(self: oidc.Adapter, url: str) -> dict[str, Any]:
        return {"keys": [key.as_dict(private=False)]} if url.endswith("/jwks") else fetched(self, url)

    def attempt(
        change: dict[str, Any] | None = None, *, signer: Any = None, header: dict[str, Any] | None = None
    ) -> bool:
        client = Client()
        asked = parse_qs(urlsplit(begin(client)).query)
        moment = int(time.time())
        claims = {
            "iss": issuer,
            "aud": "samenspel",
            "sub": "pim-7f3a",
            "iat": moment,
            "exp": moment + 300,
            "acr": SUBSTANTIAL,
            "nonce": asked["nonce"][0],
        } | (change or {})
        kept = {name: value for name, value in claims.items() if value is not None}
        head = {"alg": "RS256", "kid": "k1"} | (header or {})
        assertion = jwt.encode(head, kept, signer or key, algorithms=["RS256", "PS256", "HS256"])
        answer = {"access_token": "x", "id_token": assertion}
        monkeypatch.setattr(oidc.Adapter, "_fetched", keys)
        monkeypatch.setattr(oidc.Adapter, "get_access_token_data", lambda *_, **__: answer)
        client.get(f"/aanmelden/terug/politie?code=c&state={asked['state'][0]}&_redir=")
        return is_in(client)

    return attempt


def test_sr23_a_right_assertion_lets_in(trade: Callable[..., bool]) -> None:
    assert trade()
    assert trade(header={"alg": "PS256"})
    assert trade({"aud": ["samenspel", "iets anders"], "azp": "samenspel"})


@pytest.mark.parametrize(
    "change",
    [
        {"iss": "https://elders.test"},
        {"iss": None},
        {"aud": "iemand anders"},
        {"aud": None},
        {"aud": ["samenspel", "ander"], "azp": "ander"},
        {"exp": 1},
        {"exp": None},
        {"iat": 1},
        {"iat": None},
        {"iat": 4_000_000_000},
        {"nonce": "van een ander"},
        {"nonce": None},
        {"acr": None},
        {"acr": "http://eidas.europa.eu/LoA/low"},
        {"acr": ["http://eidas.europa.eu/LoA/high"]},
        {"sub": None},
        {"sub": 7},
        {"sub": ""},
        {"sub": "x" * 300},
    ],
)
def test_sr23_one_wrong_claim_refuses(trade: Callable[..., bool], change: dict[str, Any]) -> None:
    assert not trade(change)


def test_sr23_another_signature_refuses(trade: Callable[..., bool]) -> None:
    assert not trade(signer=RSAKey.generate_key(2048, parameters={"kid": "k1"}))
    assert not trade(header={"kid": "k2"})
    assert not trade(signer=OctKey.import_key("geheim" * 8), header={"alg": "HS256"})


def test_sr23_an_unsigned_assertion_refuses(
    trade: Callable[..., bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    def unsigned(head: dict[str, Any], claims: dict[str, Any], *_: Any, **__: Any) -> str:
        parts = [json.dumps(part).encode() for part in ({"alg": "none"}, claims)]
        return ".".join([*(urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts), ""])

    monkeypatch.setattr(jwt, "encode", unsigned)
    assert not trade()


# The client's own key.


def pem() -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def test_with_a_private_key_we_sign_who_we_are(
    police: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    private = pem()
    police(private_key=private, client_secret=None)
    sent: dict[str, Any] = {}
    trade_code = oidc.Adapter.client_class.get_access_token

    def keep(self: Any, code: str, **kwargs: Any) -> Any:
        """The provider knows only shared secrets: what we sign is read here, and the trade goes on with one."""
        sent.update(kwargs.pop("extra_data"), client_secret=self.consumer_secret)
        self.consumer_secret = "geheim"
        return trade_code(self, code, **kwargs)

    monkeypatch.setattr(oidc.Adapter.client_class, "get_access_token", keep)
    client = Client()
    sign_in(client, "pim-7f3a")
    assert is_in(client)
    assert sent["client_secret"] == ""
    assert sent["client_assertion_type"] == "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
    signed = jwt.decode(sent["client_assertion"], RSAKey.import_key(private), algorithms=["PS256"])
    assert signed.claims["iss"] == signed.claims["sub"] == "samenspel"
    assert signed.claims["aud"].endswith("/oauth2/token")
    assert 0 < signed.claims["exp"] - signed.claims["iat"] <= 60


@pytest.mark.usefixtures("police")
def test_who_is_signed_in_can_sign_in_as_another(lines: Lines) -> None:
    client = client_for(member("vera"))
    sign_in(client, "pim-7f3a")
    assert "Pim Post" in client.get("/hulp").text
