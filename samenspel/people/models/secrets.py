# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The one encrypted store (SR-13, SR-31): raw messages, drafts, addresses, places, phone numbers, e-mail, BSN.

Rule 1: what is in here stands nowhere else. Everything else holds a reference.
Rule 2: AES-256-GCM; the associated data binds a value to its row, kind and key, so it cannot be moved (SR-33).
Rule 3: the keys come from a file that no database role can read. Recognition uses keyed hashes, never the value.
"""

import hashlib
import hmac
import json
import secrets
import uuid
from enum import StrEnum
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models

from samenspel.partners.models import Organisation
from samenspel.people.models.persons import PersonRecord


class SecretKind(StrEnum):
    MESSAGE = "bericht"
    DRAFT = "concept"
    ADDRESS = "adres"
    PHONE = "telefoon"
    EMAIL = "email"
    BSN = "bsn"
    PLACE = "plaats"


class Secret(models.Model):
    """One encrypted value of one organisation. `current` says whether an address or number still holds."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(PersonRecord, on_delete=models.PROTECT, null=True, related_name="secrets")
    kind = models.CharField(max_length=12)
    label = models.CharField(max_length=24, blank=True)
    protected = models.BooleanField(default=False)
    current = models.BooleanField(default=True)
    key_id = models.CharField(max_length=24)
    ciphertext = models.BinaryField()
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "kind"], name="secret_of_person")]

    def seal(self, value: bytes) -> "Secret":
        """Encrypt `value` into this row under the current key. Returns the row, unsaved."""
        self.key_id = settings.KEYS.current
        nonce = secrets.token_bytes(12)
        key = settings.KEYS.encryption[self.key_id]
        self.ciphertext = nonce + AESGCM(key).encrypt(nonce, value, self._bound_to())
        return self

    def open(self) -> bytes:
        """The value. Raises `cryptography.exceptions.InvalidTag` if row, kind or key is not the one it was made for."""
        key = settings.KEYS.encryption[self.key_id]
        data = bytes(self.ciphertext)
        return AESGCM(key).decrypt(data[:12], data[12:], self._bound_to())

    def seal_value(self, value: Any) -> "Secret":
        return self.seal(json.dumps(value, ensure_ascii=False, sort_keys=True).encode())

    def open_value(self) -> Any:
        return json.loads(self.open())

    def _bound_to(self) -> bytes:
        return f"people_secret|{self.id}|{self.kind}|ciphertext|{self.key_id}".encode()


def place_of(reference: uuid.UUID, organisation: uuid.UUID) -> uuid.UUID:
    """Under which id an organisation keeps the place that a reference in an item stands for."""
    return uuid.uuid5(reference, str(organisation))


def keyed_hash(kind: str, value: str) -> str:
    """A hash of a normalised value under the matching key: equal values match, nobody without the key can guess."""
    mac = hmac.new(settings.KEYS.matching, f"{kind}|{value}".encode(), hashlib.sha256)
    return mac.hexdigest()[:40]
