# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every page shows around its content: who is signed in, where they can go, and the ways out."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from samenspel.partners.access import role_of
from samenspel.partners.models import COUNTED, Member
from samenspel.rules.catalogue import organisations
from samenspel.site.packages import badges


@dataclass(frozen=True, slots=True)
class Reader:
    """The member who reads, as the frame names them."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the main menu. `count`: how much waits there (at most `COUNTED`), None when nothing is counted."""

    label: str
    url: str
    shortcut: str
    count: int | None
    current: bool

    @property
    def shown(self) -> str:
        """The count as the menu shows it: nobody needs to know how much more than a lot waits."""
        return f"{COUNTED - 1}+" if self.count == COUNTED else str(self.count or "")


def places() -> tuple[tuple[str, str, str, tuple[str, ...]], ...]:
    """The main menu in order: name of the page, label, shortcut, and the kinds of organisations or the functions that
    it is for."""
    return (
        ("my-work", _("Mijn werk"), "w", ()),
        ("inbox", _("Binnengekomen"), "b", ("VT",)),
        ("sent", _("Onze meldingen"), "o", tuple(organisations().keys() - {"VT"})),
        ("report-form", _("Nieuwe melding"), "n", ()),
        ("doubts", _("Personen"), "p", ()),
        ("route-versions", _("Routekaart"), "k", ("REG_ADMIN",)),
        ("notices", _("Berichten"), "m", ()),
        ("accountability", _("Verantwoording"), "v", ()),
    )


def context(request: HttpRequest) -> dict[str, Any]:
    """Context of the base page; its shape stands at the top of `site/base.html`.

    A page that arranges its own transactions acts for nobody, and shows no more than a stranger sees.
    """
    user = getattr(request, "user", None)
    if not isinstance(user, Member) or not hasattr(request, "actor"):
        return {"member": None, "organisation": None, "navigation": [], "frame": frame()}
    return {
        "member": Reader(user.name, role_of(user)),
        "organisation": user.organisation,
        "navigation": _navigation(request, user),
        "frame": {**frame(), **_signed_in()},
        "stream_url": settings.STREAM_URL,
    }


def frame() -> dict[str, Any]:
    """What the frame needs for everybody, also on an error page."""
    return {
        "home_url": "/",
        "exit_url": _url("quick-exit"),
        "help_url": _url("help"),
        "language_url": _url("language"),
        "lock_after": 0,
        "note": _("Demonstratie: alle gegevens zijn verzonnen") if settings.DEMO_SIGN_IN else "",
        "theme": settings.THEME,
    }


def _signed_in() -> dict[str, Any]:
    return {
        "search_url": _url("search"),
        "sign_out_url": _url("sign-out"),
        "lock_url": _url("lock"),
        "account_url": _url("account"),
        "lock_after": int(settings.SESSION_IDLE.total_seconds()),
    }


def _navigation(request: HttpRequest, member: Member) -> list[Place]:
    here = request.resolver_match.url_name if request.resolver_match else ""
    counted = badges()
    found = []
    for name, label, shortcut, kinds in places():
        url = _url(name)
        if url and (not kinds or member.organisation.kind in kinds or member.function in kinds):
            count = counted[name](request) if name in counted else None
            found.append(Place(label, url, shortcut, count, name == here))
    return found


def _url(name: str) -> str:
    """The address of a page, or "" for a page that this installation does not have."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
