# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Coming in and going away: the sign-in page, passkeys, the demonstration, sign-out, lock and quick exit."""

from typing import Any

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.conf import settings
from django.contrib.auth import logout
from django.forms import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

import samenspel
from samenspel.partners.access import demo_accounts, demo_member
from samenspel.partners.actions import Refusal, leave, refuse
from samenspel.partners.forms import DemoSignIn, PasskeyAnswer
from samenspel.partners.models import Member
from samenspel.partners.pages.hooks import neutral_refusal, turn_away

FORGET = '"cache", "cookies", "storage"'


def _next(request: HttpRequest) -> str:
    """Where to go after signing in: an address of our own, or nothing."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else ""


@require_GET
def sign_in(request: HttpRequest) -> HttpResponse:
    """The ways in that this installation has."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(_next(request) or "/")
    return _page(request)


def _page(request: HttpRequest, form: DemoSignIn | None = None, errors: tuple[str, ...] = ()) -> HttpResponse:
    organisations = [
        {"name": known["name"], "url": reverse("sign-in-at", args=[provider])}
        for provider, known in settings.OIDC.items()
    ]
    demo = {"form": form or DemoSignIn(), "url": reverse("sign-in-demo"), "accounts": demo_accounts()}
    context = {
        "organisations": organisations,
        "passkey_url": reverse("sign-in-passkey"),
        "demo": demo if settings.DEMO_SIGN_IN else None,
        "next": _next(request),
        "errors": [{"field_id": "", "label": "", "text": text} for text in errors],
    }
    return render(request, "partners/sign_in.html", context, status=403 if errors else 200)


@require_POST
def sign_in_demo(request: HttpRequest) -> HttpResponse:
    """Sign in with a button, or with password and one-time code. Exists only in the demonstration."""
    if not settings.DEMO_SIGN_IN:
        raise Http404
    if login := request.POST.get("do"):
        member = demo_member(login, samenspel.now())
        return _come_in(request, member) if member else turn_away(request, Refusal.UNKNOWN)
    form = DemoSignIn(request.POST, request=request)
    try:
        member = form.member()
    except ValidationError:
        refuse(reason=Refusal.TOO_MANY, organisation=None, now=samenspel.now())
        return _page(request, form, (_("U probeerde het te vaak. Wacht vijf minuten."),))
    if member is None:
        refuse(reason=Refusal.WRONG, organisation=None, now=samenspel.now())
        return _page(request, form, (neutral_refusal(),))
    return _come_in(request, member)


def _come_in(request: HttpRequest, member: Member) -> HttpResponse:
    answer: HttpResponse = perform_login(request, Login(user=member, redirect_url=_next(request) or "/"))
    return answer


class Passkey(LoginWebAuthnView):  # type: ignore[misc]
    """Sign in with a passkey: GET gives the question for the device, POST takes its answer."""

    form_class = PasskeyAnswer

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.headers.get("X-Requested-With") != "XMLHttpRequest":
            return HttpResponseRedirect(reverse("sign-in"))
        answer: HttpResponse = super().get(request, *args, **kwargs)
        return answer

    def form_invalid(self, form: Any) -> HttpResponse:
        return turn_away(self.request, Refusal.WRONG)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session here, and what the browser kept of it (SR-28)."""
    _end(request)
    answer = HttpResponseRedirect(reverse("sign-in"))
    answer["Clear-Site-Data"] = FORGET
    return answer


@require_POST
def lock(request: HttpRequest) -> HttpResponse:
    """The screen was left alone: end the session, keep the place to come back to."""
    back = _next(request)
    _end(request)
    way = reverse("sign-in") + (f"?{urlencode({'next': back})}" if back else "")
    return render(request, "site/locked.html", {"sign_in_url": way})


@csrf_exempt
@require_POST
def quick_exit(request: HttpRequest) -> HttpResponse:
    """Away, at once. Never refused for an old form: another site cannot send our cookie along anyway."""
    _end(request)
    answer = render(request, "site/gone.html", {"exit_url": settings.EXIT_URL})
    answer["Clear-Site-Data"] = FORGET
    return answer


def _end(request: HttpRequest) -> None:
    if isinstance(request.user, Member):
        leave(member=request.user, now=samenspel.now())
    logout(request)
