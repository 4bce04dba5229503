# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A first passkey, for who has no other way in: an address from the administrator, good once and for a day.

It is good once because it covers the moment of the last sign-in, and adding the passkey signs in.
"""

import json
import uuid
from typing import Any

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.mfa.webauthn.internal import auth
from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

import samenspel
from samenspel.partners.access import acting_as, actor_for, invited_member
from samenspel.partners.actions import note_passkey
from samenspel.partners.forms import NewPasskey
from samenspel.partners.models import Member


class Invitations(PasswordResetTokenGenerator):
    """Signs who is invited and when; the library's own check is on age and on what the value covers."""

    key_salt = "samenspel.partners.invitation"

    def _make_hash_value(self, user: Any, timestamp: int) -> str:
        last = user.last_login.isoformat() if user.last_login else "-"
        return f"{user.pk}{last}{user.until}{timestamp}"


TOKENS = Invitations()


def address_for(member: Member) -> str:
    """The address to give to that member, by a way that only they can read."""
    return str(settings.ORIGIN) + reverse("sign-in-invitation", args=[member.pk, TOKENS.make_token(member)])


@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, member: uuid.UUID, token: str) -> HttpResponse:
    """Add the first passkey, and come in with it. An address that is used or old does not exist."""
    invited = invited_member(member, samenspel.now())
    if invited is None or not TOKENS.check_token(invited, token):
        raise Http404
    if request.method == "POST":
        form = NewPasskey(request.POST, user=invited)
        if form.is_valid():
            return _come_in(request, invited, form.cleaned_data)
    told = _("De passkey is niet toegevoegd. Probeer het nog eens.") if request.method == "POST" else ""
    options = json.dumps(auth.begin_registration(invited, passwordless=True), cls=DjangoJSONEncoder)
    errors = [{"field_id": "", "label": "", "text": told}] if told else []
    return render(request, "partners/add_passkey.html", {"options": options, "errors": errors})


def _come_in(request: HttpRequest, member: Member, cleaned: dict[str, Any]) -> HttpResponse:
    auth.WebAuthn.add(member, str(cleaned["name"])[:80], cleaned["credential"])
    with acting_as(actor_for(member), purpose="aanmelden") as actor:
        note_passkey(member=member, by=actor, now=samenspel.now())
    answer: HttpResponse = perform_login(request, Login(user=member, redirect_url="/"))
    return answer
