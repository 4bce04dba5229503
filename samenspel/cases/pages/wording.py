# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words for the reader: what the codes of the rules are called on a page. Looked up in the catalogues of rules."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from samenspel.cases.access import JudgedBy, RestsOn, Where
from samenspel.cases.models import Case, Deadline, Proposal
from samenspel.partners.routekaart import Named
from samenspel.rules import catalogue
from samenspel.rules.clocks import ClockRule, register
from samenspel.rules.facts import variables
from samenspel.rules.sharing import grounds

PHASES = ("acuut", "risicogestuurd", "herstelgericht")
MOMENTS = ("acuut", "actieoverleg", "zsm", "ssk")


# What the rules say with something filled in.
FILLED = (
    gettext_noop("Er is geen grond waarop %(giver)s dit aan %(receiver)s mag geven voor %(purpose)s."),
    gettext_noop("Heeft deze partner een taak in het plan: %(partner)s?"),
    gettext_noop("Geschonden: %(what)s."),
    gettext_noop("Niet beschermd: %(place)s."),
    gettext_noop("Niet bij: %(who)s."),
    gettext_noop("Afwezig bij %(moment)s: %(who)s."),
    gettext_noop("Aantal: %(number)s."),
    gettext_noop("%(ban)s tegenover afspraak %(agreement)s."),
)
SENTENCE = re.compile(r"(?<=[.?!:]) ")


def told(text: str) -> str:
    """A text that the rules gave, for the reader. They join sentences: each is looked up, the longest run first."""
    steps = SENTENCE.split(text) if text else []
    found = []
    while steps:
        runs = [" ".join(steps[:end]) for end in range(len(steps), 0, -1)]
        said = next(((run, known) for run in runs if (known := _known(run))), (steps[0], steps[0]))
        found.append(said[1])
        steps = steps[len(SENTENCE.split(said[0])) :]
    return " ".join(found)


def _known(text: str) -> str:
    """The same in the language of the reader; "" where the catalogue has nothing else."""
    if not text or (found := _(text)) != text:
        return found if text else ""
    for filled in (one for one in FILLED if _(one) != one):
        pattern = re.sub(r"%\\\((\w+)\\\)s", r"(?P<\1>[^.]+?)", re.escape(filled))
        if match := re.fullmatch(pattern, text):
            return _(filled) % {name: _(part) for name, part in match.groupdict().items()}
    return ""


def moment_names() -> dict[str, str]:
    return {
        "acuut": _("Samen op in Acuut"),
        "actieoverleg": _("Actieoverleg"),
        "zsm": _("Veilig Thuis en ZSM"),
        "ssk": _("Strafbare kindermishandeling"),
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
    return told(found.name if found else kind)


def ground_name(ground: str) -> str:
    """What a ground of the sharing matrix is called, with its id; other grounds speak for themselves."""
    row = next((one for one in grounds().rows if one.id == ground), None)
    return f"{told(row.name)} ({ground})" if row else told(ground)


def rules_name(rules: Named) -> str:
    """What rules are called, with the beginning of the version that names exactly these."""
    version = rules.version[:12]
    if rules.number is None:
        return _("de landelijke regels (%(version)s)") % {"version": version}
    return _("versie %(number)s van de regio (%(version)s)") % {"number": rules.number, "version": version}


def judged_by(judged: Sequence[JudgedBy]) -> str:
    """By which rules a case was judged last, and by which before."""
    names = list(dict.fromkeys(rules_name(one.rules) for one in judged))
    if len(names) < 2:
        return _("Beoordeeld met %(rules)s.") % {"rules": names[0]} if names else ""
    return _("Beoordeeld met %(rules)s, eerder met %(before)s.") % {
        "rules": names[0],
        "before": sentence(names[1:]),
    }


def rests_on(rules: RestsOn) -> str:
    """Which rules are behind a proposal: those of its judgement, where it began, and those that came after."""
    said = {"rules": rules_name(rules.judged), "before": rules_name(rules.begun)}
    if rules.begun == rules.judged:
        told = _("Beoordeeld met %(rules)s.") % said
    else:
        told = _("Beoordeeld met %(rules)s, eerder met %(before)s.") % said
    if rules.now is None:
        return told
    return f"{told} {_('De zaak is daarna opnieuw beoordeeld met %(rules)s.') % {'rules': rules_name(rules.now)}}"


def term_rule(deadline: Deadline) -> ClockRule:
    return register().rule(deadline.term, deadline.starts_at.date())


def clock(deadline: Deadline, now: datetime) -> dict[str, Any]:
    """One running clock for `site/parts/clock.html`."""
    rule = term_rule(deadline)
    return {
        "name": told(rule.name),
        "due": last_moment(deadline.due_at),
        "started": deadline.starts_at,
        "late": deadline.due_at <= now,
        "aim": deadline.is_aim,
        "note": told(rule.note) if deadline.is_aim else "",
        "owner": deadline.organisation.name,
        "source": f"{deadline.term} · {rule.basis.text}"
        + (_(" (nog te bevestigen)") if rule.basis.verify else ""),
        "url": "",
    }


def alike(deadlines: Iterable[Deadline]) -> list[list[Deadline]]:
    """Terms of one kind, case and owner that end together, as one: each stands for another person."""
    groups: dict[tuple[Any, ...], list[Deadline]] = {}
    for one in deadlines:
        groups.setdefault((one.case_id, one.term, one.due_at, one.organisation_id), []).append(one)
    return list(groups.values())


def last_moment(due: datetime) -> datetime:
    """The last minute in which a term is still met: one that ends at 24:00 reads as 23.59 of its last day."""
    local = localtime(due)
    return due - timedelta(minutes=1) if (local.hour, local.minute, local.second) == (0, 0, 0) else due


def proposal_title(proposal: Proposal) -> str:
    number = MOMENTS.index(proposal.moment) + 1
    return _("Moment %(number)s: %(name)s") % {"number": number, "name": moment_names()[proposal.moment]}


class Fact(NamedTuple):
    """One fact of an item, for the reader."""

    label: str
    value: str
    unknown: bool


def fact_rows(parts: dict[str, Any]) -> list[Fact]:
    """The facts of an item, in the order of their names."""
    from_parts = sorted((name[5:], value) for name, value in parts.items() if name.startswith("fact."))
    return [Fact(label(name), said(value), value in (None, "onbekend")) for name, value in from_parts]


def label(name: str) -> str:
    known = variables().get(name)
    return told(known.name if known else name.replace("_", " "))


def said(value: Any) -> str:
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if isinstance(value, dict):
        return "; ".join(said(one) for one in value.values())
    if isinstance(value, list | tuple):
        return ", ".join(said(one) for one in value)
    return told(str(value).replace("_", " ")) if value is not None else _("onbekend")


def place(where: Where | None) -> str:
    """Where something happened, on one line; "" when nobody told."""
    if where is None:
        return ""
    if where.value is None:
        return _("geheim: er is iemand bij van wie niemand het adres mag weten")
    lines = (("description",), ("street", "number", "letter", "suffix"), ("postcode", "city"), ("country",))
    return sentence(" ".join(where.value[name] for name in line if name in where.value) for line in lines)


def sentence(parts: Iterable[str]) -> str:
    return ", ".join(part for part in parts if part)
