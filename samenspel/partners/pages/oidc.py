# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Signing in through one's own organisation: OpenID Connect, authorization code with PKCE (OIDC NLGov 1.0.1).

The library does the flow. Here is what it leaves open and the profile asks: a nonce, a signature that is always
checked, the client's own key instead of a shared secret, the level of assurance, and (iss, sub) as the identity.

The session cookie is SameSite=Strict, so the browser leaves it out when the provider sends somebody back. The address
they come back to therefore answers first with a page of ours that goes on to the same address: that step starts on
our own site, and carries the cookie that holds state, nonce and verifier. No second, laxer cookie is needed.
"""

import secrets
from typing import Any

import requests
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, RSAKey

import samenspel
from samenspel.partners.access import organisation_by_oin, own_transactions
from samenspel.partners.actions import Refusal
from samenspel.partners.models import Member
from samenspel.partners.pages.hooks import turn_away

ALGORITHMS = ["RS256", "PS256", "ES256"]
CLOCK_DIFFERENCE = 60  # seconds that our clock and the provider's may differ
FRESH = 300  # seconds that an assertion may be old
KEPT = 600  # seconds that a provider's configuration and keys are kept
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


class Adapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """The conversation with one provider."""

    @property
    def openid_config(self) -> dict[str, Any]:
        """The provider's configuration; it has to say the issuer that ours says (OIDC Discovery 4.3)."""
        config = self._fetched(self.get_provider().server_url)
        if config.get("issuer") != self.get_provider().issuer:
            raise OAuth2Error("the provider is not the issuer that is configured")
        return config

    def _fetched(self, url: str) -> dict[str, Any]:
        key = f"oidc:{url}"
        found: dict[str, Any] | None = cache.get(key)
        if found is None:
            with Organisations().get_requests_session() as session:
                answer = session.get(url)
                answer.raise_for_status()
                found = answer.json()
            if not isinstance(found, dict):
                raise OAuth2Error("not a JSON object")
            cache.set(key, found, KEPT)
        return found

    @property
    def basic_auth(self) -> bool:
        return False

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        return str(settings.ORIGIN) + reverse("sign-in-back", args=[self.provider_id])

    def get_access_token_data(
        self, request: HttpRequest, app: SocialApp, client: Any, pkce_code_verifier: str | None = None
    ) -> dict[str, Any]:
        """Trade the code. With a private key we sign who we are (RFC 7523), else a shared secret says it."""
        extra = {}
        if key := app.settings.get("private_key"):
            signed = client_assertion(app.client_id, self.access_token_url, key)
            extra = {"client_assertion_type": ASSERTION, "client_assertion": signed}
        answer: dict[str, Any] = client.get_access_token(
            request.GET["code"], pkce_code_verifier=pkce_code_verifier, extra_data=extra
        )
        return answer

    def complete_login(self, request: HttpRequest, app: SocialApp, token: Any, **kwargs: Any) -> SocialLogin:
        """Who the assertion says it is. Only the signed assertion counts: nothing else is fetched or kept."""
        claims = self.claims(app, kwargs["response"].get("id_token"))
        login = self.get_provider().sociallogin_from_response(request, {"id_token": claims})
        login.claims = claims
        return login

    def claims(self, app: SocialApp, assertion: object) -> dict[str, Any]:
        """The claims of an assertion whose signature, issuer, audience and moments are right. Raises OAuth2Error."""
        if not isinstance(assertion, str):
            raise OAuth2Error("no assertion")
        moment = int(samenspel.now().timestamp())
        asked = jwt.JWTClaimsRegistry(
            now=moment,
            leeway=CLOCK_DIFFERENCE,
            iss={"essential": True, "value": self.get_provider().issuer},
            aud={"essential": True, "value": app.client_id},
            exp={"essential": True},
            iat={"essential": True},
            sub={"essential": True},
        )
        try:
            keys = KeySet.import_key_set(self._fetched(self.openid_config["jwks_uri"]))  # type: ignore[arg-type]
            claims = jwt.decode(assertion, keys, algorithms=ALGORITHMS).claims
            asked.validate(claims)
        except (JoseError, ValueError, TypeError, KeyError) as error:
            raise OAuth2Error(f"the assertion is not right: {type(error).__name__}") from error
        if (
            claims["iat"] < moment - FRESH - CLOCK_DIFFERENCE
            or claims.get("azp", app.client_id) != app.client_id
        ):
            raise OAuth2Error("the assertion is old, or meant for another")
        return claims


def client_assertion(client_id: str, audience: str, key: str) -> str:
    """We, signed with our own RSA key (PEM): `private_key_jwt` of OIDC Core 9, valid for a minute."""
    moment = int(samenspel.now().timestamp())
    claims = {
        "iss": client_id,
        "sub": client_id,
        "aud": audience,
        "jti": secrets.token_urlsafe(24),
        "iat": moment,
        "exp": moment + 60,
    }
    signer = RSAKey.import_key(key)
    return jwt.encode({"alg": "PS256", "kid": signer.thumbprint()}, claims, signer, algorithms=["PS256"])


