# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two cases with the same people: a person says whether they are one, and may take that back (decisions/0016)."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenspel.cases.access import Elsewhere, File, Pair, Together, open_pair
from samenspel.cases.actions import NotTwo, bring_together, take_apart
from samenspel.cases.pages import wording
from samenspel.partners.access import SignedInRequest
from samenspel.people.forms import Error, typed
from samenspel.people.models import PersonRecord
from samenspel.people.pages import born


@require_http_methods(["GET", "POST"])
def together(request: SignedInRequest, case: uuid.UUID, other: uuid.UUID) -> HttpResponse:
    """GET shows both; POST do=together or do=apart with a reason. Whoever comes second reads what a colleague did."""
    found = open_pair(request.actor, case, other, request.now)
    errors: list[Error] = []
    reason = typed(request.POST.get("reason", ""))
    if request.method == "POST":
        word = request.POST.get("do", "")
        errors = _errors(word, reason)
        if not errors:
            _do(request, found, word, reason)
            return HttpResponseRedirect(reverse("case", args=[found.files[0].case.pk]))
    context = _values(found, other) | {"now": request.now, "errors": errors, "reason": reason}
    return render(request, "cases/together.html", context, status=422 if errors else 200)


def _errors(word: str, reason: str) -> list[Error]:
    if word not in ("together", "apart"):
        return [Error("", "", _("Kies een van de knoppen."))]
    return [] if reason else [Error("id_reason", _("Waarom?"), _("schrijf op waar u dat op baseert"))]


def _do(request: SignedInRequest, found: Pair, word: str, reason: str) -> None:
    by, now = request.actor, request.now
    try:
        if word == "together" and len(found.files) == 2:
            one, other = found.files
            bring_together(one.case, other.case, by=by, now=now, reason=reason)
            messages.success(request, _("De zaken zijn samengevoegd. De regels keken opnieuw."))
        elif word == "apart" and found.joined is not None:
            take_apart(found.joined.joined, by=by, now=now, reason=reason)
            messages.success(request, _("Het zijn weer twee zaken. De regels keken naar elk apart."))
        else:
            raise NotTwo
    except NotTwo:
        messages.warning(request, _("Een collega was u voor; er is niets veranderd."))


def _values(found: Pair, other: uuid.UUID) -> dict[str, Any]:
    joined = found.joined
    return {
        "case_url": reverse("case", args=[found.files[0].case.pk]),
        "sides": [_side(file) for file in found.files] if joined is None else [],
        "persons": [said(person) for person in found.persons],
        "joined": joining(joined) if joined else None,
        "reference": str(other)[:8],
        "follows": _follows_apart() if joined else _follows_together(),
    }


def _side(file: File) -> dict[str, Any]:
    return {
        "reference": wording.reference(file.case),
        "url": reverse("case", args=[file.case.pk]),
        "opened": file.case.opened_at,
        "number": wording.sentence(number.number for number in file.numbers),
        "seats": wording.sentence(seat.organisation.name for seat in file.seats),
        "persons": [said(person) for person in file.persons.values()],
        "items": len(file.items),
        "last": max((shown.item.happened_at for shown in file.items), default=None),
    }


def said(person: PersonRecord) -> str:
    """A person in one line: name and birth date."""
    return f"{person.full_name or _('naam onbekend')} ({born(person) or _('geboortedatum onbekend')})"


def joining(one: Together) -> dict[str, Any]:
    """A case that was joined: which, since when, who said so and why, and whether anybody is still in both."""
    return {
        "reference": wording.reference(one.joined.case),
        "since": one.joined.since,
        "by": one.by,
        "reason": one.joined.reason,
        "persons": [said(person) for person in one.persons],
    }


def other_cases(file: File) -> dict[str, Any]:
    """For the Casusbeeld: what belongs to this case, and where else somebody of this case is known."""

    def address(other: uuid.UUID) -> str:
        return reverse("together", args=[file.case.pk, other])

    return {
        "joined": [joining(one) | {"url": address(one.joined.case_id)} for one in file.together],
        "elsewhere": [_elsewhere(one) | {"url": address(one.case.pk)} for one in file.elsewhere],
    }


def _elsewhere(one: Elsewhere) -> dict[str, Any]:
    names = wording.sentence(person.full_name or _("naam onbekend") for person in one.persons)
    return {"reference": wording.reference(one.case), "names": names, "count": len(one.persons)}


def _follows_together() -> list[str]:
    return [
        _("Uw organisatie ziet de twee als één Casusbeeld. Er wordt niets verplaatst of overschreven."),
        _("Andere organisaties merken er niets van: zij zien wat zij al zagen."),
        _("De regels kijken opnieuw, nu naar alle meldingen samen. Alle termijnen lopen door."),
        _("Nodigt u daarna iemand uit, dan noemt de uitnodiging de personen van beide zaken."),
        _("U kunt het terugdraaien."),
    ]


def _follows_apart() -> list[str]:
    return [
        _("Het worden weer twee zaken, elk met eigen voorstellen en termijnen. Geen termijn verdwijnt."),
        _("Wat intussen is vastgelegd, blijft bij de zaak waarin het is vastgelegd."),
        _("Het systeem voegt deze twee daarna niet meer zelf samen."),
    ]
