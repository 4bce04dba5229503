# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens at the door: somebody signs in, is refused, leaves, or changes their passkeys.

The journal gets references and codes. Which login or subject was refused is not a thing to remember.
"""

from datetime import datetime
from enum import StrEnum

from allauth.mfa.models import Authenticator
from django.db import transaction

from samenspel.journal.models import Actor, Entry, Handling, write
from samenspel.partners.access import acting_as, actor_for
from samenspel.partners.models import Member, Organisation

SIGN_IN = "aanmelden"


class Refusal(StrEnum):
    """Why somebody did not get in. Only the journal says it; who was refused always reads the same."""

    UNKNOWN = "onbekend"
    WRONG = "verkeerd"
    LEVEL = "betrouwbaarheidsniveau"
    LEFT = "uit dienst"
    ELSEWHERE = "andere organisatie"
    BROKEN = "bewijs klopt niet"
    TOO_MANY = "te vaak"


def admit(*, member: Member, way: str, now: datetime) -> Entry:
    """Write down that a member signed in; `way` is how: "oidc", "passkey" or "demo"."""
    actor = actor_for(member)
    with transaction.atomic(), acting_as(actor, purpose=SIGN_IN):
        return write(
            by=actor, name="partners.admit", handling=Handling.SIGN_IN, now=now, purpose=SIGN_IN, ground=way
        )


def refuse(*, reason: Refusal, organisation: Organisation | None, now: datetime) -> Entry:
    """Write down that somebody was refused, at that organisation if it is known which."""
    actor = Actor(organisation.id if organisation else None, organisation.kind if organisation else "")
    with transaction.atomic(), acting_as(actor, purpose=SIGN_IN):
        return write(
            by=actor,
            name="partners.refuse",
            handling=Handling.SIGN_IN,
            outcome="geweigerd",
            now=now,
            purpose=SIGN_IN,
            ground=reason.value,
        )


def leave(*, member: Member, now: datetime) -> Entry:
    """Write down that a member signed out."""
    actor = actor_for(member)
    with transaction.atomic(), acting_as(actor, purpose=SIGN_IN):
        return write(by=actor, name="partners.leave", handling=Handling.SIGN_IN, now=now, purpose=SIGN_IN)


def remove_passkey(*, member: Member, passkey: int, by: Actor, now: datetime) -> bool:
    """Take away a passkey of the member's own. Returns whether it was there."""
    with transaction.atomic(), acting_as(by, purpose=SIGN_IN):
        mine = Authenticator.objects.filter(user=member, type=Authenticator.Type.WEBAUTHN)
        gone, _ = mine.filter(pk=passkey).delete()
        if gone:
            write(
                by=by,
                name="partners.remove_passkey",
                handling=Handling.CHANGE,
                now=now,
                object_kind="member",
                object=member.id,
                purpose=SIGN_IN,
            )
    return bool(gone)


def note_passkey(*, member: Member, by: Actor, now: datetime) -> Entry:
    """Write down that the member added a passkey; to be called in the transaction that adds it."""
    return write(
        by=by,
        name="partners.add_passkey",
        handling=Handling.CHANGE,
        now=now,
        object_kind="member",
        object=member.id,
        purpose=SIGN_IN,
    )
