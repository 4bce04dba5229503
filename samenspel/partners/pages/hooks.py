# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What we decide otherwise than the sign-in library does: nobody registers, nobody gets mail, and one door journals."""

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal.httpkit import get_client_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

import samenspel
from samenspel.partners.access import may_sign_in
from samenspel.partners.actions import Refusal, admit, refuse
from samenspel.partners.models import Member, Organisation

WAYS = {
    "sign-in-back": "oidc",
    "sign-in-passkey": "passkey",
    "sign-in-invitation": "uitnodiging",
    "sign-in-demo": "demo",
}


def neutral_refusal() -> str:
    """The one sentence for everybody who does not get in, whatever the reason (SR-20)."""
    return _(
        "Aanmelden is niet gelukt. Probeer het nog eens, of vraag de beheerder van uw organisatie om hulp."
    )


def turn_away(
    request: HttpRequest, reason: Refusal, organisation: Organisation | None = None
) -> HttpResponse:
    """Journal the refusal, and lead back to the sign-in page with the neutral sentence."""
    refuse(reason=reason, organisation=organisation, now=samenspel.now())
    messages.error(request, neutral_refusal())
    return HttpResponseRedirect(reverse("sign-in"))


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    """Every way in ends here."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_stages(self) -> list[str]:
        """None: the organisation's sign-in or a passkey is strong by itself, the demo form asks for both at once."""
        return []

    def pre_login(
        self, request: HttpRequest, user: AbstractBaseUser, **_arguments: Any
    ) -> HttpResponse | None:
        """Refuses who does not work here now, by the clock of the database (SR-08)."""
        assert isinstance(user, Member)
        if may_sign_in(user, samenspel.now()):
            return None
        return turn_away(request, Refusal.LEFT, user.organisation)

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Starts the session, with a new token, and journals it."""
        assert isinstance(user, Member)
        super().login(request, user)
        match = request.resolver_match
        way = WAYS.get(match.url_name or "", "") if match else ""
        admit(member=user, way=way, now=samenspel.now())

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return "/"

    def add_message(self, *_arguments: Any, **_named: Any) -> None:
        """The library's own messages are not shown: being in is message enough."""

    def send_notification_mail(self, *_arguments: Any, **_named: Any) -> None:
        """No mail about accounts: mail carries nothing (SR-21)."""

    def get_client_ip(self, request: HttpRequest) -> str:
        """For counting attempts. Behind a socket without addresses all visitors count as one."""
        return str(get_client_ip(request) or "0.0.0.0")  # noqa: S104  (a key, not something to listen on)


class Passkeys(DefaultMFAAdapter):  # type: ignore[misc]
    """Passkeys belong to the address of the site, not to whatever name a request came under."""

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": urlsplit(settings.ORIGIN).hostname or "localhost", "name": "samenspel"}
