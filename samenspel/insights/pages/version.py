# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""One version: its author writes it, everybody at the desk reads what it makes different, a second person decides."""

import hashlib
import json
import uuid
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from samenspel.cases.pages.routemap import RouteMap, of_rules
from samenspel.insights.access import Desk, Version, Weighed, open_desk, open_version, prove, weigh
from samenspel.insights.actions import (
    MOST,
    Refused,
    again,
    propose,
    publish,
    save,
    send_back,
    start,
    withdraw,
)
from samenspel.insights.forms import Document, Editor, parse, take
from samenspel.insights.pages import wording
from samenspel.partners.access import SignedInRequest
from samenspel.partners.models import RouteState
from samenspel.people.forms import Error, typed
from samenspel.rules.ruleset import national
from samenspel.rules.workdays import local_day


@require_http_methods(["GET", "POST"])
def version_page(request: SignedInRequest, variant: uuid.UUID) -> HttpResponse:
    """One version. POST do=save, add:…, remove:…, ask:…, drop:… edits; propose, publish, send_back, withdraw, again
    and copy decide; `reason` goes with the last five."""
    desk = open_desk(request.actor)
    version = open_version(desk, variant, request.now)
    if request.method != "POST":
        return _shown(request, desk, version)
    word = request.POST.get("do", "save").partition(":")[0]
    try:
        if word in ("publish", "send_back", "withdraw", "again", "copy"):
            return _decided(request, desk, version, word)
        return _written(request, desk, version)
    except Refused as refused:
        error = Error("", "", wording.sentence(refused.reason))
        return _shown(request, desk, open_version(desk, variant, request.now), [error], status=422)


def _written(request: SignedInRequest, desk: Desk, version: Version) -> HttpResponse:
    """Keep what was filled in, then take the step that was asked for."""
    document = parse(version.variant.text)
    if document is None or request.POST.get("shape") != shape(document):
        raise Refused(_("u hebt deze versie in een ander venster veranderd; kijk hieronder wat er nu staat"))
    step = take(document, request.POST)
    text = document.text()
    if text != version.variant.text:
        save(desk, version.variant, text, now=request.now)
        version = open_version(desk, version.variant.pk, request.now)
    here = reverse("route-version", args=[version.variant.pk])
    if not step:
        return HttpResponseRedirect(here + _anchor(request.POST.get("do", ""), document))
    problems = weigh(text, desk.region).problems
    if problems:
        return _shown(request, desk, version, Editor(document, problems).wrong, status=422)
    if step == "propose":
        propose(desk, version.variant, now=request.now)
        messages.success(
            request, _("Voorgesteld. Een tweede beheerder van de regio kan deze versie nu vaststellen.")
        )
    else:
        messages.success(request, _("Bewaard."))
    return HttpResponseRedirect(here)


def _anchor(do: str, document: Document) -> str:
    """Where to go on after a block or question was added or taken away."""
    word, kind, *rest = (*do.split(":"), "", "")
    last = len(document.blocks.get(kind, ())) - 1
    if word == "add" and last >= 0:
        return f"#blok-{kind}-{last}"
    return f"#blok-{kind}-{rest[0]}" if word in ("ask", "drop") else f"#soort-{kind}"


def _decided(request: SignedInRequest, desk: Desk, version: Version, word: str) -> HttpResponse:
    variant, reason = version.variant, typed(request.POST.get("reason", ""), 2000)
    now = request.now
    if word in ("again", "copy"):
        made = (
            again(desk, variant, reason, now=now) if word == "again" else start(desk, variant.text, now=now)
        )
        return HttpResponseRedirect(reverse("route-version", args=[made.pk]))
    if word == "publish":
        effective = publish(desk, variant, now=now)
        messages.success(request, wording.takes_effect(effective, now))
    elif word == "send_back":
        send_back(desk, variant, reason, now=now)
        messages.success(request, _("Teruggezet. Het is weer een concept."))
    else:
        withdraw(desk, variant, reason, now=now)
        messages.success(request, _("Ingetrokken."))
    return HttpResponseRedirect(reverse("route-version", args=[variant.pk]))


def _shown(
    request: SignedInRequest,
    desk: Desk,
    version: Version,
    errors: list[Error] | None = None,
    status: int = 200,
) -> HttpResponse:
    variant = version.variant
    weighed = weigh(variant.text, desk.region)
    mine = desk.wrote(variant)
    document = parse(variant.text) if mine and variant.state == RouteState.DRAFT else None
    editor = Editor(document, weighed.problems) if document else None
    context = {
        "now": request.now,
        "version": _values(version, desk),
        "may": _may(version, desk, request.now),
        "errors": errors or [],
        "given": {"reason": request.POST.get("reason", "")},
        "weighed": weighed,
        "problems": _problems(weighed, editor),
        "editor": editor,
        "shape": shape(document) if document else "",
        "routekaart": _drawn(weighed, request.now),
    }
    return render(request, "insights/version.html", context, status=status)


