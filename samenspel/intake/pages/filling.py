# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The form for a melding. Whatever is sent is kept first, as a draft; only then is it looked at."""

import logging
import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samenspel.intake.access import drafts_of, open_draft, open_message
from samenspel.intake.actions import (
    READERS,
    NotWaiting,
    NotYours,
    SpoolError,
    forget_draft,
    keep_draft,
    may_report,
    receiver_for,
    send_draft,
)
from samenspel.intake.formats import Report, Unreadable
from samenspel.intake.formats.melding.tree import to_tree
from samenspel.intake.formats.tekst.read import read as read_paste
from samenspel.intake.forms import Filled, ReportForm, fill
from samenspel.intake.forms.form import Fields, as_errors, row_title
from samenspel.partners.access import SignedInRequest, my_posts
from samenspel.partners.models import NoPost, Organisation
from samenspel.people.forms import Error

log = logging.getLogger(__name__)
LISTS = {"person": "betrokkenen", "relation": "relaties", "informed": "geinformeerd"}


@require_http_methods(["GET", "POST"])
def report_form(request: SignedInRequest, draft: uuid.UUID | None = None) -> HttpResponse:
    """GET: an empty form, or a draft of one's own. POST: keeps what was typed, and then does what was asked."""
    if request.method == "POST":
        return _posted(request)
    if draft is None:
        return _page(request, uuid.uuid4(), Filled())
    kept = open_draft(request.actor, draft, request.now)
    if kept is None:
        raise Http404
    return _page(request, draft, Filled.from_json(kept.content.open_value()), saved_at=kept.saved_at)


@require_POST
def autosave(request: SignedInRequest) -> HttpResponse:
    """Keeps a draft while somebody types, and says where it can be opened again.

    409 when it was sent or thrown away meanwhile.
    """
    draft, filled = _taken(request)
    try:
        keep_draft(draft, filled.as_json(), by=request.actor, now=request.now)
    except NotYours:
        return HttpResponse(status=409)
    return HttpResponse(status=204, headers={"Content-Location": reverse("report-draft", args=[draft])})


@require_POST
def take_over(request: SignedInRequest, message: uuid.UUID) -> HttpResponse:
    """Begin a draft with what could be read of a message that waits, to complete it by hand."""
    found = open_message(request.actor, message, my_posts(request), request.now, "overnemen")
    filled = Filled(message=str(message))
    try:
        told: Report | None = READERS[found.message.format](found.content)
    except Unreadable as error:
        told = error.partial
    if told is not None:
        filled.pasted = fill(filled, to_tree(told))
    draft = uuid.uuid4()
    keep_draft(draft, filled.as_json(), by=request.actor, now=request.now)
    return HttpResponseRedirect(reverse("report-draft", args=[draft]))


def _posted(request: SignedInRequest) -> HttpResponse:
    draft, filled = _taken(request)
    word, _sign, which = request.POST.get("do", "keep").partition(":")
    errors, paste = _changed(filled, word, which, request.POST.get("paste", ""))
    try:
        if word == "forget":
            return _forget(request, draft)
        keep_draft(draft, filled.as_json(), by=request.actor, now=request.now)
        if word == "send":
            return _send(request, draft, filled)
    except NotYours:
        messages.warning(request, _("Deze melding is al verstuurd of weggegooid. Hier begint een nieuwe."))
        return HttpResponseRedirect(reverse("report-form"))
    if word == "keep":
        messages.success(request, _("Het concept is bewaard. Alleen u kunt het zien."))
        return HttpResponseRedirect(reverse("report-draft", args=[draft]))
    return _page(request, draft, filled, errors=errors, paste=paste, saved_at=request.now)


def _taken(request: SignedInRequest) -> tuple[uuid.UUID, Filled]:
    """The draft as it was kept, with what this request brings over it."""
    try:
        draft = uuid.UUID(request.POST.get("draft", ""))
    except ValueError:
        draft = uuid.uuid4()
    kept = open_draft(request.actor, draft, request.now)
    filled = Filled.from_json(kept.content.open_value()) if kept else Filled()
    filled.take(dict(request.POST.lists()))
    return draft, filled


