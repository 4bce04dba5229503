# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A partner's system as the harnesses use it: it signs in at the token endpoint and posts reports."""

import json
import time
import uuid

import httpx
from joserfc import jwt
from joserfc.jwk import ECKey

from bench.build import CLIENT, KEY
from bench.site import Site

ADDRESS, TOKEN_ADDRESS = "/api/melden/v1/meldingen", "/api/oauth/token"
ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


class NoToken(Exception):
    """The token endpoint gave none."""


class Machine:
    """One connection to the site, signed in when it first needs to be."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.http = httpx.Client(base_url=site.origin, timeout=20)
        self.bearer = ""

    def post(self, key: str, content: bytes) -> httpx.Response:
        """One delivery. Raises httpx.TransportError and NoToken."""
        self.bearer = self.bearer or self._token()
        headers = {
            "Authorization": f"Bearer {self.bearer}",
            "Content-Type": "application/json",
            "Idempotency-Key": key,
        }
        return self.http.post(ADDRESS, content=content, headers=headers)

    def _token(self) -> str:
        key = ECKey.import_key(json.loads((self.site.home / KEY).read_text()))
        moment = int(time.time())
        claims = {
            "iss": CLIENT,
            "sub": CLIENT,
            "aud": f"{self.site.origin}{TOKEN_ADDRESS}",
            "iat": moment,
            "exp": moment + 120,
            "jti": str(uuid.uuid4()),
        }
        form = {
            "grant_type": "client_credentials",
            "client_assertion_type": ASSERTION_TYPE,
            "client_assertion": jwt.encode(
                {"alg": "ES256", "kid": "harnas"}, claims, key, algorithms=["ES256"]
            ),
        }
        answer = self.http.post(TOKEN_ADDRESS, data=form)
        if answer.status_code != 200:
            raise NoToken(answer.text[:200])
        return str(answer.json()["access_token"])
