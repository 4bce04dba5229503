# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""One melding, whole: everything that was sent, what runs because of it, and what a person does with one that waits."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samenspel.cases.pages import wording
from samenspel.intake.access import Opened, open_message
from samenspel.intake.actions import READERS, NotWaiting, set_aside, try_again
from samenspel.intake.actions.content import HIDDEN
from samenspel.intake.formats import Problem, Report, ReportedPerson, Unreadable
from samenspel.intake.formats.melding.write import write as as_json
from samenspel.intake.formats.tekst.write import write as as_text
from samenspel.intake.forms.words import worded
from samenspel.intake.models import MessageState
from samenspel.intake.pages.hiding import record_of, somebody_hides, without_secret_places
from samenspel.intake.pages.inbox import clocks, owner, urgency_text, via, why
from samenspel.intake.pages.sections import called, in_the_message, row, rows_of, sections
from samenspel.intake.pages.taking import taken
from samenspel.partners.access import SignedInRequest, my_posts
from samenspel.people.forms import Error, typed
from samenspel.people.models import PersonRecord

WAITS = (MessageState.WAITING, MessageState.SET_ASIDE)


@require_http_methods(["GET", "POST"])
def report(request: SignedInRequest, message: uuid.UUID) -> HttpResponse:
    """One melding. POST: do=again reads it once more, do=aside sets it aside with a reason."""
    found = open_message(request.actor, message, my_posts(request), request.now)
    errors: list[Error] = []
    reason = ""
    if request.method == "POST":
        reason = typed(request.POST.get("reason", ""))
        errors = _errors(found, request.POST.get("do", ""), reason)
        if not errors:
            _do(request, found, reason)
            return HttpResponseRedirect(reverse("report", args=[message]))
    told, readable = _read(found)
    context = _values(found, told, readable, request) | {"errors": errors, "reason": reason}
    return render(request, "intake/report.html", context, status=422 if errors else 200)


@require_safe
def raw(request: SignedInRequest, message: uuid.UUID) -> HttpResponse:
    """The message as it came, byte for byte, to save. It is never shown in the browser."""
    posts = my_posts(request)
    found = open_message(request.actor, message, posts, request.now, "download bericht")
    response = HttpResponse(found.content, content_type="application/octet-stream")
    ending = "xml" if found.message.format == "vtmelding" else "json"
    response["Content-Disposition"] = f'attachment; filename="bericht.{ending}"'
    return response


@require_safe
def report_text(request: SignedInRequest, message: uuid.UUID) -> HttpResponse:
    return HttpResponse(as_text(_for_own_system(request, message)), content_type="text/plain; charset=utf-8")


@require_safe
def report_json(request: SignedInRequest, message: uuid.UUID) -> HttpResponse:
    content = as_json(_for_own_system(request, message))
    response = HttpResponse(content, content_type="application/json")
    response["Content-Disposition"] = 'attachment; filename="melding.json"'
    return response


def _for_own_system(request: SignedInRequest, message: uuid.UUID) -> Report:
    found = open_message(request.actor, message, my_posts(request), request.now, "kopie")
    told, _readable = _read(found)
    if told is None:
        raise Http404
    return without_secret_places(told, found)


def _read(found: Opened) -> tuple[Report | None, bool]:
    """The report, or what could be read of it; and whether all of it could."""
    try:
        return READERS[found.message.format](found.content), True
    except Unreadable as error:
        return error.partial, False


def _errors(found: Opened, word: str, reason: str) -> list[Error]:
    if word not in ("again", "aside"):
        return [Error("", "", _("Kies een van de knoppen."))]
    if word == "aside" and not reason:
        return [Error("id_reason", _("Waarom leggen we dit terzijde?"), _("schrijf op waarom"))]
    return []


def _do(request: SignedInRequest, found: Opened, reason: str) -> None:
    doing: dict[str, Any] = {"by": request.actor, "now": request.now}
    try:
        if request.POST["do"] == "again":
            try_again(found.message.pk, **doing)
            messages.success(request, _("Het bericht wordt opnieuw gelezen. Dat duurt een paar seconden."))
        else:
            set_aside(found.message.pk, reason=reason, **doing)
            messages.success(
                request, _("Terzijde gelegd, met uw naam en reden. Het bericht blijft heel bewaard.")
            )
    except NotWaiting:
        messages.warning(request, _("Een collega was u voor; er is niets veranderd."))