class Provider(OpenIDConnectProvider):  # type: ignore[misc]
    """The provider of one organisation."""

    oauth2_adapter_class = Adapter
    pkce_enabled_default = True

    @property
    def issuer(self) -> str:
        return str(self.app.settings["server_url"])

    @property
    def sub_id(self) -> str:
        """An identity is (iss, sub): whoever changes the provider of an organisation brings along nobody."""
        return self.issuer

    def get_scope_from_request(self, request: HttpRequest) -> list[str]:
        return ["openid"]

    def get_auth_params_from_request(self, request: HttpRequest, action: str) -> dict[str, str]:
        """Nothing of what a visitor puts in the address: it could ask for a lower level."""
        levels = self.app.settings["acr"]
        return {"acr_values": " ".join(levels)} if levels else {}

    def redirect(self, request: HttpRequest, process: str, **kwargs: Any) -> HttpResponse:
        nonce = secrets.token_urlsafe(24)
        asked = {**kwargs.pop("auth_params", {}), "nonce": nonce}
        answer: HttpResponse = super().redirect(request, process, auth_params=asked, nonce=nonce, **kwargs)
        return answer

    def extract_uid(self, data: dict[str, Any]) -> str:
        subject = data["id_token"].get(self.app.settings["subject"])
        if not isinstance(subject, str) or not 0 < len(subject) <= 191:
            raise OAuth2Error("the assertion names nobody")
        return subject

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Nothing of what a provider tells about somebody is kept."""
        return {}

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        return {}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:
        return []


class Organisations(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Which providers there are, and whom they may let in."""

    def get_provider(self, request: HttpRequest, provider: str, client_id: str | None = None) -> Provider:
        """The provider of that name. Raises SocialApp.DoesNotExist."""
        known = settings.OIDC.get(provider)
        if known is None:
            raise SocialApp.DoesNotExist
        return Provider(request, app=SocialApp(provider="openid_connect", **known))

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Lets in a member whom an administrator linked to (iss, sub), of that organisation, at the level it asks."""
        app = sociallogin.provider.app
        reason = _refusal(sociallogin, app)
        if reason:
            organisation = organisation_by_oin(app.settings["oin"])
            raise ImmediateHttpResponse(turn_away(request, reason, organisation))

    def on_authentication_error(self, request: HttpRequest, provider: Provider, **_: Any) -> None:
        organisation = organisation_by_oin(provider.app.settings["oin"])
        raise ImmediateHttpResponse(turn_away(request, Refusal.BROKEN, organisation))

    def get_requests_session(self) -> requests.Session:
        """A session to talk with a provider; while we wait for it, no connection with the database waits too."""
        if not connection.in_atomic_block:
            connection.close()
        session: requests.Session = super().get_requests_session()
        session.trust_env = settings.OIDC_THROUGH_PROXY
        return session


def _refusal(login: SocialLogin, app: SocialApp) -> Refusal | None:
    claims, levels = login.claims, app.settings["acr"]
    expected = login.state.get("nonce")
    if not expected or not secrets.compare_digest(str(claims.get("nonce", "")), expected):
        return Refusal.BROKEN
    if levels and claims.get("acr") not in levels:
        return Refusal.LEVEL
    if not login.is_existing or not isinstance(login.user, Member):
        return Refusal.UNKNOWN
    if login.user.organisation.oin != app.settings["oin"]:
        return Refusal.ELSEWHERE
    return None


def onward(request: HttpRequest, address: str) -> HttpResponse:
    """A page that goes on to `address` by itself: a redirect after a form would be stopped by form-action 'self'."""
    return render(request, "partners/onward.html", {"address": address})


@own_transactions
@require_POST
def start(request: HttpRequest, provider: str) -> HttpResponse:
    """To the sign-in page of that organisation."""
    found = _provider(request, provider)
    wanted = request.POST.get("next", "")
    back = wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else "/"
    try:
        levels = found.get_auth_params_from_request(request, "authenticate")
        answer = found.redirect(request, "login", next_url=back, auth_params=levels, scope=["openid"])
    except (OAuth2Error, requests.RequestException, KeyError, ValueError):
        return turn_away(request, Refusal.BROKEN, organisation_by_oin(found.app.settings["oin"]))
    return onward(request, answer["Location"])


@own_transactions
@require_GET
def back(request: HttpRequest, provider: str) -> HttpResponse:
    """Back from the sign-in page of that organisation; see the top of this file for the step in between."""
    found = _provider(request, provider)
    if "_redir" not in request.GET:
        return onward(request, f"{request.get_full_path()}&_redir=")
    answer: HttpResponse = OAuth2CallbackView.adapter_view(Adapter(request, provider))(request)
    if not answer.has_header("Location"):
        return turn_away(request, Refusal.BROKEN, organisation_by_oin(found.app.settings["oin"]))
    return answer


def _provider(request: HttpRequest, name: str) -> Provider:
    try:
        return Organisations().get_provider(request, name)
    except SocialApp.DoesNotExist:
        raise Http404 from None
