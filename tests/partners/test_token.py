# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a partner's system signs in: private_key_jwt, single use, short (RFC 6749, RFC 7523, RFC 8414, SR-50)."""

import base64
import hashlib
import hmac
import json
import time
import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from joserfc import jws, jwt
from joserfc.jwk import ECKey, Key, KeySet, OctKey, RSAKey
from pytest_django import Settings

from samenspel.partners.actions import tokens
from samenspel.partners.api import bearer
from tests import machine

STATUS = f"/api/melden/v1/meldingen/{uuid.uuid4()}"
ORIGIN = "http://localhost:8000"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def registered() -> None:
    machine.register()


def ask(client: Client | None = None, **changed: str | None) -> Any:
    right: dict[str, str | None] = {"client_assertion": machine.assertion()}
    return machine.ask(client, **(right | changed))


def refused(answer: Any, error: str, status: int = 400) -> str:
    """The text of a refusal in the form of RFC 6749 section 5.2, whatever it refuses."""
    assert (answer.status_code, answer.json()["error"]) == (status, error), answer.content
    assert answer["Content-Type"] == "application/json"
    assert answer["Cache-Control"] == "no-store"
    text: str = answer.json()["error_description"]
    assert text and all(0x20 <= ord(each) <= 0x7E and each not in '"\\' for each in text)
    return text


def gets_in(token: str, **headers: str) -> bool:
    """Whether the API lets somebody with that token in: then there is no such message (404)."""
    status = Client().get(STATUS, headers={"Authorization": f"Bearer {token}", **headers}).status_code
    assert status in (401, 404)
    return status == 404


# -- a right assertion


@pytest.mark.parametrize("alg", ["RS256", "PS256", "ES256"])
def test_a_signed_assertion_gets_a_token_of_an_hour(alg: str) -> None:
    answer = ask(client_assertion=machine.assertion(alg=alg))
    assert answer.status_code == 200
    body = answer.json()
    assert (body["token_type"], body["expires_in"], body["scope"]) == ("Bearer", 3600, "meldingen:aanleveren")
    assert "refresh_token" not in body
    assert (answer["Cache-Control"], answer["Pragma"]) == ("no-store", "no-cache")
    assert gets_in(body["access_token"])


@pytest.mark.parametrize("audience", [ORIGIN, f"{ORIGIN}/api/oauth/token", ["https://elders.test", ORIGIN]])
def test_the_audience_is_this_endpoint_or_its_issuer(audience: Any) -> None:
    assert ask(client_assertion=machine.assertion(aud=audience)).status_code == 200


def test_a_client_may_ask_for_its_scope_and_name_itself() -> None:
    assert ask(scope="meldingen:aanleveren", client_id=machine.CLIENT).status_code == 200


def test_the_token_is_bound_to_client_organisation_and_scope() -> None:
    claims = jwt_claims(machine.token())
    assert claims["client_id"] == claims["sub"] == machine.CLIENT
    assert claims["scope"] == "meldingen:aanleveren"
    assert claims["exp"] - claims["iat"] == 3600
    machine.register(kind="OM")
    assert not gets_in(machine_token_of(claims))


# -- an assertion that proves nothing


def other_key() -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": "rsa"})


NOW = int(time.time())


@pytest.mark.parametrize(
    ("changed", "claim"),
    [
        ({"iss": "een-ander"}, "iss"),
        ({"iss": None}, "iss"),
        ({"aud": "https://elders.test"}, "aud"),
        ({"aud": None}, "aud"),
        ({"aud": 7}, "aud"),
        ({"exp": NOW - 120}, "exp"),
        ({"exp": NOW + 3600}, "exp"),
        ({"exp": None}, "exp"),
        ({"exp": "morgen"}, "exp"),
        ({"exp": 10**30}, "exp"),
        ({"iat": NOW - 600}, "exp"),
        ({"iat": NOW + 3600}, "iat"),
        ({"iat": None}, "iat"),
        ({"nbf": NOW + 3600}, "nbf"),
        ({"jti": None}, "jti"),
        ({"jti": "x" * 121}, "jti"),
        ({"jti": ""}, "jti"),
        ({"jti": 7}, "jti"),
        ({"jti": "a\0b"}, "jti"),
    ],
)
def test_a_claim_that_is_wrong_is_named(changed: dict[str, Any], claim: str) -> None:
    text = refused(ask(client_assertion=machine.assertion(**changed)), "invalid_client", 401)
    assert text.endswith(f": {claim}.")


@pytest.mark.parametrize("subject", ["een-ander", None, 7, "a\0b", ""])
def test_an_unknown_client_is_refused(subject: Any) -> None:
    refused(ask(client_assertion=machine.assertion(sub=subject)), "invalid_client", 401)


