# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What would follow from a choice: the same rules, asked again with the choice as if it were made now.

Rule 1: nothing is told about a choice that the rules do not say; a choice that changes nothing is left out.
Rule 2: the reader's own picture is asked, so nothing follows from what the reader may not know.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from samenspel.cases.pages import wording
from samenspel.cases.pages.routemap.terms import within
from samenspel.cases.pages.routemap.values import Choice
from samenspel.rules import catalogue
from samenspel.rules.catalogue import Decision
from samenspel.rules.clocks import Register, running
from samenspel.rules.clocks.terms import State
from samenspel.rules.facts import Kind, Known, Picture
from samenspel.rules.routekaart import Evaluation, evaluate
from samenspel.rules.ruleset import Ruleset

RUNNING = (State.RUNNING, State.OVERDUE)


@dataclass(frozen=True, slots=True)
class _Outlook:
    """What the rules say of one picture: what is indicated, and the terms that run."""

    route: Evaluation
    terms: frozenset[str]


def choices(picture: Picture, rules: Ruleset, now: datetime) -> tuple[Choice, ...]:
    """For every moment that is indicated, every decision that steers, and a breach: what would follow from it now."""
    today = _outlook(picture, rules, now)
    found = [*_held(today, picture, rules, now), *_decided(today, picture, rules, now)]
    breach = _follows(today, _with(picture, now, Kind.BREACH, {}), rules, now)
    if breach:
        found.append(Choice(_("Een afspraak wordt geschonden"), breach))
    return tuple(found)


def _held(today: _Outlook, picture: Picture, rules: Ruleset, now: datetime) -> Iterator[Choice]:
    for proposal in today.route.proposals:
        moment, name = proposal.moment.value, wording.moment_names()[proposal.moment.value]
        detail = {"moment": moment, "present": list(proposal.invite.must)}
        after = _follows(today, _with(picture, now, Kind.MOMENT, detail), rules, now)
        yield Choice(_("%(moment)s wordt gehouden") % {"moment": name}, after)
        refused = (
            _("De reden en uw naam worden vastgelegd."),
            _("Nieuwe feiten die dit moment vragen, openen het opnieuw."),
            _("De termijnen blijven staan zoals ze zijn."),
        )
        yield Choice(_("%(moment)s wordt afgewezen") % {"moment": name}, refused)


def _decided(today: _Outlook, picture: Picture, rules: Ruleset, now: datetime) -> Iterator[Choice]:
    """The decisions in which an indicated moment can end, and those of no moment. What gives the same is one choice."""
    alike: dict[tuple[str, ...], list[str]] = {}
    indicated = {one.moment.value for one in today.route.proposals}
    for decision in catalogue.decisions().values():
        at_hand = not decision.moments or indicated & set(decision.moments)
        if at_hand and _steers(decision, rules.terms):
            taken = _with(picture, now, Kind.DECISION, {"what": decision.code}, _taker(decision, rules.terms))
            follows = _follows(today, taken, rules, now)
            if follows:
                alike.setdefault(follows, []).append(wording.told(decision.name))
    for follows, names in alike.items():
        *others, last = dict.fromkeys(names)
        said = _(" of ").join([wording.sentence(others), last]) if others else last
        yield Choice(_("Besluit: %(names)s") % {"names": said}, follows)


def _steers(decision: Decision, terms: Register) -> bool:
    """Whether a rule can hear of it: it changes the status of a suspect, or starts a term."""
    return decision.status is not None or decision.code in _starting(terms)


def _starting(terms: Register) -> frozenset[str]:
    starts = (one for rule in terms.rules for one in rule.events.starts)
    return frozenset(word for one in starts for word in one.values.get("what", ()))


def _taker(decision: Decision, terms: Register) -> str:
    """Whose decision starts a term, where the register says so: a home ban is the mayor's, not the reader's."""
    starts = (one for rule in terms.rules for one in rule.events.starts)
    named = (sorted(one.by)[0] for one in starts if one.by and decision.code in one.values.get("what", ()))
    return next(named, "")


def _with(picture: Picture, now: datetime, kind: Kind, detail: Mapping[str, Any], by: str = "") -> Picture:
    """The picture as it would be when this happened now, by them or by the reader's own organisation."""
    added = Known("wat-als", kind, now, now, by or picture.viewer, detail=detail)
    return replace(picture, known=(*picture.known, added))


def _outlook(picture: Picture, rules: Ruleset, now: datetime) -> _Outlook:
    terms = running(picture, now, (), rules.terms)
    return _Outlook(evaluate(picture, now, rules), frozenset(one.id for one in terms if one.state in RUNNING))


def _follows(today: _Outlook, picture: Picture, rules: Ruleset, now: datetime) -> tuple[str, ...]:
    after = _outlook(picture, rules, now)
    return (*_moments(today, after, rules, now), *_terms(today, after, rules, now))


def _moments(today: _Outlook, after: _Outlook, rules: Ruleset, now: datetime) -> Iterator[str]:
    before = {one.moment: one for one in today.route.proposals}
    later = {one.moment: one for one in after.route.proposals}
    names = wording.moment_names()
    for moment in before:
        if moment not in later:
            yield _("%(moment)s is dan beantwoord.") % {"moment": names[moment]}
    for moment, one in later.items():
        if moment not in before or set(one.rules) - set(before[moment].rules):
            yield _("%(moment)s wordt aangewezen: %(strength)s, %(within)s (%(rules)s).") % {
                "moment": names[moment],
                "strength": wording.strength_name(one.strength),
                "within": within(moment, rules, localtime(now).date()),
                "rules": wording.sentence(one.rules),
            }


def _terms(today: _Outlook, after: _Outlook, rules: Ruleset, now: datetime) -> Iterator[str]:
    started, ended = sorted(after.terms - today.terms), sorted(today.terms - after.terms)
    if started:
        yield _("Termijnen die gaan lopen: %(terms)s.") % {"terms": _named(started, rules, now)}
    if ended:
        yield _("Termijnen die zijn gehaald of vervallen: %(terms)s.") % {"terms": _named(ended, rules, now)}


def _named(ids: Iterable[str], rules: Ruleset, now: datetime) -> str:
    known = {one.id: one for one in rules.terms.on(localtime(now).date())}
    return "; ".join(f"{one} {wording.told(known[one].name)}" if one in known else one for one in ids)
