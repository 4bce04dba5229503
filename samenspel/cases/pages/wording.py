# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words for the reader: what the codes of the rules are called on a page. Looked up in the catalogues of rules."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from samenspel.cases.models import Case, Deadline, Proposal
from samenspel.rules import catalogue
from samenspel.rules.clocks import ClockRule, register
from samenspel.rules.facts import variables
from samenspel.rules.sharing import grounds

PHASES = ("acuut", "risicogestuurd", "herstelgericht")
MOMENTS = ("acuut", "actieoverleg", "zsm", "ssk")


def moment_names() -> dict[str, str]:
    return {
        "acuut": _("Samen op in Acuut"),
        "actieoverleg": _("Actieoverleg"),
        "zsm": _("Veilig Thuis en ZSM"),
        "ssk": _("Strafbare kindermishandeling"),
    }


def moment_when() -> dict[str, str]:
    return {
        "acuut": _("bij (vermoeden van) acute onveiligheid"),
        "actieoverleg": _("bij dreigend gevaar, geen aanhouding"),
        "zsm": _("als een verdachte is gehoord"),
        "ssk": _("bij letsel van een kind"),
    }


def phase_name(phase: str) -> str:
    return {
        "acuut": _("Fase 1: directe veiligheid"),
        "risicogestuurd": _("Fase 2: risicogestuurde zorg"),
        "herstelgericht": _("Fase 3: herstelgerichte zorg"),
    }[phase]


def kind_name(kind: str) -> str:
    return {
        "incident": _("incident"),
        "report": _("melding"),
        "signal": _("signaal"),
        "assessment": _("beoordeling"),
        "suspect": _("verdachte"),
        "measure": _("maatregel"),
        "agreement": _("afspraak"),
        "breach": _("schending"),
        "contact": _("contact"),
        "moment": _("overleg gehouden"),
        "decision": _("besluit"),
        "owner": _("verantwoordelijkheid"),
        "move": _("verhuizing"),
    }[kind]


def strength_name(strength: str) -> str:
    return _("moet") if strength == "must" else _("voorstel")


def reference(case: Case) -> str:
    """What people call the case among each other: short, and it says nothing about anybody."""
    return str(case.pk)[:8]


def organisation_name(kind: str) -> str:
    found = catalogue.organisations().get(kind)
    return found.name if found else kind


def ground_name(ground: str) -> str:
    """What a ground of the sharing matrix is called, with its id; other grounds speak for themselves."""
    row = next((one for one in grounds().rows if one.id == ground), None)
    return f"{row.name} ({ground})" if row else ground


def term_rule(deadline: Deadline) -> ClockRule:
    return register().rule(deadline.term, deadline.starts_at.date())


def clock(deadline: Deadline, now: datetime) -> dict[str, Any]:
    """One running clock for `site/parts/clock.html`."""
    rule = term_rule(deadline)
    return {
        "name": rule.name,
        "due": last_moment(deadline.due_at),
        "started": deadline.starts_at,
        "late": deadline.due_at <= now,
        "owner": deadline.organisation.name,
        "source": f"{deadline.term} · {rule.basis.text}"
        + (_(" (nog te bevestigen)") if rule.basis.verify else ""),
        "url": "",
    }


def last_moment(due: datetime) -> datetime:
    """The last minute in which a term is still met: one that ends at 24:00 reads as 23.59 of its last day."""
    local = localtime(due)
    return due - timedelta(minutes=1) if (local.hour, local.minute, local.second) == (0, 0, 0) else due


def proposal_title(proposal: Proposal) -> str:
    number = MOMENTS.index(proposal.moment) + 1
    return _("Moment %(number)s: %(name)s") % {"number": number, "name": moment_names()[proposal.moment]}


def fact_rows(parts: dict[str, Any]) -> list[tuple[str, str, bool]]:
    """Facts of an item as (label, value, unknown)."""
    from_parts = sorted((name[5:], value) for name, value in parts.items() if name.startswith("fact."))
    return [(label(name), said(value), value in (None, "onbekend")) for name, value in from_parts]


def label(name: str) -> str:
    known = variables().get(name)
    return known.name if known else name.replace("_", " ")


def said(value: Any) -> str:
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if isinstance(value, dict):
        return "; ".join(said(one) for one in value.values())
    if isinstance(value, list | tuple):
        return ", ".join(said(one) for one in value)
    return str(value).replace("_", " ") if value is not None else _("onbekend")


def sentence(parts: Iterable[str]) -> str:
    return ", ".join(part for part in parts if part)