def _values(version: Version, desk: Desk) -> dict[str, Any]:
    variant = version.variant
    return {
        "id": variant.pk,
        "region": variant.region,
        "number": variant.number,
        "state": wording.state(version),
        "tag": wording.tag(version),
        "author": version.author,
        "mine": desk.wrote(variant),
        "approver": version.approver,
        "withdrawn_by": version.withdrawn_by,
        "row": variant,
        "until": version.until,
        "draft": variant.state == RouteState.DRAFT,
        "proposed": variant.state == RouteState.PROPOSED,
        "published": variant.published_at is not None,
    }


def _may(version: Version, desk: Desk, now: datetime) -> dict[str, bool]:
    """Which buttons there are. The actions decide again."""
    state, mine = version.variant.state, desk.wrote(version.variant)
    upcoming = state == RouteState.PUBLISHED and not version.held
    return {
        "write": mine and state == RouteState.DRAFT,
        "publish": not mine and state == RouteState.PROPOSED,
        "send_back": state == RouteState.PROPOSED,
        "withdraw": upcoming or (mine and state in (RouteState.DRAFT, RouteState.PROPOSED)),
        "again": version.held and not version.now,
        "copy": state != RouteState.DRAFT or not mine,
    }


def _problems(weighed: Weighed, editor: Editor | None) -> list[Error]:
    """What is wrong, each with the way to its cell where there is one."""
    if editor is not None:
        return editor.wrong
    return [Error("", f"{one.row}, {one.field}", one.message) for one in weighed.problems]


def _drawn(weighed: Weighed, now: datetime) -> RouteMap | None:
    """The routekaart as this version makes it, with what differs from the national one."""
    if weighed.rules is None or weighed.variant is None:
        return None
    return of_rules(weighed.rules, max(local_day(now), weighed.variant.since), national())


def shape(document: Document) -> str:
    """What tells whether the form still fits the document: its blocks and questions, whatever stands in them."""
    found = {
        kind: [[list(one.get("when", {})), list(one.get("any", {}))] for one in blocks]
        for kind, blocks in document.blocks.items()
    }
    return hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()[:16]


@require_safe
def proof_page(request: SignedInRequest, variant: uuid.UUID) -> HttpResponse:
    """Whether every proof holds for what the version says now: a part of the page, or a page of its own."""
    desk = open_desk(request.actor)
    version = open_version(desk, variant, request.now)
    weighed = weigh(version.variant.text, desk.region)
    context = {
        "version": _values(version, desk),
        "proved": prove(version.variant.text, desk.region) if weighed.rules else None,
    }
    part = "HX-Request" in request.headers
    return render(request, "insights/proof_part.html" if part else "insights/proof.html", context)


@require_http_methods(["GET", "POST"])
def text_page(request: SignedInRequest, variant: uuid.UUID) -> HttpResponse:
    """The document itself. GET takes it along; POST replaces a draft by a file or by what was pasted."""
    desk = open_desk(request.actor)
    version = open_version(desk, variant, request.now)
    here = reverse("route-version", args=[variant])
    if request.method == "POST":
        try:
            save(desk, version.variant, _sent(request), now=request.now)
        except Refused as refused:
            messages.error(request, wording.sentence(refused.reason))
            return HttpResponseRedirect(here)
        count = len(weigh(_sent(request), desk.region).problems)
        if count:
            found = ngettext("Er is %(count)s ding niet goed.", "Er zijn %(count)s dingen niet goed.", count)
            messages.warning(request, _("Bewaard.") + " " + found % {"count": count})
        else:
            messages.success(request, _("Bewaard."))
        return HttpResponseRedirect(here)
    name = f"routekaart-{version.variant.region}-{version.variant.number}.toml"
    answer = HttpResponse(version.variant.text, content_type="application/toml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _sent(request: SignedInRequest) -> str:
    """The document that was sent: the file, else what was pasted. Raises Refused when it is no text, or too long."""
    file = request.FILES.get("file")
    if file is None:
        return request.POST.get("text", "").replace("\r\n", "\n")
    if file.size is None or file.size > 4 * MOST:
        raise Refused(_("dit bestand is te groot"))
    try:
        file.seek(0)
        return str(file.read().decode("utf-8")).replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise Refused(_("dit bestand is geen tekst in UTF-8")) from None
