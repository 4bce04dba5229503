# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a partner's system signs in: OAuth 2.0 client credentials with `private_key_jwt` (RFC 6749, 7523, 8414).

The errors of the token endpoint have the form of RFC 6749 section 5.2, because that is what OAuth clients read.
"""

import json
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from samenspel import now as time_now
from samenspel import request_id
from samenspel.journal.models import Handling, write
from samenspel.partners.access import acting_as, service_of
from samenspel.partners.actions import assertions, tokens
from samenspel.partners.api.bearer import Caller, MachineBearer, spend
from samenspel.partners.api.problems import MEDIA_TYPE, Fault, Problem, answer
from samenspel.partners.models import MachineClient

__all__ = ["MEDIA_TYPE", "SCOPES", "Caller", "Fault", "MachineBearer", "Problem", "answer", "urlpatterns"]

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
FORM = "application/x-www-form-urlencoded"
LONGEST_FORM = 20_000
SCOPES = {"meldingen:aanleveren": "Meldingen aanleveren en hun ontvangst volgen."}


class _Error(Exception):
    """A refusal of the token endpoint: a code of RFC 6749 and a text (Dutch, in the characters of section 5.2)."""

    def __init__(self, code: str, text: str, status: int = 400) -> None:
        super().__init__(code)
        self.code, self.text, self.status = code, text, status


@csrf_exempt
def token(request: HttpRequest) -> HttpResponse:
    """POST /api/oauth/token: a signed assertion in, an access token of at most an hour out."""
    try:
        return _json(_issue(request))
    except _Error as error:
        response = _json({"error": error.code, "error_description": error.text}, error.status)
        if error.status == 405:
            response["Allow"] = "POST"
        return response
    except Problem as busy:
        response = _json({"error": "temporarily_unavailable", "error_description": busy.detail}, busy.status)
        for name, value in busy.headers.items():
            response[name] = value
        return response


def metadata(request: HttpRequest) -> HttpResponse:
    """GET /.well-known/oauth-authorization-server: where and how to sign in (RFC 8414). Public."""
    if request.method != "GET":
        return answer(Problem(405, "methode", "Haal dit op met GET.", headers={"Allow": "GET"}))
    document = {
        "issuer": settings.ORIGIN,
        "token_endpoint": f"{settings.ORIGIN}/api/oauth/token",
        "grant_types_supported": ["client_credentials"],
        "response_types_supported": [],
        "scopes_supported": list(SCOPES),
        "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        "token_endpoint_auth_signing_alg_values_supported": list(assertions.ALGORITHMS),
        "tls_client_certificate_bound_access_tokens": settings.CLIENT_CERTIFICATE,
    }
    response = _json(document)
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _issue(request: HttpRequest) -> dict[str, Any]:
    form = _form(request)
    if form.get("grant_type") != "client_credentials":
        raise _Error("unsupported_grant_type", "Gebruik grant_type=client_credentials.")
    now = time_now()
    client = _client(request, form, now=now)
    spend(client, now.timestamp())
    asked = tuple(form.get("scope", " ".join(client.scopes)).split())
    if not asked or not set(asked) <= set(client.scopes):
        raise _Error("invalid_scope", "Deze toepassing heeft niet alle gevraagde rechten.")
    access = tokens.issue(client, asked, _certificate(request), now)
    actor = replace(service_of(client.organisation, process="api"), request=request_id())
    with acting_as(actor, purpose="aanmelden"):
        write(
            by=actor,
            name="partners.token",
            handling=Handling.SIGN_IN,
            now=now,
            object_kind="client",
            object=client.pk,
        )
    life = int(tokens.LIFE.total_seconds())
    return {"access_token": access, "token_type": "Bearer", "expires_in": life, "scope": " ".join(asked)}


def _form(request: HttpRequest) -> dict[str, str]:
    """The parameters of the request, each at most once (RFC 6749 section 3.2)."""
    if request.method != "POST":
        raise _Error("invalid_request", "Gebruik POST.", 405)
    length = request.META.get("CONTENT_LENGTH") or "0"
    if request.content_type != FORM or not length.isdecimal() or int(length) > LONGEST_FORM:
        raise _Error("invalid_request", f"Stuur een formulier ({FORM}) van hoogstens {LONGEST_FORM} bytes.")
    try:
        given = QueryDict(request.body, encoding="utf-8")
    except ValueError:
        raise _Error("invalid_request", "Dit formulier is niet te lezen.") from None
    twice = [name for name, values in given.lists() if len(values) > 1]
    if twice:
        raise _Error("invalid_request", "Geef elk gegeven hoogstens een keer.")
    return {name: value for name, value in given.items() if isinstance(value, str) and value}


def _client(request: HttpRequest, form: dict[str, str], *, now: Any) -> MachineClient:
    if "client_secret" in form or "Authorization" in request.headers:
        raise _Error("invalid_client", "Wij gebruiken geen wachtwoorden. Stuur een client_assertion.", 401)
    if form.get("client_assertion_type") != ASSERTION_TYPE or "client_assertion" not in form:
        raise _Error(
            "invalid_client", f"Stuur client_assertion, met client_assertion_type {ASSERTION_TYPE}.", 401
        )
    audiences = (f"{settings.ORIGIN}/api/oauth/token", settings.ORIGIN)
    try:
        client = assertions.client_of(form["client_assertion"], audiences=audiences, now=now)
    except assertions.Refused as refusal:
        raise _Error("invalid_client", str(refusal), 401) from None
    if form.get("client_id", client.client_id) != client.client_id:
        raise _Error("invalid_client", "client_id is een ander dan de verklaring noemt.", 401)
    return client


def _certificate(request: HttpRequest) -> str | None:
    try:
        return tokens.certificate_print(request)
    except tokens.NoToken:
        raise _Error(
            "invalid_client", "Deze verbinding heeft geen certificaat van de toepassing.", 401
        ) from None


def _json(document: dict[str, Any], status: int = 200) -> HttpResponse:
    response = HttpResponse(
        json.dumps(document, ensure_ascii=False), status=status, content_type="application/json"
    )
    response["Cache-Control"], response["Pragma"] = "no-store", "no-cache"
    return response


urlpatterns = [
    path("api/oauth/token", token, name="oauth-token"),
    path(".well-known/oauth-authorization-server", metadata, name="oauth-metadata"),
]
