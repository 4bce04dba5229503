# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who a machine is: a signed statement of its own, used once (private_key_jwt; RFC 7523, NL GOV OAuth 1.1).

There are no client secrets. The client signs with a key that only it has; we know the public one.
"""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from joserfc import jws, jwt
from joserfc.errors import ClaimError, InvalidClaimError, InvalidKeyTypeError, JoseError
from joserfc.jwk import ECKey, Key, KeySet, RSAKey

from samenspel.partners.models import MachineClient, UsedAssertion

ALGORITHMS = ("PS256", "RS256", "ES256")
LONGEST = timedelta(minutes=5)
SKEW = timedelta(seconds=30)
LONGEST_ASSERTION, LONGEST_ID = 8_000, 120
SMALLEST_RSA = 2_048


class Refused(Exception):
    """The assertion proves nothing; the text (Dutch, ASCII as RFC 6749 asks) tells the client's administrator why."""


def client_of(assertion: str, *, audiences: tuple[str, ...], now: datetime) -> MachineClient:
    """The client that signed this assertion; records that it was used. Raises Refused.

    Nothing that the assertion says counts before its signature holds, except which client's keys to try.
    """
    client = MachineClient.objects.known(_claimed_subject(assertion))
    if client is None:
        raise Refused("Deze toepassing kennen wij niet, of zij is ingetrokken.")
    try:
        token = jwt.decode(
            assertion, lambda found: _key(client, found.headers().get("kid")), algorithms=list(ALGORITHMS)
        )
        _check(token.claims, client, audiences, now)
    except (JoseError, ValueError, TypeError, KeyError, OverflowError) as error:
        reason = error.claim if isinstance(error, ClaimError) else getattr(error, "error", "") or "vorm"
        raise Refused(f"De verklaring van de toepassing klopt niet: {reason}.") from None
    _use_once(client, token.claims, now)
    return client


def _claimed_subject(assertion: str) -> str:
    if len(assertion) > LONGEST_ASSERTION:
        raise Refused("De verklaring van de toepassing is te lang.")
    try:
        subject = json.loads(jws.extract_compact(assertion.encode()).payload)["sub"]
    except (JoseError, ValueError, TypeError, KeyError, RecursionError):
        raise Refused("De verklaring van de toepassing is geen JWT met een sub.") from None
    if not isinstance(subject, str) or "\0" in subject:
        raise Refused("De verklaring van de toepassing noemt geen sub.")
    return subject


def _key(client: MachineClient, kid: object) -> Key:
    """The key of the client to check with: the one that `kid` names, or its only one. RSA from 2048 bits, or P-256."""
    keys = KeySet.import_key_set(client.public_keys)
    found = keys.get_by_kid(kid if isinstance(kid, str) else None)
    if isinstance(found, RSAKey) and found.public_key.key_size >= SMALLEST_RSA:
        return found
    if isinstance(found, ECKey) and found.curve_name == "P-256":
        return found
    raise InvalidKeyTypeError


def _check(claims: dict[str, Any], client: MachineClient, audiences: tuple[str, ...], now: datetime) -> None:
    """RFC 7523 section 3, and a life of five minutes at most, so that a stolen assertion is worth little."""
    registry = jwt.JWTClaimsRegistry(
        now=int(now.timestamp()),
        leeway=int(SKEW.total_seconds()),
        iss={"essential": True, "value": client.client_id},
        sub={"essential": True, "value": client.client_id},
        aud={"essential": True, "values": list(audiences)},
        exp={"essential": True},
        iat={"essential": True},
        jti={"essential": True},
    )
    registry.validate(claims)
    if (
        claims["exp"] > (now + LONGEST + SKEW).timestamp()
        or claims["exp"] - claims["iat"] > LONGEST.total_seconds()
    ):
        raise InvalidClaimError("exp")
    if not 0 < len(claims["jti"]) <= LONGEST_ID or "\0" in claims["jti"]:
        raise InvalidClaimError("jti")


def _use_once(client: MachineClient, claims: dict[str, Any], now: datetime) -> None:
    """Record the `jti` until the assertion cannot be used any more. The database decides who was first."""
    UsedAssertion.objects.filter(client=client, expires_at__lt=now - SKEW).delete()
    expires = datetime.fromtimestamp(claims["exp"], UTC)
    try:
        with transaction.atomic():
            UsedAssertion(client=client, jti=claims["jti"], expires_at=expires).save(force_insert=True)
    except IntegrityError:
        raise Refused("Deze verklaring is al een keer gebruikt.") from None
