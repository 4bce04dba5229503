# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A partner's system in tests: its keys, its registration, and the token that it gets from our own endpoint."""

import functools
import json
import time
import uuid
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import psycopg
from django.conf import settings
from django.db import connection
from django.test import Client
from joserfc import jwt
from joserfc.jwk import ECKey, Key, KeySet, RSAKey

from samenspel.partners.api import ASSERTION_TYPE, SCOPES
from samenspel.site.postgres import Role, server
from tests import cast

CLIENT = "politie-voorbeeld-bvh"
TOKEN_ADDRESS = "/api/oauth/token"


@functools.cache
def client_keys() -> KeySet:
    """Keys as a partner has them: RSA (kid "rsa") and P-256 (kid "ec"), made once per process."""
    rsa = RSAKey.generate_key(2048, {"kid": "rsa"})
    return KeySet([rsa, ECKey.generate_key("P-256", {"kid": "ec"})])


def key(kid: str = "rsa") -> Key:
    return client_keys().get_by_kid(kid)


def register(
    client_id: str = CLIENT,
    *,
    kind: str = "POL",
    region: str = cast.REGION,
    keys: KeySet | None = None,
    scopes: tuple[str, ...] = tuple(SCOPES),
) -> str:
    """Let that client in to the database of this moment, as its owner would. Returns the client id."""
    public = json.dumps((keys or client_keys()).as_dict(private=False))
    row = (uuid.uuid4(), client_id, client_id, public, json.dumps(scopes), cast.ident(f"{kind}-{region}"))
    as_owner(
        "INSERT INTO partners_machineclient (id, client_id, name, public_keys, scopes, organisation_id)"
        " VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT (client_id) DO UPDATE"
        " SET public_keys = excluded.public_keys, scopes = excluded.scopes, revoked_at = NULL,"
        " organisation_id = excluded.organisation_id",
        row,
    )
    return client_id


def revoke(client_id: str) -> None:
    as_owner("UPDATE partners_machineclient SET revoked_at = now() WHERE client_id = %s", (client_id,))


def as_owner(statement: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Run one statement as the owner of the database, committed. Returns its rows, if it has any."""
    conninfo = server(fast=True).conninfo(Role.OWNER, connection.settings_dict["NAME"])
    with psycopg.connect(conninfo) as owner:
        done = owner.execute(statement, values)
        return done.fetchall() if done.description else []


def clock() -> datetime:
    """The time of this machine, which dates files."""
    return datetime.now(UTC)


def claims(client_id: str = CLIENT, **changed: Any) -> dict[str, Any]:
    """What a right assertion says, except for what is `changed`; None leaves a claim out."""
    moment = int(time.time())
    right = {
        "iss": client_id,
        "sub": client_id,
        "aud": f"{settings.ORIGIN}{TOKEN_ADDRESS}",
        "iat": moment,
        "exp": moment + 120,
        "jti": str(uuid.uuid4()),
    }
    return {name: value for name, value in (right | changed).items() if value is not None}


def assertion(
    client_id: str = CLIENT, *, alg: str = "PS256", signer: Key | None = None, **changed: Any
) -> str:
    """A signed client assertion."""
    chosen = signer or key("ec" if alg == "ES256" else "rsa")
    return jwt.encode({"alg": alg, "kid": chosen.kid}, claims(client_id, **changed), chosen, algorithms=[alg])


def token(client_id: str = CLIENT, *, client: Client | None = None) -> str:
    """An access token, from the token endpoint, for a client that `register` let in."""
    answer = ask(client, client_assertion=assertion(client_id))
    assert answer.status_code == 200, answer.content
    return str(answer.json()["access_token"])


def ask(client: Client | None = None, **changed: str | None) -> Any:
    """The answer of the token endpoint to a form that is right, except for what is `changed`; None leaves out."""
    right = {"grant_type": "client_credentials", "client_assertion_type": ASSERTION_TYPE}
    form = {name: value for name, value in (right | changed).items() if value is not None}
    return (client or Client()).post(
        TOKEN_ADDRESS, urlencode(form), content_type="application/x-www-form-urlencoded"
    )


def bearer(client_id: str = CLIENT) -> dict[str, str]:
    """The header of a signed-in client, for `Client(headers=…)`."""
    return {"Authorization": f"Bearer {token(client_id)}"}
