# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The first transaction of a message: its bytes, once, before anything is done with them (SR-37, SR-38).

What happens in which order, and why:

1. Under the sender's key there is a message already: nothing is changed and the same receipt comes back.
2. The encrypted bytes, the message, the journal and the wake-up call are written, not yet committed. Whoever stores
   the same key at the same moment waits here for our commit, and then finds our message (1).
3. The message is written to the spool and flushed. Not earlier, or duplicates would be spooled; not later, or a
   committed message could be acknowledged without its second copy. If it fails, nothing is committed.
4. The transaction commits, flushed by PostgreSQL. That may be a transaction of the caller's.
5. The answer leaves. Only an edge gives it, after 4 (`intake.api`, or a page after `transaction_per_request`).

So what is acknowledged is in the database and in the spool. After a crash between 3 and 4 a message is in the spool
only: it was never acknowledged, and `recover` stores it all the same. After a loss of the database `recover` stores
what the restored one lacks.
"""

import hashlib
import hmac
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

import psycopg
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from psycopg import sql

from samenspel.intake.actions import spool
from samenspel.intake.formats import Problem
from samenspel.intake.models import Message, MessageState
from samenspel.journal.models import Actor, Handling, write
from samenspel.notify.actions import queue
from samenspel.partners.access import acting_as, service_of
from samenspel.partners.models import DutyPost, NoPost, Organisation
from samenspel.people.models import Secret, SecretKind

KEPT = timedelta(days=2)
LONGEST_KEY = 120
RECEIVER_KIND = "VT"


class Durability(StrEnum):
    """Where a message was flushed before its receipt was given."""

    LOCAL_AND_SPOOL = "lokaal+spool"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a sender gets for a message. `received_at` is UTC.

    `replayed`: it was stored before, and nothing changed. `conflict`: its key belongs to a message with other
    content. That one stands; this one is kept apart under `id`, waits for a person of the receiver, and the sender
    has to be told that it was refused.
    """

    id: uuid.UUID
    received_at: datetime
    durability: str
    replayed: bool
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class Recovered:
    """What a round over the spool did. `stuck` are files that cannot be opened or stored; they stay."""

    restored: int
    removed: int
    kept: int
    stuck: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Incoming:
    """A message on its way in. `contested` is the sender's key, when that belongs to a message with other content."""

    id: uuid.UUID
    sender: Organisation
    receiver: Organisation
    key: str
    format: str
    content: bytes
    received_at: datetime
    contested: str | None = None

    @property
    def digest(self) -> bytes:
        """A keyed hash: tells whether two messages are the same, and nothing to who has no key."""
        return hmac.new(settings.KEYS.matching, b"message|" + self.content, hashlib.sha256).digest()

    def apart(self) -> Self:
        """The same content under a key of its own, which a next delivery finds again."""
        mark = hmac.new(settings.KEYS.matching, f"apart|{self.key}|".encode() + self.digest, hashlib.sha256)
        return replace(self, key=f"afwijkend {mark.hexdigest()}", contested=self.key)

    def header(self) -> Mapping[str, str]:
        return {
            "sender": str(self.sender.pk),
            "receiver": str(self.receiver.pk),
            "key": self.key,
            "format": self.format,
            "received_at": self.received_at.isoformat(),
        } | ({} if self.contested is None else {"contested": self.contested})


def store(
    *,
    content: bytes,
    format: str,
    sender: Organisation,
    receiver: Organisation,
    key: str,
    by: Actor,
    now: datetime,
) -> Receipt:
    """Store the bytes of one message as they came, once per (sender, receiver, key). Source: SR-37, SR-38, SR-44.

    `key` is the sender's, 1 to 120 characters; `by` who hands it over. Safe against any number of simultaneous and
    repeated calls. What it returns may be told to the sender only after the transaction has committed.
    Raises SpoolError (nothing is stored), NoPost, and django.db.OperationalError when the database cannot now.
    """
    if not 0 < len(key) <= LONGEST_KEY:
        raise ValueError("a key has 1 to 120 characters")
    message = Incoming(uuid.uuid4(), sender, receiver, key, format, content, now)
    return _store(message, by, now)


def recover(now: datetime, *, keep: timedelta = KEPT) -> Recovered:
    """Store what the spool has and the database lacks; remove files that have been in the database for `keep`.

    A file stays that long because it must outlive the newest backup of the database: back up at least daily.
    Can be repeated and run beside a serving system.
    """
    restored = removed = kept = 0
    stuck = []
    spool.sweep(now)
    for message in list(spool.messages()):
        try:
            new = _recover(message, now)
            old = spool.written_at(message) <= (now - keep).timestamp()
        except FileNotFoundError:
            continue
        except (spool.Damaged, Organisation.DoesNotExist, NoPost):
            stuck.append(str(message))
            continue
        if old and not new:
            spool.remove(message)
        restored, removed, kept = restored + new, removed + (old and not new), kept + (new or not old)
    return Recovered(restored, removed, kept, tuple(stuck))


def receiver_for(told: str | None, sender: Organisation) -> tuple[Organisation | None, bool]:
    """The Veilig Thuis to store a report for, and whether it is the one that the report names by OIN (`told`).

    Reports are for Veilig Thuis (Wmo 2015 4.1.1). Without a name, or with one that takes no part here, it is the one
    of the sender's region; None when there is none.
    """
    named = Organisation.objects.by_oin(told) if told else None
    if named is not None and named.kind == RECEIVER_KIND:
        return named, True
    return Organisation.objects.of_kind(RECEIVER_KIND, sender.region), False