def test_a_signature_of_another_key_is_refused() -> None:
    refused(ask(client_assertion=machine.assertion(signer=other_key())), "invalid_client", 401)


def test_a_key_of_the_client_that_signs_for_another_client_is_refused() -> None:
    machine.register("een-ander", keys=KeySet([other_key()]))
    refused(ask(client_assertion=machine.assertion("een-ander")), "invalid_client", 401)


def test_an_unsigned_assertion_and_one_signed_with_the_public_key_are_refused() -> None:
    """The two classic forgeries: alg=none, and the public key taken for the secret of an HMAC."""
    _, body, _ = machine.assertion().split(".")
    none = base64.urlsafe_b64encode(b'{"alg":"none","kid":"rsa"}').rstrip(b"=").decode()
    refused(ask(client_assertion=f"{none}.{body}."), "invalid_client", 401)
    mac = base64.urlsafe_b64encode(b'{"alg":"HS256","kid":"rsa"}').rstrip(b"=").decode()
    signature = hmac.digest(machine.key().as_pem(private=False), f"{mac}.{body}".encode(), "sha256")
    signed = base64.urlsafe_b64encode(signature).rstrip(b"=").decode()
    refused(ask(client_assertion=f"{mac}.{body}.{signed}"), "invalid_client", 401)


@pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning")
@pytest.mark.parametrize(
    ("made", "alg"),
    [(lambda: RSAKey.generate_key(1024), "RS256"), (lambda: ECKey.generate_key("P-384"), "ES384")],
)
def test_a_weak_or_other_key_is_no_key(made: Callable[[], Key], alg: str) -> None:
    weak = made()
    machine.register("zwak", keys=KeySet([weak]))
    signed = jwt.encode({"alg": alg}, machine.claims("zwak"), weak, algorithms=[alg])
    refused(ask(client_assertion=signed), "invalid_client", 401)


@pytest.mark.parametrize("kid", ["onbekend", None])
def test_with_several_keys_the_assertion_has_to_say_which(kid: str | None) -> None:
    header = {"alg": "PS256"} | ({"kid": kid} if kid else {})
    signed = jwt.encode(header, machine.claims(), machine.key(), algorithms=["PS256"])
    refused(ask(client_assertion=signed), "invalid_client", 401)


@pytest.mark.parametrize(
    "rubbish",
    ["x", "a.b.c", "....", "e30.e30.e30", "ë.ë.ë", "x" * 9_000, "\0", "e30." + "W" * 5_000 + ".e30"],
)
def test_rubbish_is_refused(rubbish: str) -> None:
    refused(ask(client_assertion=rubbish), "invalid_client", 401)


def test_sr50_an_assertion_works_once() -> None:
    once = machine.assertion()
    assert ask(client_assertion=once).status_code == 200
    assert "gebruikt" in refused(ask(client_assertion=once), "invalid_client", 401)
    assert ask().status_code == 200


# -- a request that is not right


def test_there_are_no_passwords() -> None:
    refused(ask(client_secret="geheim"), "invalid_client", 401)
    refused(ask(Client(headers={"Authorization": "Basic YTpi"})), "invalid_client", 401)
    refused(ask(client_assertion=None), "invalid_client", 401)
    refused(ask(client_assertion_type="urn:iets:anders"), "invalid_client", 401)
    refused(ask(client_id="een-ander"), "invalid_client", 401)


def test_only_client_credentials_and_only_the_clients_own_scopes() -> None:
    refused(ask(grant_type="password"), "unsupported_grant_type")
    refused(ask(grant_type=None), "unsupported_grant_type")
    refused(ask(scope="alles"), "invalid_scope")
    refused(ask(scope=" "), "invalid_scope")
    machine.register(scopes=())
    refused(ask(), "invalid_scope")


def test_only_a_form_and_only_by_post() -> None:
    client = Client()
    refused(client.post(machine.TOKEN_ADDRESS, "{}", content_type="application/json"), "invalid_request")
    form = "application/x-www-form-urlencoded"
    refused(client.post(machine.TOKEN_ADDRESS, "a=1&a=2", content_type=form), "invalid_request")
    refused(client.post(machine.TOKEN_ADDRESS, "a=" + "x" * 20_000, content_type=form), "invalid_request")
    refused(client.post(machine.TOKEN_ADDRESS, b"\xff\0=%ff", content_type=form), "unsupported_grant_type")
    answer = client.get(machine.TOKEN_ADDRESS)
    refused(answer, "invalid_request", 405)
    assert answer["Allow"] == "POST"


def test_the_endpoint_needs_no_csrf_token_and_sets_no_cookie() -> None:
    answer = ask(Client(enforce_csrf_checks=True))
    assert answer.status_code == 200
    assert not answer.cookies


