# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Zoeken: always POST, so that what one looks for never stands in an address."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenspel.cases.access import Found, Question, question_of, search_outside, search_own
from samenspel.partners.access import SignedInRequest
from samenspel.people.forms import Error, typed
from samenspel.people.pages import born


@require_http_methods(["GET", "POST"])
def search(request: SignedInRequest) -> HttpResponse:
    """GET: the empty box. POST: one's own cases; with `outside` and a purpose the whole organisation as well."""
    query = typed(request.POST.get("q", ""), 200)
    purpose, wants_outside = request.POST.get("purpose", ""), "outside" in request.POST
    question = question_of(query)
    errors = _errors(request, question, purpose, wants_outside)
    asked = request.method == "POST" and bool(question)
    by, now = request.actor, request.now
    outside = wants_outside and asked and not errors
    context = {
        "query": query,
        "asked": asked,
        "results": [_result(one) for one in search_own(question, by=by, now=now)] if asked else [],
        "outside": {
            "asked": outside,
            "purposes": list(_purposes().items()),
            "purpose": purpose,
            "results": [_minimal(one) for one in search_outside(question, by=by, purpose=purpose, now=now)]
            if outside
            else [],
        },
        "errors": errors,
    }
    return render(request, "cases/search.html", context, status=422 if errors else 200)


def _errors(request: SignedInRequest, question: Question, purpose: str, wants_outside: bool) -> list[Error]:
    if request.method != "POST":
        return []
    if not question:
        return [Error("id_q", _("Wat zoekt u?"), _("vul een naam, een geboortedatum of een nummer in"))]
    if wants_outside and purpose not in _purposes():
        return [Error("id_purpose", _("Waarvoor zoekt u?"), _("kies een doel"))]
    return []


def _purposes() -> dict[str, str]:
    return {
        "melding beoordelen": _("Een nieuwe melding beoordelen: is dit gezin bekend?"),
        "acuut gevaar": _("Acuut gevaar afwenden"),
        "verzoek van betrokkene": _("Een verzoek van de betrokkene zelf"),
    }


def _result(found: Found) -> dict[str, Any]:
    person = found.person
    return {
        "url": reverse("case", args=[found.case]),
        "title": person.full_name or _("naam onbekend")
        if person
        else _("Nummer %(n)s") % {"n": found.number},
        "detail": born(person) if person else "",
        "reference": str(found.case)[:8],
        "ground": _("u werkt aan deze zaak"),
    }


def _minimal(found: Found) -> dict[str, Any]:
    person = found.person
    return {
        "title": (person.full_name if person else "") or _("naam onbekend"),
        "detail": born(person) if person else "",
        "reference": "",
        "url": "",
    }
