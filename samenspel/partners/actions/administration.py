# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who works where: organisations, members, posts, clients, and the identity a member signs in with.

Written by the owner of the database, through `samenspel admin`. The role that serves the pages cannot write it,
whatever a page does. Every function is one transaction with one journal entry, at the organisation concerned.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db import transaction

from samenspel.journal.models import Actor, Handling, write
from samenspel.partners.access import acting_as
from samenspel.partners.models import DutyPost, MachineClient, Member, Organisation, PostHolder
from samenspel.rules.catalogue import functions, organisations

PURPOSE = "beheer"


def administrator(organisation: uuid.UUID | None = None, kind: str = "") -> Actor:
    """Whoever runs `samenspel admin`, acting for that organisation."""
    return Actor(organisation=organisation, kind=kind, process=PURPOSE)


@contextmanager
def _recorded(
    by: Actor, organisation: Organisation, name: str, now: datetime, **entry: Any
) -> Iterator[None]:
    """One transaction of administration, for that organisation, with its entry in the journal."""
    actor = Actor(organisation.id, organisation.kind, by.member, by.function, by.process, by.request)
    with transaction.atomic(), acting_as(actor, purpose=PURPOSE):
        yield
        write(by=actor, name=f"partners.{name}", handling=Handling.CHANGE, now=now, purpose=PURPOSE, **entry)


def add_organisation(
    *, kind: str, name: str, oin: str, region: str = "", by: Actor, now: datetime
) -> Organisation:
    """Let an organisation take part. `kind` is a code of handbook 2.1, `oin` 20 digits. Raises ValueError."""
    if kind not in organisations():
        raise ValueError(f"{kind} is geen soort organisatie; bekend zijn {', '.join(organisations())}")
    if len(oin) != 20 or not oin.isdecimal():
        raise ValueError(f"een OIN heeft 20 cijfers, {oin!r} niet")
    made = Organisation(kind=kind, name=name, oin=oin, region=region)
    with _recorded(by, made, "add_organisation", now, object_kind="organisation", object=made.id):
        made.save(force_insert=True)
    return made


def add_member(
    *,
    organisation: Organisation,
    login: str,
    name: str,
    function: str,
    by: Actor,
    now: datetime,
    email: str = "",
    password: str | None = None,
    totp_secret: str | None = None,
) -> Member:
    """Let somebody work here in a function of handbook 2.2, from now. Returns the member.

    `password` and `totp_secret` (base32) are for demonstration and tests. Raises ValueError when the organisation has
    no such function, or when the profile is production and a password is given (SR-23).
    """
    known = functions().get(function)
    if known is None or not known.exists_in(organisation.kind):
        raise ValueError(f"{organisation.kind} heeft geen functie {function}")
    if settings.SAFE and (password or totp_secret):
        raise ValueError("een wachtwoord of eenmalige code bestaat niet in het profiel production")
    made = Member(
        organisation=organisation, login=login, name=name, email=email, function=function, since=now
    )
    made.set_password(password)
    with _recorded(by, organisation, "add_member", now, object_kind="member", object=made.id):
        made.save(force_insert=True)
        if totp_secret:
            TOTP.activate(made, totp_secret)
    return made


def end_member(*, member: Member, by: Actor, now: datetime) -> Member:
    """Somebody leaves: their sessions end with the next request, their posts are no longer staffed by them (SR-08)."""
    member.until = now
    with _recorded(by, member.organisation, "end_member", now, object_kind="member", object=member.id):
        member.save(update_fields=["until"])
        PostHolder.objects.filter(member=member, until=None).update(until=now)
    return member


def add_identity(*, member: Member, issuer: str, subject: str, by: Actor, now: datetime) -> SocialAccount:
    """Say which (`issuer`, `subject`) of OpenID Connect this member is. Raises ValueError when either is missing."""
    if not issuer or not subject:
        raise ValueError("een identiteit heeft een uitgever (iss) en een onderwerp (sub)")
    made = SocialAccount(user=member, provider=issuer, uid=subject)
    with _recorded(by, member.organisation, "add_identity", now, object_kind="member", object=member.id):
        made.save(force_insert=True)
    return made


def note_invitation(*, member: Member, by: Actor, now: datetime) -> None:
    """Write down that a member was given an address to make a first passkey."""
    with _recorded(by, member.organisation, "invite", now, object_kind="member", object=member.id):
        pass


def add_post(
    *,
    organisation: Organisation,
    code: str,
    name: str,
    function: str,
    mailbox: str,
    is_default: bool = False,
    by: Actor,
    now: datetime,
) -> DutyPost:
    """Open a duty post. One post of an organisation is the default: it owns what nobody else does (SR-39)."""
    known = functions().get(function)
    if known is None or not known.exists_in(organisation.kind):
        raise ValueError(f"{organisation.kind} heeft geen functie {function}")
    made = DutyPost(
        organisation=organisation,
        code=code,
        name=name,
        function=function,
        mailbox=mailbox,
        is_default=is_default,
    )
    with _recorded(by, organisation, "add_post", now, object_kind="duty_post", object=made.id):
        made.save(force_insert=True)
    return made


def staff_post(*, post: DutyPost, member: Member, by: Actor, now: datetime) -> PostHolder:
    """Let a member staff a post from now. Raises ValueError for somebody of another organisation (SR-09)."""
    if post.organisation_id != member.organisation_id:
        raise ValueError("een dienst wordt bezet door iemand van de eigen organisatie")
    made = PostHolder(post=post, member=member, since=now)
    with _recorded(by, post.organisation, "staff_post", now, object_kind="duty_post", object=post.id):
        made.save(force_insert=True)
    return made


def add_client(
    *,
    organisation: Organisation,
    client_id: str,
    name: str,
    public_keys: dict[str, Any],
    scopes: list[str],
    by: Actor,
    now: datetime,
) -> MachineClient:
    """Let a system of a partner send and ask. `public_keys` is a JWK set without private parts. Raises ValueError."""
    keys = public_keys.get("keys")
    if not isinstance(keys, list) or not keys or any("d" in key or "k" in key for key in keys):
        raise ValueError("public_keys is een JWK-set met alleen openbare sleutels")
    made = MachineClient(
        organisation=organisation, client_id=client_id, name=name, public_keys=public_keys, scopes=scopes
    )
    with _recorded(by, organisation, "add_client", now, object_kind="machine_client", object=made.id):
        made.save(force_insert=True)
    return made