def _changed(filled: Filled, word: str, which: str, paste: str) -> tuple[list[Error], str]:
    """Rows more or less, or fields from a paste. Returns what is wrong, and what stays in the paste field."""
    verb, _sign, what = word.partition("_")
    if verb == "add" and what in LISTS and not filled.add(LISTS[what]):
        return [Error("", "", _("Meer rijen passen niet in dit formulier."))], paste
    if verb == "remove" and what in LISTS and which.isascii() and which.isdecimal() and len(which) < 4:
        filled.remove(LISTS[what], int(which))
    filled.give_keys()
    if word == "paste":
        return _paste(filled, paste)
    return [], paste


def _paste(filled: Filled, paste: str) -> tuple[list[Error], str]:
    try:
        told = read_paste(paste)
        errors: list[Error] = as_errors(told.problems)
    except Unreadable as error:
        found = error.partial
        errors = as_errors(error.problems) or [
            Error("id_paste", _("Uw tekst"), _("hier staat geen melding in"))
        ]
        if found is None:
            return errors, paste
        told = found
    filled.pasted = [*filled.pasted, *fill(filled, to_tree(told))]
    return errors, ""


def _forget(request: SignedInRequest, draft: uuid.UUID) -> HttpResponse:
    try:
        forget_draft(draft, by=request.actor, now=request.now)
    except NotYours:
        log.info("een concept is weggegooid dat nooit bewaard was")
    messages.success(request, _("Het concept is weggegooid."))
    return HttpResponseRedirect(reverse("my-work"))


def _send(request: SignedInRequest, draft: uuid.UUID, filled: Filled) -> HttpResponse:
    """Send it if it is right; else the page again, with everything that was typed and what is wrong with it."""
    if not filled.said("kenmerk"):
        filled.values["kenmerk"] = [f"formulier-{str(draft)[:8]}"]
    form = ReportForm(filled)
    report = form.report()
    errors = form.mistakes()
    if filled.pasted and request.POST.get("pasted_seen") != "ja":
        errors.append(
            Error("id_pasted_seen", _("Gevuld uit uw tekst"), _("kijk deze velden na en kruis dat aan"))
        )
    sender, receiver, refusal = _route(request)
    errors += [Error("", "", refusal)] if refusal else []
    if report is None or errors or receiver is None:
        return _page(request, draft, filled, form=form, errors=errors, saved_at=request.now)
    return _stored(request, draft, filled, form, report, sender, receiver)


def _stored(
    request: SignedInRequest,
    draft: uuid.UUID,
    filled: Filled,
    form: ReportForm,
    report: Report,
    sender: Organisation,
    receiver: Organisation,
) -> HttpResponse:
    """The receipt on the next page; or the page again, with the draft kept, when it cannot be stored."""
    corrects = uuid.UUID(filled.message) if filled.message else None
    by, now = request.actor, request.now
    try:
        receipt = send_draft(
            draft, report, sender=sender, receiver=receiver, corrects=corrects, by=by, now=now
        )
    except NotWaiting:
        text = _("Het bericht waar dit uit komt, is intussen al behandeld. Gooi dit concept weg.")
        return _page(request, draft, filled, form=form, errors=[Error("", "", text)], saved_at=now)
    except (SpoolError, NoPost) as error:
        log.error("een melding uit het formulier kon niet worden bewaard", exc_info=error)
        text = _("Versturen lukt nu niet. Uw concept is bewaard; probeer het zo nog eens, en bel bij spoed.")
        # Not a 503: that would take back the transaction, and with it the draft.
        return _page(request, draft, filled, form=form, errors=[Error("", "", text)], saved_at=now)
    messages.success(
        request, _("De melding is verstuurd. Ontvangstbewijs: %(receipt)s") % {"receipt": receipt.id}
    )
    own = sender.pk == receiver.pk
    return HttpResponseRedirect(reverse("inbox" if own else "sent"))


