# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an endpoint asks of a machine before anything else: a valid token, the scope, and a call left to make."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja.security.base import AuthBase

from samenspel import now as time_now
from samenspel import request_id
from samenspel.journal.models import Actor
from samenspel.partners.actions import tokens
from samenspel.partners.api.problems import Problem
from samenspel.partners.models import MachineClient, Organisation

WINDOW = 10
"""Seconds in which a client may make `settings.CLIENT_CALLS` calls.

A budget for each client keeps the others' reports moving (SR-51): short windows, so that even all calls at once are
worked off within a second or two. It counts what was proved to come from the client, so that nobody can use up the
budget of another.
"""


@dataclass(frozen=True, slots=True)
class Caller:
    """A machine client that was let in, and the actor it is."""

    client: MachineClient
    actor: Actor

    @property
    def organisation(self) -> Organisation:
        return self.client.organisation


class MachineBearer(AuthBase):
    """`Authorization: Bearer …` with a token of our token endpoint that has `scope`."""

    openapi_type = "oauth2"
    openapi_flows: dict[str, Any]

    def __init__(self, scope: str, meaning: str) -> None:
        self.scope = scope
        self.openapi_flows = {
            "clientCredentials": {
                "tokenUrl": f"{settings.ORIGIN}/api/oauth/token",
                "scopes": {scope: meaning},
            }
        }
        super().__init__()

    def __call__(self, request: HttpRequest) -> Caller:
        """The caller, if it may come in. Raises Problem 401, 403 or 429."""
        kind, _, token = request.headers.get("Authorization", "").partition(" ")
        if kind.lower() != "bearer" or not token:
            raise _unauthorised(
                "geen-token", "Stuur een access token mee in de header Authorization.", "Bearer"
            )
        return self._admit(request, token.strip())

    def _admit(self, request: HttpRequest, token: str) -> Caller:
        now = time_now()
        try:
            client, scopes = tokens.read(token, tokens.certificate_print(request), now)
        except tokens.NoToken:
            raise _unauthorised(
                "ongeldig-token",
                "Dit access token is verlopen, ingetrokken of niet van ons. Vraag een nieuw token aan.",
                'Bearer error="invalid_token"',
            ) from None
        if self.scope not in scopes:
            challenge = {"WWW-Authenticate": f'Bearer error="insufficient_scope", scope="{self.scope}"'}
            raise Problem(
                403, "geen-recht", f"Deze toepassing mist het recht '{self.scope}'.", headers=challenge
            )
        spend(client, now.timestamp())
        organisation = client.organisation
        return Caller(client, Actor(organisation.pk, organisation.kind, process="api", request=request_id()))


def spend(client: MachineClient, moment: float) -> None:
    """Count one call of the client. Raises Problem 429 when its calls in this window are used up."""
    window, spent = divmod(int(moment), WINDOW)
    if tokens.count_call(client, window) > settings.CLIENT_CALLS:
        wait = WINDOW - spent
        raise Problem(
            429,
            "te-veel-aanvragen",
            f"Deze toepassing mag {settings.CLIENT_CALLS} aanvragen doen per {WINDOW} seconden. Probeer het over "
            f"{wait} seconden opnieuw, met dezelfde Idempotency-Key.",
            headers={"Retry-After": str(wait)},
        )


def _unauthorised(slug: str, detail: str, challenge: str) -> Problem:
    return Problem(401, slug, detail, headers={"WWW-Authenticate": challenge})
