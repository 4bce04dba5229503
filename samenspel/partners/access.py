# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""On whose behalf the running transaction acts.

The database decides what is visible from three settings of the transaction: organisation, member and purpose. They
are set here and nowhere else, locally to the transaction, so that a pooled connection starts empty (SR-06).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from django.db import connection

from samenspel.journal.models import Actor
from samenspel.partners.models import Member, Organisation

_SET = """
SELECT set_config('samenspel.organisation', %s, true),
       set_config('samenspel.member', %s, true),
       set_config('samenspel.purpose', %s, true)
"""
_GET = """
SELECT coalesce(current_setting('samenspel.organisation', true), ''),
       coalesce(current_setting('samenspel.member', true), ''),
       coalesce(current_setting('samenspel.purpose', true), '')
"""


def actor_for(member: Member, *, process: str = "web") -> Actor:
    """The actor that a signed-in member is."""
    return Actor(
        organisation=member.organisation_id,
        kind=member.organisation.kind,
        member=member.id,
        function=member.function,
        process=process,
    )


def service_of(organisation: Organisation, *, process: str) -> Actor:
    """A process of that organisation: registering, evaluating, letting a term fall due."""
    return Actor(organisation=organisation.id, kind=organisation.kind, process=process)


@contextmanager
def acting_as(actor: Actor, *, purpose: str) -> Iterator[Actor]:
    """Act for `actor` until the block ends; afterwards the context is what it was before.

    Has to run inside a transaction: the settings are local to it. Nested use switches organisation, which is how
    rules are evaluated for each seat over what that organisation may see. Yields the actor.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("acting_as needs a transaction: the context must not outlive it")
    with connection.cursor() as cursor:
        cursor.execute(_GET)
        before = cursor.fetchone()
        cursor.execute(_SET, [str(actor.organisation or ""), str(actor.member or ""), purpose])
    try:
        yield actor
    finally:
        if not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute(_SET, before)


def without_member(actor: Actor) -> Actor:
    """The same organisation, as a process: what the system does for it, not what this person may see."""
    return replace(actor, member=None, function="")
