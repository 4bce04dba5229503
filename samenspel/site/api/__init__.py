# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The public API, put together: /api/melden/v1 with its document, and the sign-in of machines.

Source: NLGov API Design Rules 2.2.1.
"""

import functools
import json

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path, re_path
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.errors import ValidationError

from samenspel.intake.api import router
from samenspel.partners.api import Fault, Problem, answer
from samenspel.site.api.document import document
from samenspel.site.api.edge import API_VERSION, unavailable

BASE = "api/melden/v1"
PLACES = {"path": "path", "query": "query", "header": "header"}

api = NinjaAPI(
    title="Melden",
    version=API_VERSION,
    description="Meldingen van huiselijk geweld en kindermishandeling aanleveren bij Veilig Thuis.",
    urls_namespace="melden",
    docs_url=None,
    openapi_url=None,
    servers=[{"url": f"{settings.ORIGIN}/{BASE}"}],
    openapi_extra={
        "info": {
            "contact": {
                "name": "Beheer van samenspel",
                "email": settings.API_CONTACT,
                "url": settings.ORIGIN,
            },
            "license": {"name": "EUPL-1.2", "url": "https://eupl.eu/1.2/nl/"},
        },
        "tags": [{"name": "meldingen", "description": "Meldingen en hun ontvangst"}],
    },
)
api.add_router("", router)


@api.exception_handler(Problem)
def _on_problem(request: HttpRequest, problem: Problem) -> HttpResponse:
    return answer(problem)


@api.exception_handler(ValidationError)
def _on_invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """What ninja could not read: only parameters, because bodies are read by their formats."""
    faults = [
        Fault(
            PLACES[str(each["loc"][0])], str(each["loc"][-1]), "vorm", "Deze waarde heeft niet de goede vorm."
        )
        for each in error.errors
    ]
    return answer(Problem(400, "ongeldige-invoer", "Het adres of een header klopt niet.", faults))


@api.exception_handler(OperationalError)
@api.exception_handler(InterfaceError)
def _on_database(request: HttpRequest, error: Exception) -> HttpResponse:
    return answer(unavailable())


def openapi(request: HttpRequest) -> HttpResponse:
    """GET …/openapi.json: public, for every origin (/core/publish-openapi)."""
    if request.method != "GET":
        return answer(Problem(405, "methode", "Haal dit op met GET.", headers={"Allow": "GET"}))
    headers = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
    return HttpResponse(_document(), content_type="application/json", headers=headers)


@functools.cache
def _document() -> str:
    return json.dumps(document(api), ensure_ascii=False, indent=2)


@csrf_exempt
def nothing(request: HttpRequest) -> HttpResponse:
    """Every other address under /api/, also one that ends in a slash (/core/no-trailing-slash)."""
    detail = "Hier is niets. Let op: onze adressen eindigen niet op een schuine streep."
    return answer(Problem(404, "onbekend", detail))


def _with_own_transactions(patterns: list[URLResolver | URLPattern]) -> list[URLResolver | URLPattern]:
    """Endpoints commit before they make their answer, so that a commit that fails is answered as such."""
    for pattern in patterns:
        assert isinstance(pattern, URLPattern)
        pattern.callback.own_transactions = True  # type: ignore[attr-defined]
    return patterns


_patterns, _app, _namespace = api.urls
urlpatterns = [
    path(f"{BASE}/openapi.json", openapi, name="openapi"),
    path(f"{BASE}/", (_with_own_transactions(_patterns), _app, _namespace)),
    re_path(r"^api/", nothing),
]
