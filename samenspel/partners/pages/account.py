# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""My sign-in: the posts I staff and my passkeys."""

import json
from typing import Any

from allauth.mfa.webauthn.internal import auth
from django.contrib import messages
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenspel.partners.access import SignedInRequest, is_fresh, passkeys_of, posts_of, role_of
from samenspel.partners.actions import note_passkey, remove_passkey
from samenspel.partners.forms import NewPasskey


@require_http_methods(["GET", "POST"])
def account(request: SignedInRequest) -> HttpResponse:
    """What belongs to my sign-in. POST `do=remove:<id>` takes a passkey away."""
    if request.method == "POST":
        word, _sign, number = request.POST.get("do", "").partition(":")
        if word == "remove" and number.isdecimal():
            remove_passkey(member=request.user, passkey=int(number), by=request.actor, now=request.now)
        return HttpResponseRedirect(reverse("account"))
    context = {
        "member": {"name": request.user.name, "role": role_of(request.user)},
        "posts": [
            {"name": post.name, "organisation": post.organisation.name}
            for post in posts_of(request.user, request.now)
        ],
        "passkeys": passkeys_of(request.user),
        "add_url": reverse("passkey-add"),
    }
    return render(request, "partners/account.html", context)


@require_http_methods(["GET", "POST"])
def add_passkey(request: SignedInRequest) -> HttpResponse:
    """Add a passkey. Only shortly after signing in: one made on a screen that was left is a stolen key (SR-26)."""
    if not is_fresh(request):
        messages.warning(
            request, _("Meld u opnieuw aan. Een passkey toevoegen kan tot vijf minuten na het aanmelden.")
        )
        return HttpResponseRedirect(reverse("account"))
    if request.method == "POST":
        form = NewPasskey(request.POST, user=request.user)
        if form.is_valid():
            return _add(request, form.cleaned_data)
    options = json.dumps(auth.begin_registration(request.user, passwordless=True), cls=DjangoJSONEncoder)
    errors = (
        [{"field_id": "", "label": "", "text": _("De passkey is niet toegevoegd. Probeer het nog eens.")}]
        if request.method == "POST"
        else []
    )
    return render(request, "partners/add_passkey.html", {"options": options, "errors": errors})


def _add(request: SignedInRequest, cleaned: dict[str, Any]) -> HttpResponse:
    auth.WebAuthn.add(request.user, str(cleaned["name"])[:80], cleaned["credential"])
    note_passkey(member=request.user, by=request.actor, now=request.now)
    messages.success(request, _("De passkey is toegevoegd."))
    return HttpResponseRedirect(reverse("account"))
