# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages about signing in. Which of them are open to everybody stands in `site/middleware.py`."""

from django.urls import path

from samenspel.partners.pages import account, invitation, oidc, sign_in

urlpatterns = [
    path("aanmelden", sign_in.sign_in, name="sign-in"),
    path("aanmelden/demo", sign_in.sign_in_demo, name="sign-in-demo"),
    path("aanmelden/passkey", sign_in.Passkey.as_view(), name="sign-in-passkey"),
    path("aanmelden/uitnodiging/<uuid:member>/<str:token>", invitation.invitation, name="sign-in-invitation"),
    path("aanmelden/via/<slug:provider>", oidc.start, name="sign-in-at"),
    path("aanmelden/terug/<slug:provider>", oidc.back, name="sign-in-back"),
    path("afmelden", sign_in.sign_out, name="sign-out"),
    path("op-slot", sign_in.lock, name="lock"),
    path("snel-weg", sign_in.quick_exit, name="quick-exit"),
    path("mijn-aanmelding", account.account, name="account"),
    path("mijn-aanmelding/passkey", account.add_passkey, name="passkey-add"),
]
