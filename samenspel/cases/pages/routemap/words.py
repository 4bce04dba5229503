# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Short words for the drawing: there is little room on a card."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenspel.cases.drawing import Words
from samenspel.cases.pages import wording
from samenspel.rules.clocks import Clock
from samenspel.rules.clocks.register import Count
from samenspel.rules.ruleset import Ruleset


def named(kind: str, rules: Ruleset) -> str:
    """What this kind of organisation is called where these rules hold."""
    return rules.partners.get(kind) or wording.organisation_name(kind)


def short_name(kind: str, rules: Ruleset) -> str:
    """The same, short: what people at the table say."""
    return rules.partners.get(kind) or {
        "OM": _("OM"),
        "RVDK": _("RvdK"),
        "3RO": _("Reclassering"),
        "SHN": _("Slachtofferhulp"),
        "GI": _("Jeugdbescherming (GI)"),
        "ZVH": _("Zorg- en Veiligheidshuis"),
    }.get(kind, wording.organisation_name(kind))


def moment_when() -> dict[str, str]:
    """When a moment is there for, in the words of the routekaart (seed 004)."""
    return {
        "acuut": _("bij (vermoeden van) acute onveiligheid"),
        "actieoverleg": _("bij dreigend gevaar of risico op gevaar, als er geen verdachte is aangehouden"),
        "zsm": _("als een verdachte is gehoord of aangehouden"),
        "ssk": _("bij vermoeden van of geconstateerd psychisch of lichamelijk letsel"),
    }


def grades() -> dict[str, str]:
    return {
        "must": _("Zit er altijd"),
        "conditional": _("Als de voorwaarde opgaat"),
        "optional": _("Mogelijk"),
    }


def strengths() -> dict[str, str]:
    return {"must": _("moet"), "propose": _("voorstel")}


def parameters() -> dict[str, str]:
    return {
        "repeat_count": _("aantal meldingen of voorvallen dat om overleg vraagt"),
        "repeat_months": _("in hoeveel maanden die vallen"),
        "unseen_days": _("dagen dat een kind niet gezien mag zijn"),
        "seen_interval_days": _("dagen tussen twee contacten met een kind"),
        "ending_days": _("dagen vooraf dat een einde van een maatregel telt"),
        "oversight_hours": _("uren zonder zicht op de veiligheid"),
    }


def beside() -> Words:
    return Words(
        start=_("Begint altijd bij politie of Veilig Thuis"),
        moments=_("Vier momenten van afstemming"),
        steps=_("Strafrechtelijk onderzoek"),
        plan=_("Veiligheidsplan"),
        back=_("Na een schending: terug naar de momenten, en de officier beslist opnieuw"),
    )


def moment(at: datetime) -> str:
    """Short, local: "3 november, 09.15"."""
    local = localtime(at)
    return f"{date_format(local, 'j F')}, {date_format(local, 'H.i')}"


def day(at: datetime) -> str:
    return date_format(localtime(at), "j F")


def length(count: Count) -> str:
    """How long a term is, as short as it goes: "5 werkdagen", "dezelfde werkdag", "direct"."""
    if count.clock is Clock.IMMEDIATE:
        return _("onmiddellijk")
    amounts = _amounts(count)
    if count.clock is Clock.ASAP:
        return _("zo snel mogelijk (streeftijd %(length)s)") % {"length": amounts}
    if not amounts:
        return _("dezelfde werkdag") if count.clock is Clock.WORKING_DAYS else _("dezelfde dag")
    return amounts


def _amounts(count: Count) -> str:
    days = (
        ngettext("%(n)s werkdag", "%(n)s werkdagen", count.days)
        if count.clock is Clock.WORKING_DAYS
        else ngettext("%(n)s dag", "%(n)s dagen", count.days)
    )
    hours = (
        ngettext("%(n)s kantooruur", "%(n)s kantooruren", count.hours)
        if count.desk
        else ngettext("%(n)s uur", "%(n)s uur", count.hours)
    )
    named = (
        (count.years, ngettext("%(n)s jaar", "%(n)s jaar", count.years)),
        (count.months, ngettext("%(n)s maand", "%(n)s maanden", count.months)),
        (count.weeks, ngettext("%(n)s week", "%(n)s weken", count.weeks)),
        (count.days, days),
        (count.hours, hours),
        (count.minutes, ngettext("%(n)s minuut", "%(n)s minuten", count.minutes)),
    )
    return _(" en ").join(text % {"n": number} for number, text in named if number)
