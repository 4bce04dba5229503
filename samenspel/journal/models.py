# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happened, by whom, and why: one append-only table.

Rule 1: an entry is written in the same transaction as what it is about. The database refuses a commit without one
(`sql/guard.sql`), and refuses to change or remove an entry afterwards (`sql/append_only.sql`).
Rule 2: an entry holds references, codes and grounds. Never a name, an address or a text that somebody typed.
Rule 3: the canonical bytes bind every column; their salted commitment can stand when the bytes must go (SR-36).
"""

import hashlib
import json
import secrets
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Func


class Handling(StrEnum):
    """The operations that Wpg 32a and NEN 7513 name."""

    READ = "raadplegen"
    COLLECT = "verzamelen"
    CHANGE = "wijzigen"
    DISCLOSE = "verstrekken"
    COMBINE = "combineren"
    REFUSE = "weigeren"
    SIGN_IN = "aanmelden"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a member of one organisation, or a process on behalf of that organisation (`member` is None)."""

    organisation: uuid.UUID | None
    kind: str
    member: uuid.UUID | None = None
    function: str = ""
    process: str = "web"
    request: uuid.UUID | None = None

    @property
    def acts_for(self) -> uuid.UUID:
        """The organisation; asking an actor without one is an error of ours."""
        if self.organisation is None:
            raise RuntimeError("this actor acts for no organisation")
        return self.organisation


class CurrentTransaction(Func):
    """The id of the running transaction: the guard asks for an entry that carries it."""

    template = "(pg_current_xact_id()::text::bigint)"
    output_field = models.BigIntegerField()


class EntryQuerySet(models.QuerySet["Entry"]):
    def of_member(self, by: Actor) -> "EntryQuerySet":
        """What this member did and looked at, newest first."""
        return self.filter(member=by.member, organisation=by.organisation).order_by("-recorded_at", "pk")


class Entry(models.Model):
    """One line of the journal. No foreign keys: the journal never stands in the way of what it is about."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    recorded_at = models.DateTimeField()
    transaction = models.BigIntegerField()
    name = models.CharField(max_length=80)
    handling = models.CharField(max_length=20)
    outcome = models.CharField(max_length=20)
    organisation = models.UUIDField(null=True)
    member = models.UUIDField(null=True)
    function = models.CharField(max_length=40, blank=True)
    process = models.CharField(max_length=20)
    request = models.UUIDField(null=True)
    case = models.UUIDField(null=True)
    object_kind = models.CharField(max_length=40, blank=True)
    object = models.UUIDField(null=True)
    subjects = ArrayField(models.UUIDField(), default=list)
    fields = ArrayField(models.CharField(max_length=60), default=list)
    recipients = ArrayField(models.UUIDField(), default=list)
    purpose = models.CharField(max_length=60, blank=True)
    ground = models.CharField(max_length=60, blank=True)
    rules_version = models.CharField(max_length=64, blank=True)
    canonical = models.BinaryField()
    salt = models.BinaryField()
    commitment = models.BinaryField()

    objects = EntryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["transaction"], name="journal_entry_transaction"),
            models.Index(fields=["organisation", "recorded_at"], name="journal_entry_organisation"),
            models.Index(fields=["case", "recorded_at"], name="journal_entry_case"),
            models.Index(fields=["member", "recorded_at"], name="journal_entry_member"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.recorded_at.isoformat()}"


def write(
    *,
    by: Actor,
    name: str,
    handling: Handling,
    now: datetime,
    outcome: str = "gedaan",
    case: uuid.UUID | None = None,
    object_kind: str = "",
    object: uuid.UUID | None = None,
    subjects: Iterable[uuid.UUID] = (),
    fields: Iterable[str] = (),
    recipients: Iterable[uuid.UUID] = (),
    purpose: str = "",
    ground: str = "",
    rules_version: str = "",
) -> Entry:
    """Append one entry for what `by` does now; to be called inside the transaction that does it.

    `name` is the action ("cases.open_file"); `subjects` are person records, `fields` groups of fields (never
    values), `recipients` organisations. Returns the entry. Source: SR-29, Wpg 32a, NEN 7513.
    """
    entry = Entry(
        recorded_at=now,
        transaction=CurrentTransaction(),
        name=name,
        handling=handling.value,
        outcome=outcome,
        organisation=by.organisation,
        member=by.member,
        function=by.function,
        process=by.process,
        request=by.request,
        case=case,
        object_kind=object_kind,
        object=object,
        subjects=sorted(set(subjects)),
        fields=sorted(set(fields)),
        recipients=sorted(set(recipients)),
        purpose=purpose,
        ground=ground,
        rules_version=rules_version,
        salt=secrets.token_bytes(16),
    )
    entry.canonical = canonical(entry)
    entry.commitment = hashlib.sha256(entry.salt + entry.canonical).digest()
    entry.save(force_insert=True)
    return entry


def canonical(entry: Entry) -> bytes:
    """The bytes that bind every column of an entry: JSON, keys sorted, null and empty kept apart, times in UTC."""
    skipped = {"canonical", "salt", "commitment", "transaction"}
    columns = [f.attname for f in Entry._meta.concrete_fields if f.attname not in skipped]
    values = {column: _plain(getattr(entry, column)) for column in columns}
    return json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _plain(value: object) -> object:
    if isinstance(value, uuid.UUID):
        return str(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value
