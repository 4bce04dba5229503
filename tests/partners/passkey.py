# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A device with one passkey, in memory: what a browser and a security key do together (WebAuthn level 2)."""

import hashlib
import json
import secrets
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_encode

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


class Device:
    """Makes one passkey and signs with it. `verifies` is whether it asks for a finger, face or pin."""

    def __init__(
        self, *, verifies: bool = True, origin: str = "http://localhost:8000", site: str = "localhost"
    ) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = secrets.token_bytes(32)
        self.flags = PRESENT | (VERIFIED if verifies else 0)
        self.origin, self.site, self.handle = origin, site, ""

    def make(self, options: dict[str, Any]) -> dict[str, Any]:
        """The answer to creation options."""
        asked = options["publicKey"]
        self.handle = asked["user"]["id"]
        public = cbor.encode(ES256.from_cryptography_key(self.key.public_key()))
        data = self._data(ATTESTED) + bytes(16) + len(self.id).to_bytes(2, "big") + self.id + public
        attested = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        client = self._client("webauthn.create", asked["challenge"])
        answer = {"clientDataJSON": websafe_encode(client), "attestationObject": websafe_encode(attested)}
        return self._credential(answer) | {"clientExtensionResults": {"credProps": {"rk": True}}}

    def sign(self, options: dict[str, Any]) -> dict[str, Any]:
        """The answer to request options."""
        client = self._client("webauthn.get", options["publicKey"]["challenge"])
        data = self._data(0)
        signature = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._credential(
            {
                "clientDataJSON": websafe_encode(client),
                "authenticatorData": websafe_encode(data),
                "signature": websafe_encode(signature),
                "userHandle": self.handle,
            }
        ) | {"clientExtensionResults": {}}

    def _data(self, more: int) -> bytes:
        return hashlib.sha256(self.site.encode()).digest() + bytes([self.flags | more]) + bytes(4)

    def _client(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _credential(self, answer: dict[str, Any]) -> dict[str, Any]:
        ident = websafe_encode(self.id)
        return {"id": ident, "rawId": ident, "type": "public-key", "response": answer}
