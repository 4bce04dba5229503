# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Verantwoording: what did I look at and do, on what ground."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenspel.cases.access import Checked, check_lines_of, lines_of
from samenspel.journal.models import Entry, Handling
from samenspel.partners.access import SignedInRequest

DAYS = {"1": 1, "7": 7, "30": 30}


@require_http_methods(["GET", "POST"])
def accountability(request: SignedInRequest) -> HttpResponse:
    """My own lines of the journal. POST do=verify computes them again."""
    period, handling = request.GET.get("periode", "7"), request.GET.get("soort", "")
    since = request.now - timedelta(days=DAYS[period]) if period in DAYS else None
    handling = handling if handling in set(Handling) else ""
    verify = request.method == "POST" and request.POST.get("do") == "verify"
    context = {
        "now": request.now,
        "accesses": [_line(one) for one in lines_of(request.actor, since, handling)],
        "log": _log(check_lines_of(request.actor) if verify else None, request.now),
        "filters": [_period(period), _handling(handling)],
        "export_url": "",
    }
    return render(request, "cases/accountability.html", context)


def _log(checked: Checked | None, now: datetime) -> dict[str, Any]:
    if checked is None:
        text = _("Laat elke regel van uzelf narekenen.")
        return {"state": "unchecked", "text": text, "checked_at": None}
    if checked.broken:
        text = _("%(broken)s van %(lines)s regels zijn veranderd. Bel de functionaris gegevensbescherming.")
        return {
            "state": "broken",
            "text": text % {"broken": checked.broken, "lines": checked.lines},
            "checked_at": now,
        }
    text = _("%(lines)s regels van uzelf zijn nagerekend; er is niets veranderd.") % {"lines": checked.lines}
    return {"state": "ok", "text": text, "checked_at": now}


def _line(entry: Entry) -> dict[str, Any]:
    refused = entry.handling == Handling.REFUSE.value
    return {
        "at": entry.recorded_at,
        "text": _("Geweigerd: %(what)s") % {"what": _what(entry.name)} if refused else _what(entry.name),
        "reference": str(entry.case)[:8] if entry.case else "",
        "url": reverse("case", args=[entry.case]) if entry.case and not refused else "",
        "ground": entry.ground,
        "purpose": entry.purpose,
        "sealed": False,
    }


def _what(name: str) -> str:
    """What a line of the journal says, in words; the name of the action itself for what only systems do."""
    return {
        "cases.open_file": _("zaak geopend"),
        "cases.my_work": _("Mijn werk bekeken"),
        "cases.search": _("gezocht in eigen zaken"),
        "cases.search_outside": _("gezocht in de hele organisatie"),
        "cases.proposal.accepted": _("voorstel aanvaard"),
        "cases.proposal.changed": _("voorstel aanvaard met een wijziging"),
        "cases.proposal.rejected": _("voorstel afgewezen"),
        "cases.invitation.answer": _("uitnodiging beantwoord"),
        "cases.disclose": _("gegevens gedeeld"),
        "cases.disclose_persons": _("personen genoemd in een uitnodiging"),
        "cases.bring_together": _("zaken samengevoegd"),
        "cases.take_apart": _("zaken uit elkaar gehaald"),
        "people.doubts": _("personen in twijfel bekeken"),
        "people.doubt": _("twee personen vergeleken"),
        "people.settle": _("over een persoon beslist"),
        "people.unlink": _("koppeling teruggedraaid"),
        "intake.inbox": _("Binnengekomen bekeken"),
        "intake.message": _("melding bekeken"),
        "intake.store": _("melding verstuurd"),
        "intake.try_again": _("bericht opnieuw laten lezen"),
        "intake.set_aside": _("bericht terzijde gelegd"),
        "intake.draft": _("concept bewaard"),
        "intake.draft.open": _("concept geopend"),
        "intake.draft.forget": _("concept weggegooid"),
        "intake.draft.send": _("concept verstuurd"),
        "notify.retry": _("bericht opnieuw verzonden"),
        "notify.drop": _("niet aangekomen bericht afgehandeld"),
        "insights.start_route": _("versie van de routekaart begonnen"),
        "insights.save_route": _("versie van de routekaart bewaard"),
        "insights.propose_route": _("versie van de routekaart voorgesteld"),
        "insights.send_back_route": _("versie van de routekaart teruggezet"),
        "insights.publish_route": _("versie van de routekaart vastgesteld"),
        "insights.withdraw_route": _("versie van de routekaart ingetrokken"),
        "insights.prove_route": _("versie van de routekaart opnieuw bewezen"),
        "insights.look_back": _("teruggekeken met een versie van de routekaart"),
    }.get(name, name)


def _period(chosen: str) -> dict[str, Any]:
    options = {"1": _("Vandaag"), "7": _("Zeven dagen"), "30": _("Dertig dagen"), "alles": _("Alles")}
    return _filter("periode", _("Sinds"), options, chosen if chosen in options else "alles")


def _handling(chosen: str) -> dict[str, Any]:
    options = {"": _("Alles")} | {one.value: one.value.capitalize() for one in Handling}
    return _filter("soort", _("Wat"), options, chosen)


def _filter(name: str, label: str, options: dict[str, str], chosen: str) -> dict[str, Any]:
    rows = [{"value": value, "label": text, "selected": value == chosen} for value, text in options.items()]
    return {"name": name, "label": label, "options": rows}
