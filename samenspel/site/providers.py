# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The identity providers of the organisations, from one JSON text: organisation (OIN) to its provider.

    {"00000099000000001002": {"provider_id": "politie", "name": "Politie", "server_url": "https://…",
                              "client_id": "…", "private_key": "-----BEGIN…", "acr": ["…"], "subject": "sub"}}

`acr` are the levels that are accepted; when left out those of eIDAS substantial and high; an empty list turns the
check off, for providers that do not say it. `subject` is the claim that an administrator links to a member.
`client_secret` instead of `private_key` exists outside production only (OIDC NLGov: no shared secret).
"""

import json
from typing import Any

from django.core.exceptions import ImproperlyConfigured

LEVELS = ["http://eidas.europa.eu/LoA/substantial", "http://eidas.europa.eu/LoA/high"]
REQUIRED = {"provider_id", "name", "server_url", "client_id"}
KNOWN = REQUIRED | {"private_key", "client_secret", "acr", "subject"}


def read_providers(text: str, *, safe: bool) -> dict[str, dict[str, Any]]:
    """The providers by their id, in the shape of the sign-in library. `safe`: the profile is production.

    Raises ImproperlyConfigured, which says at which organisation and which field; never a secret.
    """
    if not text:
        return {}
    try:
        given = json.loads(text)
    except ValueError:
        raise ImproperlyConfigured("SAMENSPEL_OIDC is geen JSON") from None
    if not isinstance(given, dict):
        raise ImproperlyConfigured("SAMENSPEL_OIDC moet een object zijn: OIN naar aanbieder")
    found = {}
    for oin, one in given.items():
        faults = _faults(oin, one, safe=safe)
        if faults:
            raise ImproperlyConfigured(f"SAMENSPEL_OIDC, {oin}: {'; '.join(faults)}")
        if one["provider_id"] in found:
            raise ImproperlyConfigured(f"SAMENSPEL_OIDC, {oin}: provider_id komt twee keer voor")
        found[one["provider_id"]] = _provider(oin, one)
    return found


def _faults(oin: str, one: Any, *, safe: bool) -> list[str]:
    if not isinstance(one, dict):
        return ["verwacht een object"]
    faults = [f"{name} ontbreekt" for name in sorted(REQUIRED) if not isinstance(one.get(name), str)]
    faults += [f"{name} is onbekend" for name in sorted(one.keys() - KNOWN)]
    if len(oin) != 20 or not oin.isdecimal():
        faults.append("een OIN heeft 20 cijfers")
    levels = one.get("acr", [])
    if not isinstance(levels, list) or not all(isinstance(level, str) for level in levels):
        faults.append("acr moet een lijst van teksten zijn")
    if ("private_key" in one) == ("client_secret" in one):
        faults.append("geef private_key of client_secret, één van de twee")
    if safe and "client_secret" in one:
        faults.append("een gedeeld geheim mag niet in production; geef private_key")
    if safe and not str(one.get("server_url")).startswith("https://"):
        faults.append("server_url moet met https:// beginnen")
    return faults


def _provider(oin: str, one: dict[str, Any]) -> dict[str, Any]:
    return {
        "provider_id": one["provider_id"],
        "name": one["name"],
        "client_id": one["client_id"],
        "secret": one.get("client_secret", ""),
        "settings": {
            "oin": oin,
            "server_url": one["server_url"].rstrip("/"),
            "private_key": one.get("private_key", ""),
            "acr": one.get("acr", LEVELS),
            "subject": one.get("subject", "sub"),
            "oauth_pkce_enabled": True,
            "token_auth_method": "client_secret_post",
        },
    }
