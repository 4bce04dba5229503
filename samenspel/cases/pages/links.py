# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A link between two records of one person in a case: on what it rests, and the way back (SR-17)."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenspel.cases.access import File, open_file
from samenspel.cases.pages import wording
from samenspel.partners.access import SignedInRequest
from samenspel.people.access import own_links
from samenspel.people.actions import unlink
from samenspel.people.forms import Error, typed
from samenspel.people.models import Link
from samenspel.people.pages import comparison, side, why


@require_http_methods(["GET", "POST"])
def link(request: SignedInRequest, case: uuid.UUID, link: uuid.UUID) -> HttpResponse:
    """GET shows the two records; POST with a reason makes two persons of them again."""
    file = open_file(request.actor, case, "koppeling", request.now)
    links = own_links(file.persons, request.actor.acts_for)
    found = next((one for one in links if one.pk == link), None)
    if found is None:
        raise Http404
    errors: list[Error] = []
    reason = typed(request.POST.get("reason", ""))
    if request.method == "POST":
        if reason:
            unlink(found, by=request.actor, now=request.now, reason=reason)
            messages.success(request, _("De koppeling is teruggedraaid. De geschiedenis blijft staan."))
            return HttpResponseRedirect(reverse("case", args=[case]))
        errors = [Error("id_reason", _("Waarom?"), _("schrijf op waarom dit niet dezelfde persoon is"))]
    shown = _shown(file, found, request.user.organisation.name)
    context = {"now": request.now, "doubt": shown, "follows": [], "errors": errors, "reason": reason}
    return render(request, "people/doubt.html", context, status=422 if errors else 200)


def _shown(file: File, found: Link, organisation: str) -> dict[str, Any]:
    by_system = found.basis == "herkend"
    return {
        "sides": [side(found.first, organisation), side(found.second, organisation)],
        "rows": comparison(found.first, found.second, found.ladder),
        "verdict": _("herkend als dezelfde persoon") if by_system else _("dezelfde persoon, zei een collega"),
        "why": why(found.ladder),
        "case_reference": wording.reference(file.case),
        "case_url": reverse("case", args=[file.case.pk]),
        "state": "same",
        "state_text": _("gekoppeld"),
        "decided_by": _("het systeem") if by_system else "",
        "decided_at": found.made_at,
        "two": [],
        "reason": "",
        "linked": True,
    }
