# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Access tokens: signed by us for ourselves, at most an hour, for one client of one organisation (RFC 9068).

A token says who asks, not that it may: whether the client, its organisation and its scope still stand is asked of
the database at every request, so that revoking works at once (SR-50: within 60 seconds).
"""

import base64
import hashlib
import uuid
from datetime import datetime, timedelta
from typing import Any

from cryptography import x509
from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from samenspel.partners.models import ClientCall, MachineClient

LIFE = timedelta(hours=1)
TYPE = "at+jwt"
LONGEST_TOKEN = 4_000
PRINT = "x5t#S256"


class NoToken(Exception):
    """The token is not ours, has expired, or is bound to another certificate."""


def issue(
    client: MachineClient, scopes: tuple[str, ...], print_of_certificate: str | None, now: datetime
) -> str:
    """A token for these scopes, bound to the client's certificate if it showed one (RFC 8705)."""
    claims: dict[str, Any] = {
        "iss": settings.ORIGIN,
        "aud": settings.ORIGIN,
        "sub": client.client_id,
        "client_id": client.client_id,
        "organisation": str(client.organisation_id),
        "scope": " ".join(scopes),
        "iat": int(now.timestamp()),
        "exp": int((now + LIFE).timestamp()),
        "jti": str(uuid.uuid4()),
    }
    if print_of_certificate is not None:
        claims["cnf"] = {PRINT: print_of_certificate}
    return jwt.encode({"alg": "HS256", "typ": TYPE}, claims, _key(), default_type=None)


def read(token: str, print_of_certificate: str | None, now: datetime) -> tuple[MachineClient, frozenset[str]]:
    """The client of a token that is valid now, and the scopes that both token and client have. Raises NoToken."""
    try:
        if len(token) > LONGEST_TOKEN:
            raise ValueError("length")
        found = jwt.decode(token, _key(), algorithms=["HS256"])
        _registry(now).validate(found.claims)
        client = MachineClient.objects.known(found.claims["sub"])
        bound_to = found.claims.get("cnf", {}).get(PRINT)
    except (JoseError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise NoToken from error
    other = client is None or str(client.organisation_id) != found.claims["organisation"]
    if client is None or other or found.header.get("typ") != TYPE or bound_to != print_of_certificate:
        raise NoToken
    return client, frozenset(found.claims["scope"].split()) & frozenset(client.scopes)


def count_call(client: MachineClient, window: int) -> int:
    """Count a call of the client in that window; returns how many it has made there, this one included."""
    return ClientCall.objects.count_one(client, window)


def certificate_print(request: HttpRequest) -> str | None:
    """The SHA-256 of the client's certificate, as the proxy in front of us passes it on (RFC 9440); None without.

    Only where `SAMENSPEL_CLIENT_CERTIFICATE` says that such a proxy is there: else anybody could send the header.
    Raises NoToken when the proxy is there and the certificate is not.
    """
    if not settings.CLIENT_CERTIFICATE:
        return None
    try:
        der = base64.b64decode(request.headers.get("Client-Cert", "").strip().strip(":"), validate=True)
        x509.load_der_x509_certificate(der)
    except ValueError as error:
        raise NoToken from error
    return base64.urlsafe_b64encode(hashlib.sha256(der).digest()).rstrip(b"=").decode()


def _registry(now: datetime) -> jwt.JWTClaimsRegistry:
    return jwt.JWTClaimsRegistry(
        now=int(now.timestamp()),
        iss={"essential": True, "value": settings.ORIGIN},
        aud={"essential": True, "value": settings.ORIGIN},
        exp={"essential": True},
        sub={"essential": True},
        organisation={"essential": True},
        scope={"essential": True, "allow_blank": True},
    )


def _key() -> OctKey:
    """A key of its own, derived from the signing key: what is signed for sessions never passes for a token."""
    return OctKey.import_key(
        salted_hmac("samenspel.partners.actions.tokens", "access", algorithm="sha256").digest()
    )
