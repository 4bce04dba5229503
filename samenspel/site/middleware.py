# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every request passes: headers that keep pages to themselves, the language, one transaction, the door, and a
guard that keeps reading from writing.

A page is closed unless its name stands in `OPEN` (SR-01).
"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils import translation
from django.utils.http import urlencode

import samenspel
from samenspel.partners.access import SignedInRequest, acting_as, actor_for, member_of

Handler = Callable[[HttpRequest], HttpResponse]

_CONNECT = " ".join(("'self'", settings.STREAM_ORIGIN)).strip()
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    f"connect-src {_CONNECT}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
)

# Pages for people who are not signed in, by name.
OPEN = frozenset(
    {
        "sign-in",
        "sign-in-at",
        "sign-in-back",
        "sign-in-demo",
        "sign-in-passkey",
        "sign-in-invitation",
        "sign-out",
        "lock",
        "quick-exit",
        "language",
        "static",
        "security-txt",
        "oauth-metadata",
        "live",
        "ready",
    }
)
# Addresses for machines: they sign in by a token of their own, and never with somebody's session (SR-09).
MACHINES = ("/api/",)


def headers(get_response: Handler) -> Handler:
    """Nothing is cached, nothing is framed, nothing is loaded from elsewhere (SR-28, SR-48)."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return handle


def language(get_response: Handler) -> Handler:
    """Dutch, unless somebody chose otherwise here. What a browser prefers is no choice: half-translated is worse."""

    def handle(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        with translation.override(chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
            return get_response(request)

    return handle


def transaction_per_request(get_response: Handler) -> Handler:
    """One transaction per request; rolled back when the answer is an error.

    The answer leaves after the commit: a receipt is never given for what is not stored (SR-37).
    """

    def handle(request: HttpRequest) -> HttpResponse:
        if _has_own_transactions(request):
            return get_response(request)
        with transaction.atomic():
            response = get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response

    return handle


def closed_by_default(get_response: Handler) -> Handler:
    """Lets a member in, and has the database know for whom it reads; turns away who is not signed in."""

    def handle(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(MACHINES) or _has_own_transactions(request):
            return get_response(request)
        now = samenspel.now()
        member = member_of(request, now)
        if member is None:
            match = _match(request)
            is_open = match is None or match.url_name in OPEN
            return get_response(request) if is_open else turned_away(request)
        actor = replace(actor_for(member), request=samenspel.request_id())
        signed_in = cast(SignedInRequest, request)
        signed_in.actor, signed_in.now = actor, now
        with acting_as(actor, purpose="pagina"):
            return get_response(request)

    return handle


def turned_away(request: HttpRequest) -> HttpResponse:
    """To the sign-in page and back here later; but a form or a script is told that nothing was done (401)."""
    place = request.get_full_path() if request.method in ("GET", "HEAD") else "/"
    sign_in = reverse("sign-in") + (f"?{urlencode({'next': place})}" if place != "/" else "")
    opens_a_page = request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
    if request.method in ("GET", "HEAD") and opens_a_page and "HX-Request" not in request.headers:
        return HttpResponseRedirect(sign_in)
    return render(request, "site/locked.html", {"sign_in_url": sign_in}, status=401)


class WriteWhileReading(Exception):
    """A page wrote while somebody only read it: a fault of ours."""


_WRITES = re.compile(
    r"\s*(WITH\b.*\b)?(INSERT\s+INTO|UPDATE|DELETE\s+FROM|MERGE\s+INTO|TRUNCATE)\b", re.I | re.S
)
_JOURNAL = re.compile(r'\s*INSERT\s+INTO\s+"?journal_entry"?\s', re.I)


def reading_writes_nothing(get_response: Handler) -> Handler:
    """A GET may add lines to the journal and nothing else: links are followed by more than people."""

    def handle(request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD", "OPTIONS") or _has_own_transactions(request):
            return get_response(request)
        with connection.execute_wrapper(_refuse_writing):
            return get_response(request)

    return handle


def _refuse_writing(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
    statement = str(sql)
    if _WRITES.match(statement) and not _JOURNAL.match(statement):
        raise WriteWhileReading(statement.split("(")[0][:80])
    return execute(sql, params, many, context)


def _match(request: HttpRequest) -> ResolverMatch | None:
    try:
        return resolve(request.path_info)
    except Resolver404:
        return None


def _has_own_transactions(request: HttpRequest) -> bool:
    match = _match(request)
    return match is not None and getattr(match.func, "own_transactions", False)
