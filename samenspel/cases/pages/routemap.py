# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The values behind the drawing of the routekaart, for one case and one reader."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from samenspel.cases.access import File
from samenspel.cases.drawing import lines
from samenspel.cases.models import Proposal, ProposalState
from samenspel.cases.pages import wording

DECIDED = {ProposalState.ACCEPTED.value, ProposalState.CHANGED.value}


def routemap(file: File, now: datetime) -> dict[str, Any]:
    """Where this family has been, what is indicated now, and what that rests on."""
    moments = [_moment(file, number, moment, now) for number, moment in enumerate(wording.MOMENTS, start=1)]
    indicated = [one["name"] for one in moments if one["state"] == "indicated"]
    summary = (
        _("Nu aangewezen: %(names)s.") % {"names": wording.sentence(indicated)}
        if indicated
        else _("Nu is geen moment van afstemming aangewezen.")
    )
    reports = [shown for shown in file.items if shown.item.kind == "report"]
    sources = {shown.item.source or shown.item.organisation.kind for shown in file.items[:1]}
    return {
        "title": _("Routekaart van deze zaak"),
        "summary": summary,
        "police": "POL" in sources,
        "vt": bool(sources) and "POL" not in sources,
        "report": _("gemeld") if reports else _("binnen 24 uur"),
        "moments": moments,
        "phases": _phases(file.case.phase),
        "plan": "",
        "judgement": "",
        "breach": any(shown.item.kind == "breach" for shown in file.items),
        "breach_text": _("Schending: terug naar fase 1 en de officier van justitie"),
    }


def _moment(file: File, number: int, moment: str, now: datetime) -> dict[str, Any]:
    mine = [one for one in file.proposals if one.moment == moment]
    open_one = next((one for one in mine if one.state == ProposalState.OPEN.value), None)
    held = [shown.item.happened_at for shown in file.items if shown.parts.get("detail.moment") == moment]
    latest = open_one or (mine[0] if mine else None)
    state, text = _state(open_one, latest, bool(held))
    name = wording.moment_names()[moment]
    return {
        "number": number,
        "name": name,
        "lines": lines(name, 24),
        "when": wording.moment_when()[moment],
        "state": state,
        "state_text": text,
        "url": reverse("proposal", args=[file.case.pk, latest.pk]) if latest else "",
        "strength": wording.strength_name(latest.strength) if latest else "",
        "reason": wording.told(latest.reason)
        if latest
        else _("Op grond van wat u mag zien is dit nu niet aangewezen."),
        "rule": wording.sentence(latest.rules) if latest else "",
        "source": _("Routekaart"),
        "due": open_one.due_at if open_one else None,
        "late": bool(open_one and open_one.due_at and open_one.due_at <= now),
        "held_at": max(held) if held else None,
        "consequence": "",
    }


def _state(open_one: Proposal | None, latest: Proposal | None, held: bool) -> tuple[str, str]:
    if open_one:
        return "indicated", _("nu aangewezen")
    if latest and latest.state in DECIDED and not held:
        return "indicated", _("wordt georganiseerd")
    if held:
        return "held", _("gehouden")
    if latest and latest.state == ProposalState.REJECTED.value:
        return "rejected", _("afgewezen, met reden")
    return "none", _("niet aangewezen")


def _phases(now_in: str) -> list[dict[str, str]]:
    names = {
        "acuut": ("A", _("Acuut"), _("directe veiligheid, steeds weer")),
        "risicogestuurd": ("B", _("Risicogestuurd"), _("oorzaken aanpakken")),
        "herstelgericht": ("H", _("Herstelgericht"), _("herstel van ieder gezinslid")),
    }
    index = wording.PHASES.index(now_in)
    states = ["done" if at < index else "now" if at == index else "next" for at in range(3)]
    return [
        {"code": code, "name": name, "line": line, "state": state}
        for (code, name, line), state in zip(names.values(), states, strict=True)
    ]