def _route(request: SignedInRequest) -> tuple[Organisation, Organisation | None, str]:
    """Who sends, who receives, and why that may not be, in Dutch. A Veilig Thuis registers for itself."""
    sender = request.user.organisation
    if sender.kind == "VT":
        return sender, sender, ""
    receiver, _named = receiver_for(None, sender)
    if receiver is None:
        return sender, None, _("Voor uw regio doet hier geen Veilig Thuis mee. Bel 0800 2000.")
    verdict = may_report(sender, receiver, request.now)
    return sender, receiver, "" if verdict else " ".join(reason.text for reason in verdict.reasons)


def _page(
    request: SignedInRequest,
    draft: uuid.UUID,
    filled: Filled,
    *,
    form: ReportForm | None = None,
    errors: list[Error] | None = None,
    paste: str = "",
    saved_at: Any = None,
) -> HttpResponse:
    filled.give_keys()
    drawn = form or ReportForm(filled)
    context = {
        "errors": errors or [],
        "draft": {"id": draft, "saved_at": saved_at, "autosave_url": reverse("report-autosave")},
        "drafts": _drafts(request, draft),
        "hidden": drawn.hidden(),
        "sections": [
            {"id": section.id} | _together(fields) | _titles()[section.id]
            for section, fields in drawn.sections()
        ],
        "persons": _rows(drawn, "betrokkenen"),
        "relations": _rows(drawn, "relaties"),
        "informed": _rows(drawn, "geinformeerd"),
        "paste": paste,
        "pasted": [_pasted(drawn, name) for name in filled.pasted if name in drawn.fields],
        "kept": _kept(filled),
        "corrects_url": reverse("report", args=[filled.message]) if filled.message else "",
        "sender_note": _note(request),
    }
    return render(request, "intake/report_form.html", context, status=422 if errors else 200)


def _rows(form: ReportForm, name: str) -> list[dict[str, Any]]:
    return [
        {"index": row.index, "title": row_title(name, row.index), "removable": True} | _together(row.fields)
        for row in form.rows(name)
    ]


def _together(fields: Fields) -> dict[str, Any]:
    return {"fields": fields.fields, "more": fields.more, "opened": fields.opened}


def _drafts(request: SignedInRequest, now_open: uuid.UUID) -> list[dict[str, Any]]:
    others = [one for one in drafts_of(request.actor) if one.pk != now_open]
    return [{"url": reverse("report-draft", args=[one.pk]), "saved_at": one.saved_at} for one in others]


def _pasted(form: ReportForm, name: str) -> dict[str, str]:
    bound = form[name]
    said = ", ".join(form.filled.said(name))
    return {"field_id": bound.auto_id, "label": form.called(name), "value": said[:300]}


def _kept(filled: Filled) -> list[dict[str, str]]:
    """What was pasted or sent and has no field here: it goes along as it is."""
    unknown = filled.base.get("onbekend", [])
    return [{"label": str(one.get("pad", "")), "value": str(one.get("tekst", ""))[:2000]} for one in unknown]


def _titles() -> dict[str, dict[str, str]]:
    return {
        "melding": {"title": _("De melding"), "intro": ""},
        "melder": {
            "title": _("Wie meldt"),
            "intro": _("Wil de melder onbekend blijven voor het gezin? Zeg dat hier."),
        },
        "gebeurd": {
            "title": _("Wat er gebeurde"),
            "intro": _("Zet erbij wat u zelf zag en wat u van een ander hoorde."),
        },
        "feiten": {
            "title": _("Feiten"),
            "intro": _("Hiermee kijken de regels welk overleg nodig is. Alleen invullen wat u weet."),
        },
        "vragen": {"title": _("Wat al loopt"), "intro": ""},
        "registraties": {"title": _("Andere nummers"), "intro": ""},
    }


def _note(request: SignedInRequest) -> str:
    sender, receiver, _refusal = _route(request)
    if receiver is None or receiver.pk == sender.pk:
        return _("U legt deze melding vast voor %(name)s.") % {"name": sender.name}
    return _("U meldt namens %(sender)s bij %(receiver)s.") % {
        "sender": sender.name,
        "receiver": receiver.name,
    }
