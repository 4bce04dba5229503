# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The Casusbeeld, and everything on it as text or JSON for the organisation's own system."""

import uuid
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samenspel.cases.access import File, Shown, open_file
from samenspel.cases.pages import wording
from samenspel.cases.pages.casusbeeld import born, item_title, values
from samenspel.partners.access import SignedInRequest


@require_safe
def show(request: SignedInRequest, case: uuid.UUID) -> HttpResponse:
    now = request.now
    file = open_file(request.actor, case, "casusbeeld", now)
    return render(request, "cases/case.html", values(file, now))


@require_safe
def show_text(request: SignedInRequest, case: uuid.UUID) -> HttpResponse:
    file = open_file(request.actor, case, "kopie", request.now)
    blocks = [_heading(file), *(_as_text(file, shown) for shown in file.items)]
    return HttpResponse("\n\n".join(blocks) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def show_json(request: SignedInRequest, case: uuid.UUID) -> HttpResponse:
    file = open_file(request.actor, case, "kopie", request.now)
    numbers = [{"soort": one.scheme, "nummer": one.number} for one in file.numbers]
    items = [_as_json(file, shown) for shown in file.items]
    return _download({"zaak": str(file.case.pk), "nummers": numbers, "onderdelen": items})


@require_safe
def item_text(request: SignedInRequest, case: uuid.UUID, item: uuid.UUID) -> HttpResponse:
    file, shown = _item(request, case, item)
    text = f"{_heading(file)}\n\n{_as_text(file, shown)}\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@require_safe
def item_json(request: SignedInRequest, case: uuid.UUID, item: uuid.UUID) -> HttpResponse:
    file, shown = _item(request, case, item)
    return _download({"zaak": str(file.case.pk), "onderdeel": _as_json(file, shown)})


def _item(request: SignedInRequest, case: uuid.UUID, item: uuid.UUID) -> tuple[File, Shown]:
    file = open_file(request.actor, case, "kopie", request.now)
    for shown in file.items:
        if shown.item.pk == item:
            return file, shown
    raise Http404


def _download(value: dict[str, Any]) -> HttpResponse:
    response = JsonResponse(value, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = 'attachment; filename="samenspel.json"'
    return response


def _heading(file: File) -> str:
    lines = [_("Zaak: %(case)s") % {"case": wording.reference(file.case)}]
    lines += [f"{one.scheme}: {one.number}" for one in file.numbers]
    return "\n".join(lines)


def _as_text(file: File, shown: Shown) -> str:
    item = shown.item
    lines = [
        item_title(shown),
        _("Wanneer: %(at)s") % {"at": item.happened_at.isoformat(timespec="minutes")},
        _("Van: %(owner)s (%(ground)s)") % {"owner": item.organisation.name, "ground": shown.ground},
    ]
    for role, keys in shown.roles.items():
        people = [
            f"{file.persons[key].full_name} ({born(file.persons[key])})"
            for key in keys
            if key in file.persons
        ]
        lines.append(f"{wording.told(role).capitalize()}: {wording.sentence(people)}")
    if shown.place:
        lines.append(_("Waar: %(place)s") % {"place": wording.place(shown.place)})
    lines += [f"{name}: {value}" for name, value, _unknown in wording.fact_rows(shown.parts)]
    lines += [str(value) for name, value in shown.parts.items() if name.startswith("tekst.")]
    return "\n".join(lines)


def _as_json(file: File, shown: Shown) -> dict[str, Any]:
    item = shown.item
    return {
        "id": str(item.pk),
        "soort": item.kind,
        "gebeurdOp": item.happened_at.isoformat(),
        "vastgelegdOp": item.recorded_at.isoformat(),
        "eigenaar": item.organisation.name,
        "eigenaarOin": item.organisation.oin,
        "grond": shown.ground,
        "aard": item.nature,
        "versie": item.version,
        "betrokkenen": [
            {"rol": role, "naam": file.persons[key].full_name, "geboren": born(file.persons[key])}
            for role, keys in shown.roles.items()
            for key in keys
            if key in file.persons
        ],
        "inhoud": {name: value for name, value in shown.parts.items() if name != "kop"}
        | ({"plaats": wording.place(shown.place)} if shown.place else {}),
    }
