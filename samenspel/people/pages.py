# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Personen in twijfel: two records side by side, with the ladder that weighed them. Nothing is linked before a person
says so, and two people where the law asks two (SR-17)."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samenspel.partners.access import SignedInRequest, my_posts
from samenspel.people.access import OpenDoubt, doubts_at, how_many_doubts_at, open_doubt
from samenspel.people.actions import AlreadySettled, SecondPersonNeeded, settle, unlink, why_two
from samenspel.people.forms import Error, typed
from samenspel.people.models import Doubt, PersonRecord

LIKELY = 12.0  # bits; from here on people read "waarschijnlijk dezelfde"


def waiting(request: SignedInRequest) -> int:
    """What the menu counts beside Personen."""
    return how_many_doubts_at(my_posts(request))


@require_safe
def doubts(request: SignedInRequest) -> HttpResponse:
    """The doubts of my posts, oldest first."""
    found = doubts_at(my_posts(request), by=request.actor, now=request.now)
    context = {"now": request.now, "doubts": [_listed(doubt) for doubt in found]}
    return render(request, "people/doubts.html", context)


@require_http_methods(["GET", "POST"])
def doubt(request: SignedInRequest, doubt: uuid.UUID) -> HttpResponse:
    """One doubt: GET shows it; POST says same, different, later, or undoes what was said."""
    found = open_doubt(request.actor, doubt, my_posts(request), request.now)
    errors: list[Error] = []
    reason = ""
    if request.method == "POST":
        reason = typed(request.POST.get("reason", ""))
        word = request.POST.get("do", "")
        errors = _errors(found, word, reason)
        if not errors:
            _do(request, found, word, reason)
            back = "doubts" if word == "later" else "doubt"
            return HttpResponseRedirect(reverse(back, args=[] if word == "later" else [doubt]))
    context = {
        "now": request.now,
        "doubt": _shown(found, request),
        "follows": _follows(),
        "errors": errors,
        "reason": reason,
    }
    return render(request, "people/doubt.html", context, status=422 if errors else 200)


def _errors(found: OpenDoubt, word: str, reason: str) -> list[Error]:
    if word not in ("same", "different", "later", "unlink"):
        return [Error("", "", _("Kies een van de knoppen."))]
    if word != "later" and not reason:
        return [Error("id_reason", _("Waarom?"), _("schrijf op waar u dat op baseert"))]
    if word == "unlink" and found.link is None:
        return [Error("", "", _("Er is geen koppeling om terug te draaien."))]
    return []


def _do(request: SignedInRequest, found: OpenDoubt, word: str, reason: str) -> None:
    by, now = request.actor, request.now
    if word == "later":
        messages.info(request, _("De twijfel blijft staan. Er is niets gekoppeld."))
        return
    if word == "unlink" and found.link:
        unlink(found.link, by=by, now=now, reason=reason)
        messages.success(request, _("De koppeling is teruggedraaid. De geschiedenis blijft staan."))
        return
    try:
        done = settle(found.doubt, same=word == "same", by=by, now=now, reason=reason)
    except AlreadySettled:
        messages.warning(
            request, _("Een collega was u voor. Hieronder staat wie wat zei; er is niets veranderd.")
        )
    except SecondPersonNeeded:
        messages.warning(
            request, _("U zei dit al. Een tweede persoon moet het ook zeggen; er is niets gekoppeld.")
        )
    else:
        settled = _("Vastgelegd, met uw naam.")
        half = _("Vastgelegd. Er is nog niets gekoppeld: een tweede persoon moet dit ook zeggen.")
        messages.success(request, settled if done else half)


def _listed(doubt: Doubt) -> dict[str, Any]:
    return {
        "url": reverse("doubt", args=[doubt.pk]),
        "left": _called(doubt.record),
        "right": _called(doubt.candidate),
        "verdict": verdict(doubt.score),
        "why": why(doubt.ladder),
        "since": doubt.opened_at,
        "case_reference": "",
        "owner": doubt.post.name,
    }


def _shown(found: OpenDoubt, request: SignedInRequest) -> dict[str, Any]:
    one = found.doubt
    name = found.organisation.name
    two = why_two(one.record, one.candidate, request.actor) if one.settled_at is None else ()
    return {
        "sides": [side(one.record, name), side(one.candidate, name)],
        "rows": comparison(one.record, one.candidate, one.ladder),
        "verdict": verdict(one.score),
        "why": why(one.ladder),
        "case_reference": "",
        "case_url": "",
        "state": _state(found),
        "state_text": _state_text(found),
        "decided_by": found.names.get(one.settled_by, "") if one.settled_by else "",
        "decided_at": one.settled_at,
        "two": [_(one) for one in two],
        "first_by": found.names.get(one.first_by, "") if one.first_by else "",
        "first_reason": one.first_reason,
        "first_at": one.first_at,
        "reason": one.reason,
        "linked": found.link is not None,
    }


