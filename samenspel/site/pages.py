# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of no package: help, health, security.txt, static files and what somebody reads when a page is not there.

An error page is the same bytes for everybody and for every cause: it is made without the request (SR-20).
"""

import logging
import secrets
import sys
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

import samenspel
from samenspel.partners.access import own_transactions, serving_role
from samenspel.site import assets, base

log = logging.getLogger("samenspel.site")


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Whom to call, which keys there are, what words mean."""
    contacts = [
        {"name": _("Alarmnummer"), "reach": "112", "when": _("bij direct gevaar, dag en nacht")},
        {"name": _("Veilig Thuis"), "reach": "0800 2000", "when": _("gratis, dag en nacht")},
    ]
    if settings.CONTACT:
        contacts.append({"name": _("Hulp bij dit systeem"), "reach": settings.CONTACT, "when": ""})
    return render(request, "site/help.html", {"contacts": contacts, "words": _words()})


def _words() -> list[dict[str, str]]:
    return [
        {
            "word": _("Afstemming"),
            "meaning": _(
                "Organisaties kiezen samen de volgende stap, zodat het een het ander niet tegenwerkt."
            ),
        },
        {
            "word": _("Routekaart"),
            "meaning": _("De landelijke kaart met de momenten waarop zorg en straf samen kiezen."),
        },
        {
            "word": _("Actieoverleg"),
            "meaning": _("Overleg over wat iedereen doet in een gezin waar het nu of vaak onveilig is."),
        },
        {
            "word": "ZSM",
            "meaning": _("De tafel waar het Openbaar Ministerie met partners snel over een zaak beslist."),
        },
        {"word": "SSK", "meaning": _("Speciaal overleg over strafbare feiten tegen kinderen.")},
        {"word": _("Huisverbod"), "meaning": _("De burgemeester verbiedt iemand tien dagen thuis te komen.")},
        {"word": _("Grond"), "meaning": _("De wet of afspraak die zegt dat u dit mag zien of delen.")},
        {
            "word": _("Zicht op veiligheid"),
            "meaning": _("Eén organisatie kijkt of het veilig blijft, en zegt het als dat niet zo is."),
        },
    ]


@own_transactions
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """The process answers. Asks nothing of anybody else."""
    return JsonResponse({"status": "levend"})


@own_transactions
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """The database answers, in the role that serves pages and nothing more."""
    try:
        fits = serving_role() == settings.WEB_ROLE
    except DatabaseError:
        fits = False
    return JsonResponse({"status": "gereed" if fits else "niet gereed"}, status=200 if fits else 503)


@own_transactions
@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Where to report a weakness (RFC 9116)."""
    until = (samenspel.now() + timedelta(days=180)).strftime("%Y-%m-%dT00:00:00Z")
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {until}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.ORIGIN}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@own_transactions
@require_safe
def static(request: HttpRequest, path: str) -> HttpResponse:
    """A file of one of the packages. Kept for good under its own version, else asked after every time."""
    try:
        found = assets.asset(path)
    except (SuspiciousFileOperation, ValueError):
        found = None
    if found is None:
        raise Http404
    etag = f'"{found.version}"'
    answer = (
        HttpResponse(status=304) if request.headers.get("If-None-Match") == etag else _file(request, found)
    )
    is_versioned = request.GET.get("v") == found.version
    answer["Cache-Control"] = (
        f"public, max-age={assets.YEAR}, immutable" if is_versioned else "public, no-cache"
    )
    answer["ETag"] = etag
    answer["Vary"] = "Accept-Encoding"
    return answer


def _file(request: HttpRequest, found: assets.Asset) -> HttpResponse:
    if found.packed and "gzip" in request.headers.get("Accept-Encoding", ""):
        return HttpResponse(found.packed, content_type=found.kind, headers={"Content-Encoding": "gzip"})
    return HttpResponse(found.content, content_type=found.kind)


def error_page(status: int, name: str, *, code: str = "") -> HttpResponse:
    """The error page of that name. Machines get the same refusal in their own form (`site/api/edge.py`)."""
    context: dict[str, Any] = {"frame": base.frame(), "contact": settings.CONTACT, "code": code}
    return HttpResponse(render_to_string(f"site/errors/{name}.html", context), status=status)


def not_understood(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(400, "400")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Unknown and forbidden: the same answer."""
    return error_page(404, "404")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that is too old, or was not ours."""
    return error_page(403, "403")


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    answer = error_page(429, "429")
    answer["Retry-After"] = "60"
    return answer


def broken(request: HttpRequest) -> HttpResponse:
    """A fault of ours, with a number that is in the log too; or a database that does not answer."""
    error = sys.exc_info()[1]
    code = secrets.token_hex(4)
    log.error("een fout van ons", extra={"code": code, "page": _view(request)}, exc_info=error)
    if isinstance(error, OperationalError | InterfaceError):
        answer = error_page(503, "offline", code=code)
        answer["Retry-After"] = "30"
        return answer
    return error_page(500, "500", code=code)


def _view(request: HttpRequest) -> str:
    """The name of the page, never its address: that has identifiers."""
    return (request.resolver_match.url_name or "?") if request.resolver_match else "?"
