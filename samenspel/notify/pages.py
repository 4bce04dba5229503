# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Berichten: that there is something, and where to read it after signing in. And what did not arrive."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenspel.notify.access import dead_letters_of, how_many_unread, notices_at
from samenspel.notify.actions import drop, mark_read, retry
from samenspel.notify.models import Notice
from samenspel.partners.access import SignedInRequest, my_posts


def waiting(request: SignedInRequest) -> int:
    """What the menu counts beside Berichten."""
    return how_many_unread(my_posts(request))


@require_http_methods(["GET", "POST"])
def notices(request: SignedInRequest) -> HttpResponse:
    """The notices of my posts. POST do=read marks all as read, do=read:<id> one of them."""
    posts = my_posts(request)
    if request.method == "POST":
        word, _sign, which = request.POST.get("do", "").partition(":")
        only = _ident(which)
        if word == "read" and (only or not which):
            mark_read(posts, by=request.actor, now=request.now, only=only)
        return HttpResponseRedirect(reverse("notices"))
    dead = dead_letters_of(request.actor.acts_for)
    context = {
        "now": request.now,
        "notices": [_notice(one) for one in notices_at(posts)],
        "dead": len(dead),
        "dead_url": reverse("dead-letters"),
    }
    return render(request, "notify/notices.html", context)


@require_http_methods(["GET", "POST"])
def dead_letters(request: SignedInRequest) -> HttpResponse:
    """What did not arrive at my organisation. POST do=retry:<id> or do=drop:<id>."""
    if request.method == "POST":
        word, _sign, which = request.POST.get("do", "").partition(":")
        notice = _ident(which)
        if notice and word in ("retry", "drop"):
            done = (retry if word == "retry" else drop)(notice, by=request.actor, now=request.now)
            if not done:
                messages.warning(request, _("Een collega was u voor; er is niets veranderd."))
        return HttpResponseRedirect(reverse("dead-letters"))
    letters = [_letter(one) for one in dead_letters_of(request.actor.acts_for)]
    return render(request, "notify/dead_letters.html", {"now": request.now, "letters": letters})


def _ident(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def words(template: str) -> str:
    """What a notice says: that there is something, never what (SR-21)."""
    return {
        "melding": _("Er is een melding binnengekomen"),
        "onleesbaar": _("Er kwam een bericht dat niet gelezen kon worden"),
        "sleutel-hergebruikt": _("Er kwam een bericht onder een nummer dat al gebruikt was"),
        "voorstel": _("Er is een voorstel om te beoordelen"),
        "uitnodiging": _("U bent uitgenodigd voor een overleg"),
        "te-laat": _("Een termijn is voorbij"),
        "zelfde-persoon": _("Dezelfde persoon staat in twee van uw zaken"),
        "proces-stil": _("Een deel van het systeem staat stil: bel beheer"),
    }.get(template, _("Er is iets voor u"))


def _where(notice: Notice) -> str:
    """Where it can be read after signing in."""
    if notice.case:
        return reverse("case", args=[notice.case])
    return reverse("my-work")


def _notice(notice: Notice) -> dict[str, Any]:
    return {
        "id": notice.pk,
        "text": words(notice.template),
        "post": notice.post.name,
        "at": notice.created_at,
        "unread": notice.read_at is None,
        "url": _where(notice),
        "reference": str(notice.case)[:8] if notice.case else "",
        "dead": notice.state == Notice.DEAD,
    }


def _letter(notice: Notice) -> dict[str, Any]:
    return {
        "id": notice.pk,
        "text": words(notice.template),
        "post": notice.post.name,
        "channel": {"mail": _("e-mail")}.get(notice.channel, notice.channel),
        "reference": str(notice.case)[:8] if notice.case else "",
        "first_at": notice.created_at,
        "last_at": notice.due_at,
        "tries": notice.attempts,
        "error": notice.last_error,
        "url": _where(notice) if notice.case else "",
    }


urlpatterns = [
    path("berichten", notices, name="notices"),
    path("berichten/niet-aangekomen", dead_letters, name="dead-letters"),
]
badges = {"notices": waiting}