def _state(found: OpenDoubt) -> str:
    if found.doubt.settled_at is None:
        return "open"
    return "same" if found.doubt.outcome == "dezelfde" else "different"


def _state_text(found: OpenDoubt) -> str:
    if found.doubt.outcome == "dezelfde" and found.link is None:
        return _("dezelfde persoon, later teruggedraaid")
    return _("dezelfde persoon") if found.doubt.outcome == "dezelfde" else _("niet dezelfde persoon")


def _follows() -> list[str]:
    return [
        _("De twee gegevens worden gekoppeld, niet samengevoegd: wat er staat verandert niet."),
        _("Niemand mag daardoor meer zien dan nu."),
        _("Staat deze persoon dan in twee zaken, dan beslist u daarna of die bij elkaar horen."),
        _("U kunt het terugdraaien; dan is alles weer zoals het was."),
    ]


def side(record: PersonRecord, organisation: str) -> dict[str, Any]:
    """One of the two records, for the head of its column."""
    return {
        "name": _called(record),
        "organisation": organisation,
        "number": "",
        "since": record.recorded_at,
        "ground": _("eigen registratie"),
    }


def _called(record: PersonRecord) -> str:
    return f"{record.full_name or _('naam onbekend')} ({born(record) or _('geboortedatum onbekend')})"


def born(record: PersonRecord) -> str:
    """The birth date as far as it is known, in figures; "" when it is not."""
    parts = (record.birth_day, record.birth_month, record.birth_year)
    return "-".join(f"{part:02d}" for part in parts if part)


def verdict(score: float) -> str:
    """What the sum of the ladder says, in words."""
    return _("waarschijnlijk dezelfde") if score >= LIKELY else _("misschien dezelfde")


def why(ladder: Iterable[Any]) -> str:
    """What speaks for it and what against it, in one sentence."""
    steps = [_step(one) for one in ladder]
    names = _labels()
    for_it = [names.get(what, what).lower() for what, _level, weight in steps if weight > 0]
    against = [names.get(what, what).lower() for what, _level, weight in steps if weight < 0]
    parts = [_("Ervoor: %(what)s.") % {"what": ", ".join(for_it)}] if for_it else []
    parts += [_("Ertegen: %(what)s.") % {"what": ", ".join(against)}] if against else []
    return " ".join(parts)


def comparison(one: PersonRecord, other: PersonRecord, ladder: Iterable[Any]) -> list[dict[str, Any]]:
    """The ladder as rows: what both say, on which level they agree, and what that weighs.

    Addresses, telephone numbers and BSN are not shown: the level says enough (SR-13).
    """
    left, right = _says(one), _says(other)
    return [
        {
            "label": _labels().get(what, what),
            "left": left.get(what, ""),
            "right": right.get(what, ""),
            "kind": _kind(weight),
            "level": _(level) if level else "",
            "weight": _weight(weight),
        }
        for what, level, weight in map(_step, ladder)
    ]


def _step(one: Any) -> tuple[str, str, float]:
    """A rung as a doubt keeps it, or as a link does."""
    if isinstance(one, Mapping):
        what, level, weight = one["wat"], one["trede"], one["gewicht"]
    else:
        what, level, weight = one
    return str(what), str(level).rpartition(": ")[2], float(weight)


def _says(record: PersonRecord) -> dict[str, str]:
    hidden = _("bekend, hier niet getoond")
    surnames = [record.prefix, record.surname]
    maiden = f" ({record.birth_surname})" if record.birth_surname else ""
    return {
        "bsn": hidden if record.bsn_hash else "",
        "surname": " ".join(part for part in surnames if part) + maiden,
        "given": record.first_names or record.call_name or record.initials,
        "born": born(record),
        "sex": {"V": _("vrouw"), "M": _("man")}.get(record.sex, ""),
        "address": hidden
        if record.address_hashes or record.former_address_hashes or record.protected
        else "",
        "phone": hidden if record.phone_hashes else "",
        "pregnancy": _("ongeboren") if record.unborn else "",
    }


def _labels() -> dict[str, str]:
    return {
        "bsn": _("BSN"),
        "surname": _("Achternaam"),
        "given": _("Voornaam"),
        "born": _("Geboortedatum"),
        "sex": _("Geslacht"),
        "address": _("Adres"),
        "phone": _("Telefoon"),
        "pregnancy": _("Ongeboren kind"),
    }


def _kind(weight: float) -> str:
    if weight == 0:
        return "unknown"
    return "different" if weight < 0 else "same" if weight >= 5 else "near"


def _weight(weight: float) -> str:
    if weight == 0:
        return _("zegt niets")
    strong = abs(weight) >= 5
    if weight > 0:
        return _("spreekt sterk voor") if strong else _("spreekt voor")
    return _("spreekt sterk tegen") if strong else _("spreekt tegen")


urlpatterns = [
    path("personen", doubts, name="doubts"),
    path("personen/<uuid:doubt>", doubt, name="doubt"),
]
badges = {"doubts": waiting}
