# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The form of the demonstration: password and one-time code, asked for at once."""

from typing import Any

from allauth.account.adapter import get_adapter
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
