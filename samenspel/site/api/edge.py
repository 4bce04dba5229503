# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every answer under /api/ carries, also when it was made outside the API: headers, and problem details."""

import sys
from collections.abc import Callable

from django.core.signals import got_request_exception
from django.db import InterfaceError, OperationalError
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

from samenspel import request_id
from samenspel.partners.api import MEDIA_TYPE, Problem, answer

API_VERSION = "1.0.0"
PREFIX, OAUTH = "/api/", "/api/oauth/"
HEADERS = {
    "API-Version": API_VERSION,
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
RETRY_AFTER = "5"

Handler = Callable[[HttpRequest], HttpResponse]


def edge(get_response: Handler) -> Handler:
    """The outermost middleware. Source: NLGov 2.2.1, /core/version-header, /core/transport/security-headers."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not request.path.startswith(PREFIX):
            return response
        if response.status_code >= 400 and not _is_problem(request, response):
            response = answer(_problem(request, response))
        for name, value in HEADERS.items():
            response[name] = value
        response["X-Request-ID"] = str(request_id())
        return response

    return handle


def _is_problem(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether the answer says in JSON what is wrong; the token endpoint has a form of its own (RFC 6749)."""
    told = response.headers.get("Content-Type", "")
    return told.startswith(MEDIA_TYPE) or (
        request.path.startswith(OAUTH) and told.startswith("application/json")
    )


def _problem(request: HttpRequest, response: HttpResponse) -> Problem:
    """The same refusal in our form. Nothing of its text is kept: it may be a page, or somebody's words."""
    if response.status_code == 404:
        return Problem(
            404, "onbekend", "Hier is niets. Let op: onze adressen eindigen niet op een schuine streep."
        )
    if response.status_code == 405:
        allowed = ", ".join(sorted(response.headers.get("Allow", "").replace(" ", "").split(",")))
        return Problem(405, "methode", f"Gebruik hier: {allowed}.", headers={"Allow": allowed})
    if response.status_code < 500:
        return Problem(400, "ongeldig", "Deze aanvraag kunnen wij niet lezen.")
    if isinstance(getattr(request, "failure", None), OperationalError | InterfaceError):
        return unavailable()
    return Problem(
        500,
        "storing",
        "Uw bericht is niet bevestigd. Stuur het opnieuw, met dezelfde Idempotency-Key. Blijft dit zo, bel ons dan.",
    )


def unavailable() -> Problem:
    """The database cannot now, or not in time: nothing is stored, nothing is lost at the sender's."""
    return Problem(
        503,
        "niet-beschikbaar",
        "Uw bericht is niet bevestigd. Stuur het over enkele seconden opnieuw, met dezelfde Idempotency-Key.",
        headers={"Retry-After": RETRY_AFTER},
    )


@receiver(got_request_exception, dispatch_uid="samenspel.site.api.edge")
def _remember(sender: object, request: HttpRequest | None = None, **_: object) -> None:
    """Keep what went wrong for `edge`, which sees only the answer that Django made of it."""
    if request is not None:
        request.failure = sys.exc_info()[1]  # type: ignore[attr-defined]
