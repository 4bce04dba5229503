# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which term belongs to which stop of the routekaart. The register says it: by what starts a term, and who owns it."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from samenspel.cases.drawing.route import BREACH, CARE, JUDGEMENT, POLICE
from samenspel.cases.pages import wording
from samenspel.cases.pages.routemap import words
from samenspel.cases.pages.routemap.values import CONTACT, SAFETY_PLAN, TermLine
from samenspel.rules.clocks import ClockRule, Register
from samenspel.rules.facts import Kind
from samenspel.rules.ruleset import Ruleset

BY_START = {
    Kind.BREACH: BREACH,
    Kind.SUSPECT: JUDGEMENT,
    Kind.MEASURE: SAFETY_PLAN,
    Kind.AGREEMENT: SAFETY_PLAN,
}
BY_OWNER = {"POL": POLICE, "VT": CARE, "OM": JUDGEMENT, "RECHT": JUDGEMENT}


def places(rule: ClockRule, known: Register) -> tuple[str, ...]:
    """The keys of the stops that this term belongs to: mostly one."""
    moments = tuple(moment for moment, term in known.moments.items() if term.rule == rule.id)
    if rule.id == known.moments["acuut"].rule:
        return (*moments, CARE)
    if moments:
        return moments
    if "POL" in rule.owners and any(one.kind is Kind.REPORT for one in rule.events.met):
        return (CONTACT,)
    started = next((BY_START[one.kind] for one in rule.events.starts if one.kind in BY_START), "")
    return (started or next((BY_OWNER[one] for one in rule.owners if one in BY_OWNER), SAFETY_PLAN),)


def terms_at(key: str, rules: Ruleset, day: date, base: Ruleset | None) -> tuple[TermLine, ...]:
    """The terms of one stop, in the order of the register, each compared with `base`."""
    return tuple(_line(rule, base, day) for rule in rules.terms.on(day) if key in places(rule, rules.terms))


def _line(rule: ClockRule, base: Ruleset | None, day: date) -> TermLine:
    length, before = _lengths(rule), ""
    mark = ""
    if base is not None:
        same = next((one for one in base.terms.on(day) if one.id == rule.id), None)
        mark = "new" if same is None else "" if _lengths(same) == length else "changed"
        before = _lengths(same) if same and mark else ""
    return TermLine(
        rule.id,
        wording.told(rule.name),
        length,
        wording.sentence(wording.organisation_name(one) for one in rule.owners),
        rule.basis.text,
        rule.basis.verify,
        mark,
        before,
    )


def _lengths(rule: ClockRule) -> str:
    named = (f"{name.replace('_', ' ')}: {words.length(count)}" for name, count in rule.variants.items())
    return "; ".join((words.length(rule.count), *named))


def within(moment: str, rules: Ruleset, day: date) -> str:
    """How soon the moment has to be held: normally, and when it is urgent if that is sooner."""
    term = rules.terms.moments[moment]
    rule = rules.terms.rule(term.rule, day)
    normal = words.length(rule.counting(term.normal))
    urgent = words.length(rule.counting(term.urgent or term.normal))
    said = _("binnen %(length)s") % {"length": normal} if normal[0].isdigit() else normal
    return (
        said
        if urgent == normal
        else _("%(normal)s; bij spoed %(urgent)s") % {"normal": said, "urgent": urgent}
    )


def between(rules: Ruleset, day: date) -> Iterator[tuple[ClockRule, str]]:
    """The terms of what passes from the police to Veilig Thuis: DL-01, the 24 hours."""
    for rule in rules.terms.on(day):
        if CONTACT in places(rule, rules.terms) and rule.live:
            yield rule, words.length(rule.count)
