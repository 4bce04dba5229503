# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a harness runs in: Django on a database of its own, more organisations, and families known to them."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from django.conf import settings
from django.db import connection, transaction
from psycopg.conninfo import make_conninfo

from bench.families import family, message
from samenspel import now as ask_now
from samenspel.intake.actions import handle, store
from samenspel.partners.access import acting_as, service_of
from samenspel.partners.models import Organisation
from samenspel.site.postgres import Role, server
from tests import cast


@contextmanager
def pooled(most: int) -> Iterator[None]:
    """Let all threads share one pool of at most `most` connections, as those of a web process do."""
    options = connection.settings_dict["OPTIONS"]
    before = options.get("pool")
    connection.close()
    options["pool"] = {"min_size": most, "max_size": most, "timeout": 60}
    try:
        yield
    finally:
        connection.close()
        connection.close_pool()  # type: ignore[attr-defined]
        del options["pool"]
        if before is not None:
            options["pool"] = before


@contextmanager
def own_spool() -> Iterator[Path]:
    """A spool of this harness alone."""
    before = settings.SPOOL
    with tempfile.TemporaryDirectory(prefix="samenspel-spool-") as folder:
        settings.SPOOL = Path(folder)
        try:
            yield settings.SPOOL
        finally:
            settings.SPOOL = before


@contextmanager
def all_seeing() -> Iterator[psycopg.Connection[Any]]:
    """A connection that row security does not hold back, to compare with. Where it would, every read fails."""
    given = make_conninfo("", **server(fast=True).admin, dbname=connection.settings_dict["NAME"])
    with psycopg.connect(given) as found:
        found.execute("SET row_security = off")
        yield found


def add_regions(count: int) -> list[str]:
    """Regions beside those of the cast, each with a Veilig Thuis and a police unit. Returns their names."""
    names = [f"regio-{number}" for number in range(count)]
    conninfo = server(fast=True).conninfo(Role.OWNER, connection.settings_dict["NAME"])
    with psycopg.connect(conninfo) as owner:
        for number, region in enumerate(names):
            for kind, last in (("VT", 1), ("POL", 2)):
                ident = cast.ident(f"{kind}-{region}")
                oin = f"00000099{500 + number:08d}{last}000"
                owner.execute(
                    "INSERT INTO partners_organisation (id, kind, name, oin, region) VALUES (%s, %s, %s, %s, %s)",
                    [ident, kind, f"{kind} {region}", oin, region],
                )
                owner.execute(
                    "INSERT INTO partners_dutypost (id, organisation_id, code, name, function, mailbox, is_default)"
                    " VALUES (%s, %s, 'dienst', 'Dienst', '', %s, true)",
                    [
                        cast.ident(f"post-{kind}-{region}"),
                        ident,
                        f"dienst.{kind.lower()}.{region}@samenspel.test",
                    ],
                )
    return names


def report(number: int, region: str = cast.REGION, *, of: int | None = None, seed: int = 1) -> UUID:
    """Report `number` of that region's police to its Veilig Thuis, stored and handled. Returns the message.

    It is about family `of` (as a rule one of its own). Raises AssertionError when it was not handled.
    """
    sender, receiver = cast.organisation("POL", region), cast.organisation("VT", region)
    now = ask_now()
    kenmerk = f"HARNAS-{region}-{number}"
    message_id = put(
        message(family(number if of is None else of, seed), kenmerk, now), sender, receiver, kenmerk, now
    )
    assert handle(message_id, receiver.pk, ask_now()), kenmerk
    return message_id


def put(content: bytes, sender: Organisation, receiver: Organisation, key: str, now: datetime) -> UUID:
    """Store one message as its sender."""
    with transaction.atomic(), acting_as(service_of(sender, process="api"), purpose="aanleveren") as by:
        kept = store(
            content=content, format="melding", sender=sender, receiver=receiver, key=key, by=by, now=now
        )
    return kept.id