def _values(found: Opened, told: Report | None, readable: bool, request: SignedInRequest) -> dict[str, Any]:
    told = told or Report()
    shown = without_secret_places(told, found)
    about = found.about
    return {
        "now": request.now,
        "report": _head(found, readable),
        "red_flags": [
            {"text": wording.told(flag["name"]), "source": flag["reason"]["source"]["text"]}
            for flag in about.flags
        ],
        "clocks": clocks(about, request.now),
        "sections": sections(shown, hidden=somebody_hides(told, found) and told.place is not None),
        "persons": [
            _person(one, found, one != whole) for one, whole in zip(shown.persons, told.persons, strict=True)
        ],
        "unknown": [
            {"path": one.path, "value": _(one.text) if one.text == HIDDEN else one.text}
            for one in shown.unknown
        ],
        "problems": [
            {"where": one.where, "what": worded(one), "kept": wording.told(one.kept)}
            for one in map(Problem.from_json, found.message.problems)
        ],
        "history": [_step(entry, found) for entry in found.history],
        "waits": found.message.state in WAITS,
        "aside": found.message.state == MessageState.SET_ASIDE,
        "take_over_url": reverse("report-take-over", args=[found.message.pk]),
        "taken": taken(found.message, request),
    }


def _head(found: Opened, readable: bool) -> dict[str, Any]:
    message, about = found.message, found.about
    return {
        "reference": str(message.pk)[:8],
        "received": message.received_at,
        "sender": message.sender.name,
        "via": via(message),
        "receipt": str(message.pk),
        "owner": owner(message),
        "urgency": about.urgency,
        "urgency_text": urgency_text(about.urgency),
        "case_url": reverse("case", args=[about.case]) if about.case else "",
        "case_reference": str(about.case)[:8] if about.case else "",
        "ground": _("bericht aan uw organisatie"),
        "raw_url": reverse("report-raw", args=[message.pk]),
        "text_url": reverse("report-text", args=[message.pk]),
        "json_url": reverse("report-json", args=[message.pk]),
        "readable": readable and message.state not in WAITS,
        "why": why(message),
    }


def _person(person: ReportedPerson, found: Opened, hidden: bool) -> dict[str, Any]:
    shown = rows_of(person)
    if hidden or person.secret_address:
        shown.append(row(_("Adres"), in_the_message()))
    return {
        "name": called(person),
        "role": wording.sentence(wording.told(role) for role in person.roles) or _("betrokkene"),
        "rows": shown,
        **_match(record_of(person, found), found),
    }


def _match(record: PersonRecord | None, found: Opened) -> dict[str, str]:
    if record is None:
        return {"match": "new", "match_text": _("nog niet herkend"), "match_url": ""}
    if record.pk in found.doubts:
        url = reverse("doubt", args=[found.doubts[record.pk]])
        return {"match": "doubt", "match_text": _("twijfel: kijk na"), "match_url": url}
    if record.pk in found.links:
        url = reverse("link", args=[found.about.case, found.links[record.pk]]) if found.about.case else ""
        return {"match": "linked", "match_text": _("herkend"), "match_url": url}
    return {"match": "new", "match_text": _("nieuw"), "match_url": ""}


def _step(entry: Any, found: Opened) -> dict[str, Any]:
    texts = {
        "intake.store": _("Ontvangen en bewaard"),
        "intake.handle": _("Gelezen: %(outcome)s") % {"outcome": entry.outcome},
        "intake.message": _("Bekeken"),
        "intake.try_again": _("Opnieuw laten lezen"),
        "intake.set_aside": _("Terzijde gelegd"),
        "intake.take": _("Opgepakt"),
        "intake.give_back": _("Teruggegeven"),
    }
    by = found.names.get(entry.member, "") if entry.member else ""
    return {"at": entry.recorded_at, "text": texts.get(entry.name, entry.name), "by": by or _("systeem")}