def state_for_sender(message: uuid.UUID) -> tuple[datetime, str] | None:
    """When a message came in and its state, if the acting organisation sent it. Nothing of how it was handled."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT received_at, state FROM intake_status(%s)", [message])
        found: tuple[datetime, str] | None = cursor.fetchone()
    return found


def _store(message: Incoming, by: Actor, now: datetime) -> Receipt:
    actor = service_of(message.receiver, process="intake")
    with transaction.atomic(), acting_as(actor, purpose="intake"):
        stored, new = _once(message, by, now)
        if new or hmac.compare_digest(bytes(stored.digest), message.digest):
            return Receipt(stored.pk, stored.received_at, stored.durability, replayed=not new)
        apart, new = _once(message.apart(), by, now)
        return Receipt(apart.pk, apart.received_at, apart.durability, replayed=not new, conflict=True)


def _recover(message: uuid.UUID, now: datetime) -> bool:
    """Store one spooled message unless it is there. Returns whether it was not."""
    header, content = spool.take(message)
    sender, receiver = (Organisation.objects.get(pk=header[side]) for side in ("sender", "receiver"))
    incoming = Incoming(
        message,
        sender,
        receiver,
        header["key"],
        header["format"],
        content,
        datetime.fromisoformat(header["received_at"]),
        header.get("contested"),
    )
    return not _store(incoming, service_of(receiver, process="herstel"), now).replayed


def _once(message: Incoming, by: Actor, now: datetime) -> tuple[Message, bool]:
    """The message with that key, and whether it was stored just now."""
    if found := _find(message):
        return found, False
    try:
        with transaction.atomic():
            return _insert(message, by, now), True
    except IntegrityError:
        # Somebody else was first, and has committed by now: inserting waited for that.
        if found := _find(message):
            return found, False
        raise


def _find(message: Incoming) -> Message | None:
    return Message.objects.filter(
        sender=message.sender, organisation=message.receiver, key=message.key
    ).first()


def _insert(message: Incoming, by: Actor, now: datetime) -> Message:
    post = DutyPost.objects.needed(message.receiver)
    content = Secret(
        organisation=message.receiver, kind=SecretKind.MESSAGE, recorded_at=message.received_at
    ).seal(message.content)
    _insert_content(content)
    row = Message(
        id=message.id,
        organisation=message.receiver,
        sender=message.sender,
        key=message.key,
        digest=message.digest,
        format=message.format,
        content=content,
        durability=Durability.LOCAL_AND_SPOOL,
        received_at=message.received_at,
        post=post,
    )
    if message.contested is not None:
        row.state, row.problems = MessageState.WAITING, [_conflict(message.contested).as_json()]
        queue(post=post, template="sleutel-hergebruikt", case=None, now=now)
    row.save(force_insert=True)
    _journal(message, by, now)
    _tell(message)
    spool.put(message.id, message.header(), message.content)
    return row


def _insert_content(content: Secret) -> None:
    """Insert it with its bytes beside the statement. Django writes them into the text of the statement, as hex: for
    35 MB that takes seconds, and the statement may then end up in a log of the server."""
    fields = Secret._meta.concrete_fields
    columns = sql.SQL(", ").join([sql.Identifier(str(field.column)) for field in fields])
    values = sql.SQL(", ").join([sql.Placeholder()] * len(fields))
    statement = sql.SQL("INSERT INTO people_secret ({}) VALUES ({})").format(columns, values)
    connection.ensure_connection()
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        cursor.execute(statement, [getattr(content, field.attname) for field in fields])


def _journal(message: Incoming, by: Actor, now: datetime) -> None:
    """The receiver collected it, in its own journal; if another organisation gave it, that one's journal says so."""
    handling = Handling.COLLECT if message.contested is None else Handling.REFUSE
    if by.organisation != message.receiver.pk:
        service = service_of(message.receiver, process="intake")
        _entry(message, replace(service, request=by.request), handling, now)
        handling = Handling.DISCLOSE
    if by.organisation is not None:
        with acting_as(by, purpose="intake"):
            _entry(message, by, handling, now)


def _entry(message: Incoming, by: Actor, handling: Handling, now: datetime) -> None:
    write(
        by=by,
        name="intake.store",
        handling=handling,
        outcome="gedaan" if message.contested is None else "apart gehouden",
        now=now,
        object_kind="message",
        object=message.id,
        recipients=(message.receiver.pk,) if handling is Handling.DISCLOSE else (),
        purpose="intake",
    )


def _conflict(key: str) -> Problem:
    return Problem(
        "",
        "De afzender gebruikte sleutel '%(key)s' al voor een bericht met een andere inhoud.",
        "sleutel-hergebruikt",
        "Beide berichten zijn heel bewaard. Vraag de afzender wat de bedoeling is.",
        {"key": key},
    )


def _tell(message: Incoming) -> None:
    """The handler listens, and so do open pages of the receiver; they hear when this transaction has committed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_notify('samenspel_intake', ''), pg_notify('samenspel_nieuws', %s)",
            [str(message.receiver.pk)],
        )
