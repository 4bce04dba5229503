# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every version of the region's routekaart, what holds now, and where a new one begins."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenspel.insights.access import Version, open_desk, versions_of
from samenspel.insights.actions import prove_again, start
from samenspel.insights.forms import empty
from samenspel.insights.pages import wording
from samenspel.partners.access import SignedInRequest
from samenspel.partners.routekaart import Standing
from samenspel.rules.workdays import local_day


@require_http_methods(["GET", "POST"])
def versions_page(request: SignedInRequest) -> HttpResponse:
    """All versions. POST do=start begins with the national routekaart, do=start:now with what holds; do=prove."""
    desk = open_desk(request.actor)
    standing, found = versions_of(desk, request.now)
    if request.method == "POST":
        word, _sign, which = request.POST.get("do", "").partition(":")
        if word == "start":
            from_now = standing.variant if which == "now" else None
            text = from_now.text if from_now else empty(desk.region, local_day(request.now))
            made = start(desk, text, now=request.now)
            return HttpResponseRedirect(reverse("route-version", args=[made.pk]))
        if word == "prove":
            _prove(request, desk.region)
        return HttpResponseRedirect(reverse("route-versions"))
    context = {
        "now": request.now,
        "region": desk.region,
        "standing": _standing(standing),
        "versions": [_version(one) for one in found],
    }
    return render(request, "insights/versions.html", context)


def _prove(request: SignedInRequest, region: str) -> None:
    """After an upgrade: prove again what holds or will hold."""
    for variant, held in prove_again(request.actor, request.now, region):
        said = {"number": variant.number}
        if held:
            messages.success(request, _("Versie %(number)s is bewezen en geldt weer.") % said)
        else:
            messages.error(
                request, _("Versie %(number)s is niet te bewijzen; de landelijke regels gelden.") % said
            )


def _standing(standing: Standing) -> dict[str, Any]:
    holds = standing.variant if standing.variant and not standing.trouble else None
    return {
        "number": holds.number if holds else None,
        "since": holds.effective_at if holds else None,
        "url": reverse("route-version", args=[holds.pk]) if holds else "",
        "version": standing.rules.version[:12],
        "trouble": wording.trouble(standing),
    }


def _version(one: Version) -> dict[str, Any]:
    variant = one.variant
    return {
        "number": variant.number,
        "url": reverse("route-version", args=[variant.pk]),
        "state": wording.state(one),
        "tag": wording.tag(one),
        "author": one.author,
        "approver": one.approver,
        "made_at": variant.made_at,
        "from_at": variant.effective_at if variant.published_at else None,
        "until": one.until,
        "reason": variant.reason or variant.withdrawn_reason,
    }
