# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may be signed in, and on whose behalf the running transaction acts.

Rule 1: the database decides what is visible from three settings of the transaction: organisation, member and
purpose. They are set here and nowhere else, locally to the transaction, so that a pooled connection starts empty
(SR-06).
Rule 2: a session ends by the clock of the database: after rest, after its longest life, and with the employment
(SR-08, SR-24). What a cookie says about that is never believed.
"""

import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import get_user, logout
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.backends.db import SessionStore
from django.db import DatabaseError, connection
from django.db.models import Q
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import gettext

import samenspel
from samenspel.journal.models import Actor
from samenspel.partners.models import DutyPost, Member, Organisation
from samenspel.rules.catalogue import functions

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
    except BaseException:
        # A statement that failed has ended the transaction: it will be rolled back, and the settings with it.
        with suppress(DatabaseError):
            _restore(before)
        raise
    _restore(before)


def _restore(before: Sequence[str]) -> None:
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute(_SET, before)


def without_member(actor: Actor) -> Actor:
    """The same organisation, as a process: what the system does for it, not what this person may see."""
    return replace(actor, member=None, function="")


class SignedInRequest(HttpRequest):
    """The request that a page gets: somebody is signed in, and the transaction acts for them."""

    user: Member
    actor: Actor
    now: datetime


View = TypeVar("View", bound=Callable[..., Any])


def own_transactions(view: View) -> View:
    """Mark a view that waits for others (an identity provider) or for nobody (health): it gets no transaction around
    it, arranges its own, and may write when it is read."""
    view.own_transactions = True  # type: ignore[attr-defined]
    return view


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """Fetches who is signed in. Passwords exist only where demo sign-ins do (SR-23)."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> Member | None:
        if not settings.DEMO_SIGN_IN:
            return None
        found = super().authenticate(request, **credentials)
        return found if isinstance(found, Member) else None

    def get_user(self, user_id: Any) -> Member | None:
        return Member.objects.select_related("organisation").filter(pk=user_id).first()

    def user_can_authenticate(self, user: Any) -> bool:
        """Employment is weighed with the clock where a session starts and at every request, not here."""
        return isinstance(user, Member)


def may_sign_in(member: Member, now: datetime) -> bool:
    """Whether the member works at that moment for an organisation that takes part."""
    ended = member.organisation.ended_at
    return member.works_at(now) and (ended is None or now < ended)


_STARTED, _SEEN = "samenspel.started", "samenspel.seen"
SEEN_EVERY = 30  # seconds; a session is not written for every request


@receiver(user_logged_in)
def start_session(sender: object, request: HttpRequest, **_: object) -> None:
    """A session starts with the sign-in, not with its first page; also a second one of the same member is new."""
    request.session.cycle_key()
    moment = samenspel.now().timestamp()
    request.session[_STARTED] = request.session[_SEEN] = moment


def member_of(request: HttpRequest, now: datetime) -> Member | None:
    """The member who is signed in at `now`, else None.

    Ends the session when it rested longer than `SESSION_IDLE`, lives longer than `SESSION_COOKIE_AGE` seconds, or
    when the member left. Notes that it was used.
    """
    member = request.user
    if not isinstance(member, Member):
        return None
    if not may_sign_in(member, now) or _ran_out(request.session, now):
        logout(request)
        return None
    if now.timestamp() - request.session[_SEEN] >= SEEN_EVERY:
        request.session[_SEEN] = now.timestamp()
    return member


def member_of_session(key: str, now: datetime) -> Member | None:
    """The member whose session that is, if it has not ended at `now`. Only looks: waiting is no use (SR-24)."""
    request = HttpRequest()
    request.session = SessionStore(session_key=key)
    member = get_user(request)
    if not isinstance(member, Member) or not may_sign_in(member, now) or _ran_out(request.session, now):
        return None
    return member


def _ran_out(session: SessionBase, now: datetime) -> bool:
    """Both moments come from the clock of the database; a session without them is not one of ours."""
    started, seen, moment = session.get(_STARTED), session.get(_SEEN), now.timestamp()
    if started is None or seen is None:
        return True
    rest = settings.SESSION_IDLE.total_seconds()
    return bool(moment - seen > rest or moment - started > settings.SESSION_COOKIE_AGE)


