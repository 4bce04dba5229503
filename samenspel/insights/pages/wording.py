# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words for what the editor shows."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from samenspel.insights.access import Version
from samenspel.insights.backtest import Kind
from samenspel.partners.models import RouteState
from samenspel.partners.routekaart import UNPROVED, Standing


def state(version: Version) -> str:
    """How far a version is, and whether it holds."""
    match version.variant.state:
        case RouteState.DRAFT:
            return _("concept")
        case RouteState.PROPOSED:
            return _("wacht op een tweede persoon")
        case RouteState.WITHDRAWN:
            return _("ingetrokken")
        case _ if version.now:
            return _("geldt nu")
        case _:
            return _("voorbij") if version.held else _("gaat nog in")


def tag(version: Version) -> str:
    """The shape of its tag (parts.css)."""
    if version.now:
        return "safe"
    return {RouteState.DRAFT: "open", RouteState.PROPOSED: "warning", RouteState.PUBLISHED: "now"}.get(
        RouteState(version.variant.state), ""
    )


def trouble(standing: Standing) -> str:
    """Why the version that should hold does not; "" when all is well."""
    if standing.variant is None or not standing.trouble:
        return ""
    why = (
        _("hij is nog niet bewezen naast de landelijke regels van nu")
        if standing.trouble == UNPROVED
        else standing.trouble
    )
    return _("Versie %(number)s geldt nu niet: %(why)s. De landelijke regels gelden.") % {
        "number": standing.variant.number,
        "why": why,
    }


def change_name(kind: Kind) -> str:
    return {
        Kind.APPEARED: _("verschijnt"),
        Kind.DISAPPEARED: _("verdwijnt"),
        Kind.EARLIER: _("komt eerder"),
        Kind.LATER: _("komt later"),
        Kind.OTHERWISE: _("wordt anders"),
    }[kind]


def sentence(text: str) -> str:
    """A reason as a sentence of its own."""
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")


def takes_effect(moment: datetime, now: datetime) -> str:
    if moment <= now:
        return _("Vastgesteld. Deze versie geldt nu.")
    return _("Vastgesteld. Deze versie gaat in op %(day)s.") % {
        "day": date_format(localtime(moment), "j F Y")
    }
