# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The form of the demonstration, and the answers of passkeys, which may be anything that somebody sends."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import LoginWebAuthnForm, SignupWebAuthnForm
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from samenspel.partners.access import one_time_code_fits
from samenspel.partners.models import Member


class DemoSignIn(forms.Form):
    """Login, password and one-time code. It never says which of the three was wrong."""

    login = forms.CharField(label=_("Naam om mee aan te melden"), max_length=120)
    password = forms.CharField(label=_("Wachtwoord"), max_length=200, widget=forms.PasswordInput)
    code = forms.CharField(label=_("Eenmalige code"), max_length=10)

    def __init__(self, *args: Any, request: HttpRequest | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        for name, token in (
            ("login", "username"),
            ("password", "current-password"),
            ("code", "one-time-code"),
        ):
            self.fields[name].widget.attrs["autocomplete"] = token

    def member(self) -> Member | None:
        """Who this is, or None. Raises ValidationError after too many attempts from one address or for one login.

        A password is always hashed, also for a login that does not exist, so that the time tells nothing.
        """
        self.is_valid()
        given = {name: str(self.cleaned_data.get(name, "")) for name in ("login", "password", "code")}
        adapter = get_adapter(self.request)
        found = adapter.authenticate(
            self.request, username=given["login"] or "-", password=given["password"] or "-"
        )
        fits = isinstance(found, Member) and one_time_code_fits(found, given["code"])
        return found if fits else None


# What the library raises on an answer whose parts lack or are of another kind.
MALFORMED = (KeyError, TypeError, ValueError, AttributeError, IndexError)


class PasskeyAnswer(LoginWebAuthnForm):  # type: ignore[misc]
    """The answer of a passkey to the question at the door."""

    def clean_credential(self) -> Authenticator:
        try:
            return super().clean_credential()
        except MALFORMED:
            raise forms.ValidationError("malformed") from None


class NewPasskey(SignupWebAuthnForm):  # type: ignore[misc]
    """A passkey to add, with a name to recognise it by."""

    def clean(self) -> dict[str, Any]:
        try:
            cleaned: dict[str, Any] = super().clean()
        except MALFORMED:
            raise forms.ValidationError("malformed") from None
        return cleaned