def test_sr51_only_who_proves_who_it_is_uses_up_the_budget(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.CLIENT_CALLS = 2
    monkeypatch.setattr(bearer, "WINDOW", 1_000_000)
    for _ in range(3):
        refused(ask(client_assertion=machine.assertion(signer=other_key())), "invalid_client", 401)
    assert [ask().status_code for _ in range(3)] == [200, 200, 429]
    answer = ask()
    refused(answer, "temporarily_unavailable", 429)
    assert int(answer["Retry-After"]) > 0


# -- a token that is not right


def jwt_claims(token: str) -> dict[str, Any]:
    claims: dict[str, Any] = json.loads(jws.extract_compact(token.encode()).payload)
    return claims


def machine_token_of(claims: dict[str, Any]) -> str:
    """A token with these claims, signed as ours are."""
    return jwt.encode({"alg": "HS256", "typ": tokens.TYPE}, claims, tokens._key(), default_type=None)


@pytest.mark.parametrize(
    "changed",
    [
        {"iss": "https://elders.test"},
        {"aud": "https://elders.test"},
        {"exp": NOW - 1},
        {"exp": None},
        {"sub": "niemand"},
        {"sub": None},
        {"organisation": str(uuid.uuid4())},
        {"organisation": None},
        {"scope": None},
        {"cnf": {"x5t#S256": "van een ander certificaat"}},
        {"cnf": "geen object"},
    ],
)
def test_a_token_with_another_claim_does_not_get_in(changed: dict[str, Any]) -> None:
    claims = jwt_claims(machine.token())
    assert gets_in(machine_token_of(claims))
    assert not gets_in(
        machine_token_of({name: each for name, each in (claims | changed).items() if each is not None})
    )


def test_what_is_not_signed_with_the_key_of_tokens_does_not_get_in(settings: Settings) -> None:
    claims = jwt_claims(machine.token())
    guesses = [OctKey.import_key(settings.SECRET_KEY), OctKey.import_key("x" * 32)]
    for key in guesses:
        assert not gets_in(jwt.encode({"alg": "HS256", "typ": "at+jwt"}, claims, key, default_type=None))
    assert not gets_in(machine.assertion())


def test_a_token_of_another_type_does_not_get_in() -> None:
    claims = jwt_claims(machine.token())
    assert not gets_in(jwt.encode({"alg": "HS256", "typ": "JWT"}, claims, tokens._key(), default_type=None))


# -- bound to a certificate, where a proxy asks for one (RFC 8705, RFC 9440)


def certificate() -> str:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "politie.test")])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(datetime(2026, 1, 1)).not_valid_after(datetime(2036, 1, 1))
    der = made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)
    return f":{base64.b64encode(der).decode()}:"


def test_a_token_works_only_with_the_certificate_that_it_was_given_to(settings: Settings) -> None:
    settings.CLIENT_CERTIFICATE = True
    mine, other = certificate(), certificate()
    token = ask(Client(headers={"Client-Cert": mine})).json()["access_token"]
    der = base64.b64decode(mine.strip(":"))
    print_of_mine = base64.urlsafe_b64encode(hashlib.sha256(der).digest()).rstrip(b"=").decode()
    assert jwt_claims(token)["cnf"] == {"x5t#S256": print_of_mine}
    assert gets_in(token, **{"Client-Cert": mine})
    assert not gets_in(token, **{"Client-Cert": other})
    assert not gets_in(token)
    refused(ask(), "invalid_client", 401)
    refused(ask(Client(headers={"Client-Cert": ":AAAA:"})), "invalid_client", 401)


def test_without_such_a_proxy_the_header_means_nothing() -> None:
    token = ask(Client(headers={"Client-Cert": certificate()})).json()["access_token"]
    assert "cnf" not in jwt_claims(token)
    assert gets_in(token, **{"Client-Cert": "wat dan ook"})


# -- metadata


def test_the_metadata_say_where_and_how_to_sign_in() -> None:
    answer = Client().get("/.well-known/oauth-authorization-server")
    assert answer.status_code == 200
    assert answer["Access-Control-Allow-Origin"] == "*"
    told = answer.json()
    assert told["issuer"] == ORIGIN
    assert told["token_endpoint"] == f"{ORIGIN}{machine.TOKEN_ADDRESS}"
    assert told["grant_types_supported"] == ["client_credentials"]
    assert told["token_endpoint_auth_methods_supported"] == ["private_key_jwt"]
    assert set(told["token_endpoint_auth_signing_alg_values_supported"]) == {"RS256", "PS256", "ES256"}
    assert Client().post("/.well-known/oauth-authorization-server").status_code == 405
