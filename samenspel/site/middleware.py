# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every request passes: headers that keep pages to themselves, and one transaction with its context."""

import uuid
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from samenspel.partners.access import acting_as, actor_for
from samenspel.partners.models import Member

Handler = Callable[[HttpRequest], HttpResponse]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
)


def headers(get_response: Handler) -> Handler:
    """Nothing is cached, nothing is framed, nothing is loaded from elsewhere (SR-28, SR-48)."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return handle


def transaction_per_request(get_response: Handler) -> Handler:
    """One transaction per request, in which the database knows who asks; rolled back when the answer is an error.

    The answer leaves after the commit: a receipt is never given for what is not stored (SR-37).
    """

    def handle(request: HttpRequest) -> HttpResponse:
        request.actor = None  # type: ignore[attr-defined]
        with transaction.atomic(), ExitStack() as stack:
            if isinstance(request.user, Member):
                actor = replace(actor_for(request.user), request=uuid.uuid4())
                request.actor = stack.enter_context(acting_as(actor, purpose="pagina"))  # type: ignore[attr-defined]
            response = get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response

    return handle
