# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Binnengekomen: danger on top, then the newest. And what our own organisation sent."""

import uuid
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samenspel.cases.pages import wording
from samenspel.cases.pages.work import Task, brings_work
from samenspel.intake.access import About, Sent, how_many_wait, inbox_of, sent_by, waiting_at
from samenspel.intake.formats import Problem
from samenspel.intake.forms.words import worded
from samenspel.intake.models import Message, MessageState
from samenspel.intake.pages.taking import taken
from samenspel.partners.access import SignedInRequest, my_posts

SHOWN = 3  # clocks of one report in the list; its page has them all
URGENCIES = ("acute", "high", "unknown", "normal")


def waiting(request: SignedInRequest) -> int:
    """What the menu counts beside Binnengekomen: messages that nobody could read."""
    return how_many_wait(my_posts(request))


@brings_work
def unreadable_work(request: SignedInRequest) -> Iterable[Task]:
    """What waits at my posts because nobody could read it, for Mijn werk."""
    for message in waiting_at(my_posts(request)):
        yield Task(
            "bericht",
            reverse("report", args=[message.pk]),
            _("Een bericht van %(sender)s kon niet gelezen worden") % {"sender": message.sender.name},
            message.received_at,
            text=why(message),
            owner=owner(message),
        )


@require_safe
def inbox(request: SignedInRequest) -> HttpResponse:
    """What came in at my posts."""
    found = inbox_of(request.actor, my_posts(request), request.now)
    chosen = request.GET.get("spoed", "")
    reports = sorted(found.reports, key=lambda one: URGENCIES.index(one[1].urgency))
    shown = [one for one in reports if chosen not in URGENCIES or one[1].urgency == chosen]
    context = {
        "now": request.now,
        "unreadable": [_unreadable(message, request) for message in found.unreadable],
        "aside": [_aside(message, found.names, request) for message in found.aside],
        "reports": [_report(message, about, request) for message, about in shown],
        "filters": [_filter(chosen)],
        "filtered": chosen in URGENCIES,
        "new_url": reverse("report-form"),
    }
    return render(request, "intake/inbox.html", context)


@require_safe
def sent(request: SignedInRequest) -> HttpResponse:
    """Onze meldingen: what we sent, and what the sender may know of what became of it."""
    reports = [_sent(one) for one in sent_by(request.actor, request.now)]
    return render(request, "intake/sent.html", {"now": request.now, "reports": reports})


def _filter(chosen: str) -> dict[str, Any]:
    options = {"": _("Alles")} | {one: urgency_text(one).capitalize() for one in URGENCIES}
    return {
        "name": "spoed",
        "label": _("Hoe dringend"),
        "options": [
            {"value": value, "label": label, "selected": value == chosen} for value, label in options.items()
        ],
    }


def _unreadable(message: Message, request: SignedInRequest) -> dict[str, Any]:
    return {
        "url": reverse("report", args=[message.pk]),
        "received": message.received_at,
        "sender": message.sender.name,
        "form": via(message),
        "why": why(message),
        "owner": owner(message),
        "taken": taken(message, request),
    }


def _aside(message: Message, names: dict[uuid.UUID, str], request: SignedInRequest) -> dict[str, Any]:
    name = names.get(message.set_aside_by, "") if message.set_aside_by else ""
    return _unreadable(message, request) | {"reason": message.set_aside_reason, "by": name}


def _report(message: Message, about: About, request: SignedInRequest) -> dict[str, Any]:
    return {
        "url": reverse("report", args=[message.pk]),
        "reference": str(message.pk)[:8],
        "received": message.received_at,
        "sender": message.sender.name,
        "via": via(message),
        "urgency": about.urgency,
        "urgency_text": urgency_text(about.urgency),
        "summary": summary(about),
        "red_flags": [wording.told(flag["name"]) for flag in about.flags],
        "clocks": clocks(about, request.now)[:SHOWN],
        "owner": owner(message),
        "taken": taken(message, request),
        "case_url": reverse("case", args=[about.case]) if about.case else "",
        "case_reference": str(about.case)[:8] if about.case else "",
    }


def clocks(about: About, now: datetime) -> list[dict[str, Any]]:
    """What runs because of a message, most urgent first."""
    return [wording.clock(group[0], now) for group in wording.alike(about.deadlines)]


def _sent(one: Sent) -> dict[str, Any]:
    return {
        "receipt": str(one.message),
        "received": one.received_at,
        "receiver": one.receiver,
        "state": one.state,
        "state_text": {
            MessageState.STORED: _("ontvangen en bewaard"),
            MessageState.HANDLED: _("in behandeling"),
            MessageState.WAITING: _("een medewerker van de ontvanger kijkt ernaar"),
        }.get(one.state, _("in behandeling")),
        "case_url": reverse("case", args=[one.case]) if one.case else "",
        "case_reference": str(one.case)[:8] if one.case else "",
    }


def summary(about: About) -> str:
    """Who is in it, by role: no names and no words of the sender."""
    if about.case is None:
        return _("Dit bericht is bewaard en wordt nu gelezen.")
    counted = Counter(about.roles)
    return wording.sentence(f"{count} × {wording.told(role)}" for role, count in counted.items()) or _(
        "geen personen genoemd"
    )


def urgency_text(urgency: str) -> str:
    return {
        "acute": _("acuut"),
        "high": _("dringend"),
        "unknown": _("nog niet gelezen"),
        "normal": _("gewoon"),
    }[urgency]


def via(message: Message) -> str:
    if message.key.startswith("formulier "):
        return _("webformulier")
    return {"vtmelding": _("StUF-bericht"), "melding": _("JSON-bericht")}.get(message.format, message.format)


def owner(message: Message) -> str:
    """Whose it is: of the post that it came in at, for which a colleague may have taken it on."""
    if message.taken_by is None:
        return message.post.name
    return _("%(name)s, voor %(post)s") % {"name": message.taken_by.name, "post": message.post.name}


def why(message: Message) -> str:
    """What is wrong, in the words of whoever tried to read it."""
    return " ".join(worded(Problem.from_json(one)) for one in message.problems[:3])
