# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a version would have meant for earlier cases, and for chronologies."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenspel.cases.pages import wording as words
from samenspel.insights.access import (
    Desk,
    Looked,
    Told,
    all_along,
    beside,
    examples,
    look_back,
    look_back_on,
    open_desk,
    open_version,
    weigh,
)
from samenspel.insights.backtest import Change, Kind, Open
from samenspel.insights.pages import wording
from samenspel.insights.replay.chronology import Chronology
from samenspel.insights.replay.reading import read
from samenspel.insights.replay.table import ChronologyError
from samenspel.partners.access import SignedInRequest
from samenspel.rules.routekaart import Moment
from samenspel.rules.ruleset import Ruleset, national

LARGEST = 200_000


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked: over which cases or chronology, and beside which rules."""

    what: str
    beside: str
    example: str


@require_http_methods(["GET", "POST"])
def look_back_page(request: SignedInRequest, variant: uuid.UUID) -> HttpResponse:
    """POST do=cases, do=example (`example`) or do=file (`file` or `text`), with `beside` "now" or "national"."""
    desk = open_desk(request.actor)
    version = open_version(desk, variant, request.now)
    weighed = weigh(version.variant.text, desk.region)
    asked = Asked(
        request.POST.get("do", ""), request.POST.get("beside", "now"), request.POST.get("example", "")
    )
    context: dict[str, Any] = {
        "now": request.now,
        "number": version.variant.number,
        "version_url": reverse("route-version", args=[variant]),
        "possible": weighed.rules is not None,
        "asked": asked,
        "examples": list(examples()),
        "errors": [],
    }
    if request.method == "POST" and weighed.rules is not None:
        before = national() if asked.beside == "national" else beside(desk, request.now)
        context |= _found(request, desk, asked, before, all_along(weighed))
    return render(request, "insights/look_back.html", context, status=422 if context["errors"] else 200)


def _found(
    request: SignedInRequest, desk: Desk, asked: Asked, before: Ruleset, after: Ruleset
) -> dict[str, Any]:
    if asked.what == "cases":
        return {"cases": _cases(look_back(desk, before, after, request.now), request.now)}
    try:
        chronology = _chronology(request, asked)
        found = look_back_on(chronology, before, after)
    except ChronologyError as error:
        return {"errors": [{"field_id": "", "label": "", "text": line} for line in error.lines()]}
    except ValueError as error:
        return {"errors": [{"field_id": "", "label": "", "text": wording.sentence(str(error))}]}
    return {"chronology": {"title": chronology.title, "lines": [_told(one) for one in found]}}


def _chronology(request: SignedInRequest, asked: Asked) -> Chronology:
    """The chronology that was chosen or sent. Raises ChronologyError, or ValueError for what is no text at all."""
    if asked.what == "example":
        if asked.example not in examples():
            raise ValueError(_("kies een voorbeeld"))
        path = examples()[asked.example]
        return read(path.read_text(encoding="utf-8"), path.name)
    file = request.FILES.get("file")
    if file is None:
        text = request.POST.get("text", "")
    elif file.size is None or file.size > LARGEST:
        raise ValueError(_("dit bestand is te groot"))
    else:
        file.seek(0)
        text = file.read().decode("utf-8", errors="replace")
    if not text.strip():
        raise ValueError(_("kies een bestand, of plak een chronologie"))
    return read(text, _("chronologie"))


def _cases(looked: Looked, now: datetime) -> dict[str, Any]:
    counted = looked.counted
    return {
        "total": str(counted.cases),
        "all_of_them": looked.all_of_them,
        "kinds": [wording.change_name(kind) for kind in Kind],
        "rows": [
            {
                "name": words.moment_names()[moment],
                "cells": [str(counted.cells[moment, kind]) for kind in Kind],
            }
            for moment in Moment
        ],
        "lines": [
            {
                "reference": str(one.case)[:8],
                "url": reverse("case", args=[one.case]),
                "at": one.at,
                **_change(one.change),
            }
            for one in looked.lines
        ],
    }


def _told(one: Told) -> dict[str, Any]:
    return {
        "number": one.event.number,
        "at": one.event.at,
        "event": words.kind_name(one.event.kind) if one.event.kind != "tick" else _("er gaat tijd voorbij"),
        "text": one.event.text,
        "sees": words.sentence(words.organisation_name(code) for code in one.sees),
        **_change(one.change),
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "moment": words.moment_names()[change.moment],
        "kind": wording.change_name(change.kind),
        "before": _open(change.before),
        "after": _open(change.after),
    }


def _open(one: Open | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "at": one.at,
        "strength": words.strength_name(one.strength),
        "rules": words.sentence(one.rules),
        "due": one.due,
        "who": words.sentence(words.organisation_name(code) for code in one.invite.must),
    }