FRESH = 300  # seconds after signing in that what may be dangerous is done without signing in again (SR-26)


def is_fresh(request: "SignedInRequest") -> bool:
    """Whether the member signed in at most five minutes ago."""
    return bool(request.now.timestamp() - request.session[_STARTED] <= FRESH)


def unsafe_accounts() -> tuple[uuid.UUID, ...]:
    """Members that could sign in with a password or a one-time code: none may exist in production (SR-23, SR-58)."""
    with_password = Member.objects.exclude(password="").exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    with_code = Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN)
    found = {*with_password.values_list("pk", flat=True), *with_code.values_list("user_id", flat=True)}
    return tuple(sorted(found))


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """One sign-in of the demonstration, as the sign-in page shows it."""

    login: str
    name: str
    role: str
    organisation: str
    question: str


def demo_accounts() -> tuple[DemoAccount, ...]:
    """The sign-ins of the demonstration, in the order of the functions; none where demo sign-ins do not exist."""
    if not settings.DEMO_SIGN_IN:
        return ()
    order = {code: place for place, code in enumerate(functions())}
    members = Member.objects.filter(pk__in=unsafe_accounts(), until=None).select_related("organisation")
    shown = sorted(members, key=lambda one: (order.get(one.function, len(order)), one.login))
    return tuple(
        DemoAccount(one.login, one.name, role_of(one), one.organisation.name, question_of(one))
        for one in shown
    )


def role_of(member: Member) -> str:
    """The name of the member's function (handbook 2.2); the code itself when the catalogue lacks it."""
    known = functions().get(member.function)
    return gettext(known.name) if known else member.function


def question_of(member: Member) -> str:
    known = functions().get(member.function)
    return gettext(known.question) if known and known.question else ""


def demo_member(login: str, now: datetime) -> Member | None:
    """The member behind a button of the demonstration, when there is a demonstration."""
    if login not in {account.login for account in demo_accounts()}:
        return None
    found = Member.objects.select_related("organisation").get(login=login)
    return found if may_sign_in(found, now) else None


def one_time_code_fits(member: Member, code: str) -> bool:
    """Whether `code` is the member's one-time code of now, not used before. Without a key every code is wrong."""
    key = Authenticator.objects.filter(user=member, type=Authenticator.Type.TOTP).first()
    return key is not None and bool(key.wrap().validate_code(code))


@dataclass(frozen=True, slots=True)
class Passkey:
    """One passkey of a member, as the page about their sign-in shows it."""

    id: int
    name: str
    created: datetime
    used: datetime | None


def passkeys_of(member: Member) -> tuple[Passkey, ...]:
    """The passkeys of a member, oldest first."""
    keys = Authenticator.objects.filter(user=member, type=Authenticator.Type.WEBAUTHN).order_by("created_at")
    return tuple(Passkey(key.pk, key.wrap().name, key.created_at, key.last_used_at) for key in keys)


def posts_of(member: Member, now: datetime) -> tuple[DutyPost, ...]:
    """The duty posts that a member staffs at `now`, with their organisation."""
    staffed = DutyPost.objects.filter(holders__member=member, holders__since__lte=now, ended_at=None)
    held = staffed.filter(Q(holders__until=None) | Q(holders__until__gt=now))
    return tuple(held.select_related("organisation").distinct())


def invited_member(ident: uuid.UUID, now: datetime) -> Member | None:
    """The member with that id, as long as they work here: the one that an invitation may be for."""
    found = Member.objects.select_related("organisation").filter(pk=ident).first()
    return found if found and may_sign_in(found, now) else None


def serving_role() -> str:
    """The role that the database knows us as, asked now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        role: str = cursor.fetchone()[0]
    return role


def my_posts(request: SignedInRequest) -> tuple[DutyPost, ...]:
    """The duty posts of who is signed in, asked once per request: the menu counts what waits at them on every page."""
    found: tuple[DutyPost, ...] | None = request.__dict__.get("posts")
    if found is None:
        found = request.__dict__["posts"] = posts_of(request.user, request.now)
    return found


def organisation_by_oin(oin: str) -> Organisation | None:
    """The organisation that takes part under that number."""
    return Organisation.objects.by_oin(oin)
