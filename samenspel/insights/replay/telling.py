# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A replay as text for a terminal: one block per event, in plain Dutch, at most 90 columns.

What is new since the event before is told in full, with its reason and its source; what still stands in one line.
"""

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from samenspel.insights.replay.answer import Answer, Clock, Proposed, Raised
from samenspel.insights.replay.chronology import CITIZEN, TICK, Chronology, Event
from samenspel.insights.replay.wording import KINDS, MOMENTS, day_and_time, last_day, until
from samenspel.rules.catalogue import decisions, measures, organisations
from samenspel.rules.facts import variables
from samenspel.rules.law import Reason

WIDTH = 90
STATES = {
    "running": "loopt",
    "met": "gehaald",
    "met_late": "te laat gehaald",
    "overdue": "TE LAAT",
    "ended": "geëindigd",
}
STRENGTHS = {"must": "moet", "propose": "voorstel"}
NEWS = ("incident", "report", "signal", "assessment", "breach", "suspect")
AT_MOST = 6


def title_of(chronology: Chronology, count: int) -> str:
    """The head of the text."""
    source = f"Bron: {chronology.source}" if chronology.source else ""
    head = f"Regio {chronology.region}, {count} {'gebeurtenis' if count == 1 else 'gebeurtenissen'}."
    return "\n".join(line for line in (chronology.title, source, head) if line) + "\n"


def tell(answer: Answer, before: Answer | None) -> str:
    """The block of one event; `before` is the answer to the event before it."""
    event = answer.event
    rule = f"── {event.number} ── {day_and_time(event.at)} "
    lines = [rule + "─" * max(4, WIDTH - len(rule)), *_wrapped(_happened(event), "   ")]
    if event.text:
        lines += _wrapped(f"“{event.text}”", "   ")
    lines.append("")
    old = before or Answer(event)
    lines += _section("Overleg", _proposals(answer, old))
    lines += _section("Nog niet doen", (_bullet(one.reason) for one in answer.blocked))
    lines += _section("Alarmen", _raised(answer.alarms, old.alarms))
    lines += _section("Termijnen", _clocks(answer.clocks, old.clocks))
    lines += _section("Ontbreekt", _raised(answer.missing, old.missing))
    signals = ", ".join(name.lower() for _, name in answer.flags)
    lines += _section(f"Signalen voor {answer.viewer}", [_bullet(signals)] if signals else ())
    lines += _section(f"Eerder bekend bij {answer.viewer}", _names(_few(answer, old)))
    oversight = answer.oversight or "niemand"
    lines += [f"   Fase: {answer.phase}. Zicht op veiligheid: {oversight}.", ""]
    return "\n".join(lines)


def _section(head: str, lines: Iterable[list[str]]) -> list[str]:
    body = [line for block in lines for line in block]
    return [f"   {head}", *body, ""] if body else []


def _bullet(text: str, mark: str = "-") -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=f"   {mark} ", subsequent_indent="     ")


def _inner(text: str) -> list[str]:
    return _wrapped(text, "     ")


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent)


def _names(names: list[str]) -> Iterator[list[str]]:
    for name in names:
        yield _bullet(name)


def _few(answer: Answer, before: Answer) -> list[str]:
    """What was known earlier, where it matters: at something new. The latest, when there is much."""
    if answer.event.kind not in NEWS:
        return []
    more = len(answer.history) - AT_MOST
    return [*([f"en {more} oudere registraties"] if more > 0 else []), *answer.history[max(more, 0) :]]


# What happened


def _happened(event: Event) -> str:
    if event.kind == TICK:
        return "Er gebeurt niets; er gaat tijd voorbij."
    who = "Een burger" if event.by == CITIZEN else f"{organisations()[event.by].name} ({event.by})"
    said = [f"{role} {_and(keys)}" for role, keys in event.about.items()]
    said += [_detail(name, value) for name, value in event.detail.items() if value not in (None, (), [])]
    said += [_fact(name, value) for name, value in event.facts.items()]
    return f"{who}: {KINDS[event.kind]}" + (f"; {'; '.join(said)}." if said else ".")


def _and(names: Iterable[str]) -> str:
    return " en ".join(names)


DETAILS = {
    "person": "persoon",
    "protects": "beschermt",
    "until": "tot",
    "action": "",
    "code": "",
    "what": "",
    "of": "van",
    "danger": "gevaar",
    "present": "aanwezig",
    "decisions": "besluit",
    "moment": "",
    "incident": "over gebeurtenis",
    "anonymous": "anoniem",
    "photos": "foto's",
    "offence": "feit",
    "place": "plaats",
    "places": "plaatsen",
    "instrument": "instrument",
    "outcome": "uitkomst",
    "decided_by": "besloten door",
    "status": "status",
    "alone": "alleen gesproken",
    "id": "afspraak",
    "title": "titel",
    "carries_prosecution_decision": "reden om niet te vervolgen",
    "organisation": "door",
    "region": "nieuwe regio",
    "household": "huishouden",
    "supervisor": "toezicht",
}
HOLDINGS = {
    "case_owner": "casushouder",
    "plan_holder": "planhouder",
    "oversight_holder": "zicht op veiligheid",
}


def _detail(name: str, value: Any) -> str:
    return f"{DETAILS[name]} {_said(name, value)}".strip()


def _said(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, list | tuple):
        return _and(_said(name, one) for one in value)
    if hasattr(value, "tzinfo"):
        return until(value)
    text = str(value)
    if name == "code" or (name == "of" and text in measures()):
        return f"{measures()[text].name} ({text})"
    if name in ("what", "decisions") and text.lower() in decisions():
        return decisions()[text.lower()].name
    return MOMENTS.get(text) or HOLDINGS.get(text) or text.replace("_", " ")


def _fact(name: str, value: Any) -> str:
    label = variables()[name].name
    if isinstance(value, Mapping):
        return f"{label}: " + ", ".join(f"{key} {_said(name, one)}" for key, one in value.items())
    if isinstance(value, list | tuple) and any(isinstance(one, Mapping) for one in value):
        return f"{label}: {len(value)}"
    return f"{label}: {_said(name, value)}"


# What the system says


def _proposals(answer: Answer, before: Answer) -> Iterator[list[str]]:
    known = [_same(one) for one in before.proposals]
    standing = [one for one in answer.proposals if _same(one) in known]
    for one in (one for one in answer.proposals if _same(one) not in known):
        due = f", uiterlijk {until(one.by)}" if one.by else ""
        yield _bullet(f"{MOMENTS[one.moment]} ({STRENGTHS[one.strength]}){due}", "!")
        yield _inner(f"gezien door {', '.join(one.sees)}; aan tafel: {_table(one)}")
        for reason in one.sources:
            yield _inner(_because(reason))
    if standing:
        names = [f"{MOMENTS[one.moment]} ({', '.join(one.sees)})" for one in standing]
        yield _bullet(f"blijft staan: {'; '.join(names)}", "·")


def _same(one: Proposed) -> object:
    return one.moment, one.strength, one.rules, tuple(one.sees), one.invite


def _table(one: Proposed) -> str:
    words = [", ".join(one.invite.must)]
    if one.invite.conditional:
        words.append(f"voorwaarde vervuld voor {', '.join(one.invite.conditional)}")
    if one.invite.optional:
        words.append(f"mag {', '.join(one.invite.optional)}")
    return "; ".join(words)


def _because(reason: Reason) -> str:
    verify = ", nog te bevestigen" if reason.source.verify else ""
    return f"{reason.text} [{reason.rule}; {reason.source.text}{verify}]"


def _raised(now: list[Raised], before: list[Raised]) -> Iterator[list[str]]:
    known = [(one.code, one.person, one.who) for one in before]
    standing = [one for one in now if (one.code, one.person, one.who) in known]
    for one in now:
        if one not in standing:
            yield _bullet(f"{', '.join(one.who)}: {one.reason} [{one.code}; {one.source}]", "!")
    for one in standing:
        yield _bullet(f"{', '.join(one.who)}: {one.reason}", "·")


def _clocks(now: list[Clock], before: list[Clock]) -> Iterator[list[str]]:
    known = set(before)
    for one in now:
        if one not in known:
            mark = "!" if one.state == "overdue" else "-"
            yield _bullet(
                f"{one.id} {one.name} ({one.owner}): {STATES[one.state]}, {until(one.due)} [{one.source}]",
                mark,
            )
    open_ = [one for one in now if one in known and one.state in ("running", "overdue")]
    if open_:
        names = [f"{one.id} {one.owner} {STATES[one.state]} {last_day(one.due)}" for one in open_]
        yield _bullet(f"ook open: {'; '.join(names)}", "·")
