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
from samenspel.rules.clocks.register import Count
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
    return tuple(
        _line(rule, rules, base, day) for rule in rules.terms.on(day) if key in places(rule, rules.terms)
    )


def _line(rule: ClockRule, rules: Ruleset, base: Ruleset | None, day: date) -> TermLine:
    length, before, mark = _lengths(rule, rules.terms), "", ""
    if base is not None:
        same = next((one for one in base.terms.on(day) if one.id == rule.id), None)
        before = _lengths(same, base.terms) if same else ""
        mark = "new" if same is None else "changed" if before != length else ""
    owners = wording.sentence(words.named(one, rules) for one in rule.owners)
    source = rule.basis
    return TermLine(
        rule.id, wording.told(rule.name), length, owners, source.text, source.verify, mark, before
    )


def _lengths(rule: ClockRule, known: Register) -> str:
    """How long the term is, each of its forms, and the own target of the region where it has one."""
    forms = ((None, rule.count), *rule.variants.items())
    return "; ".join(_form(rule.id, name, count, known) for name, count in forms)


def _form(term: str, name: str | None, count: Count, known: Register) -> str:
    target = known.targets.get((term, name))
    said = words.length(count)
    if target is not None:
        said = _("%(term)s, eigen doel %(target)s") % {"term": said, "target": words.length(target)}
    return f"{name.replace('_', ' ')}: {said}" if name else said


def within(moment: str, rules: Ruleset, day: date) -> str:
    """How soon the moment has to be held: normally, and when it is urgent if that is sooner."""
    rule, normal, urgent = _forms(moment, rules, day)
    said, soon = (words.length(rule.counting(form)) for form in (normal, urgent))
    first = _("binnen %(length)s") % {"length": said} if said[0].isdigit() else said
    return (
        first if soon == said else _("%(normal)s; bij spoed %(urgent)s") % {"normal": first, "urgent": soon}
    )


def target(moment: str, rules: Ruleset, day: date) -> str:
    """The own target of the region for this moment, or ""."""
    rule, normal, urgent = _forms(moment, rules, day)
    found = {form: rules.terms.targets.get((rule.id, form)) for form in (normal, urgent)}
    said = [words.length(count) for count in found.values() if count is not None]
    return _("eigen doel: %(lengths)s") % {"lengths": _("; bij spoed ").join(said)} if said else ""


def _forms(moment: str, rules: Ruleset, day: date) -> tuple[ClockRule, str | None, str | None]:
    term = rules.terms.moments[moment]
    return rules.terms.rule(term.rule, day), term.normal, term.urgent or term.normal


def between(rules: Ruleset, day: date) -> Iterator[tuple[ClockRule, str]]:
    """The terms of what passes from the police to Veilig Thuis: DL-01, the 24 hours."""
    for rule in rules.terms.on(day):
        if CONTACT in places(rule, rules.terms) and rule.live:
            yield rule, words.length(rule.count)
