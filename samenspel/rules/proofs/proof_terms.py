# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What holds of every term: somebody owns it, it can be counted, it starts and it ends."""

from collections.abc import Collection, Iterator, Mapping
from itertools import chain

from samenspel.rules import conditions
from samenspel.rules.catalogue import functions, measures, organisations
from samenspel.rules.clocks.register import UNITS, Clock, ClockRule, Count, How, Nature, Pattern
from samenspel.rules.proofs.book import Book, Failure
from samenspel.rules.proofs.wording import say_list
from samenspel.rules.routekaart.values import Moment

OTHER_OWNERS = frozenset({"UITHUISGEPLAATSTE", "CORV", "VERANTWOORDELIJKE", "PLANHOUDER", "SLACHTOFFER"})
"""Who owns a term and is no kind of organisation and no function (handbook 3.0)."""

_TIME = frozenset({"months", "weeks", "days", "hours", "minutes"})
_DAYS = frozenset({"years", "months", "weeks", "days"})
COUNTS: Mapping[Clock, frozenset[str]] = {
    Clock.HOURS: _TIME,
    Clock.IMMEDIATE: _TIME,
    Clock.PENAL: _TIME,
    Clock.CALENDAR_DAYS: _DAYS,
    Clock.ASAP: _DAYS,
    Clock.ATW_DAYS: _DAYS,
    Clock.WORKING_DAYS: frozenset({"days"}),
    Clock.HELD_FOR_INQUIRY: frozenset({"hours"}),
}
"""Which amounts each clock looks at (clocks/counting.py); any other would be passed over in silence."""

SAME_DAY = (Clock.CALENDAR_DAYS, Clock.WORKING_DAYS, Clock.IMMEDIATE)
"""Clocks on which nothing is a length too: the same day, the same working day, at once."""


def terms(book: Book) -> Iterator[Failure]:
    """Every term has an owner, a clock that can count it, and a start, or the remark that it is only calculated."""
    for rule in book.rules.terms.rules:
        yield from (Failure(f"Termijn {rule.id} {text}.", "", rule.id) for text in _wrong(rule))


def _wrong(rule: ClockRule) -> Iterator[str]:
    if not rule.owners:
        yield "heeft geen eigenaar"
    for owner in rule.owners:
        if owner not in {*organisations(), *functions(), *OTHER_OWNERS}:
            yield f"heeft een eigenaar die niet bestaat: {owner}"
    for name, count in _counts(rule):
        yield from (f"{name}{text}" for text in _uncountable(count))
    if not rule.start.strip():
        yield "zegt niet wanneer hij begint"
    if rule.live and rule.calculated:
        yield "begint vanzelf, en heet toch alleen te berekenen"
    if not rule.live and not rule.calculated:
        yield "begint door niets wat bekend kan zijn, en zegt niet dat hij alleen te berekenen is"


def _counts(rule: ClockRule) -> Iterator[tuple[str, Count]]:
    yield "", rule.count
    yield from ((f"in de vorm {name!r} ", count) for name, count in rule.variants.items())
    if rule.extension:
        yield "verlengd ", rule.extension.count


def _uncountable(count: Count) -> Iterator[str]:
    allowed = frozenset({"hours"}) if count.desk else COUNTS[count.clock]
    asked = {unit for unit in UNITS if getattr(count, unit)}
    if asked - allowed:
        yield f"telt op klok {count.clock}, en die kent geen {say_list(sorted(asked - allowed), 'of')}"
    if not asked and (count.clock not in SAME_DAY or count.from_moment):
        yield f"heeft op klok {count.clock} geen lengte"
    if any(getattr(count, unit) < 0 for unit in UNITS):
        yield "heeft een lengte onder nul"


def ending(book: Book) -> Iterator[Failure]:
    """No term runs for ever: a term that runs can be met, ends on something that happens, or ends by itself."""
    for rule in book.rules.terms.rules:
        ends = rule.events.met or rule.events.ends or rule.nature is Nature.LIMIT
        if rule.live and not ends:
            yield Failure(f"Termijn {rule.id} begint, en niets kan hem halen of laten eindigen.", "", rule.id)
        if rule.extension and not (rule.events.extends or rule.again_extends):
            yield Failure(f"Termijn {rule.id} kan worden verlengd, en niets verlengt hem.", "", rule.id)


def words(book: Book) -> Iterator[Failure]:
    """Every word on which a term starts, is met or ends is one that can be said."""
    possible = _possible()
    for rule in book.rules.terms.rules:
        if rule.how is not How.EVENTS and not rule.events.met:
            yield Failure(f"Termijn {rule.id} wordt apart gevonden, en niets haalt hem.", "", rule.id)
        for pattern in chain.from_iterable(_patterns(rule)):
            yield from (
                Failure(f"Termijn {rule.id} let op {text}.", "", rule.id)
                for text in _unsaid(pattern, possible)
            )


def _patterns(rule: ClockRule) -> Iterator[tuple[Pattern, ...]]:
    events = rule.events
    yield from (events.starts, events.extends, events.met, events.ends, events.caps, events.counts_from)


def _possible() -> Mapping[str, Collection[str]]:
    asked = {
        name: conditions.question(name) for name in ("suspect_status", "child_harm", "offence_suspicion")
    }
    codes = {code.casefold() for code in measures()}
    return {
        "status": asked["suspect_status"].values if asked["suspect_status"] else (),
        "child_harm": asked["child_harm"].values if asked["child_harm"] else (),
        "offence_suspicion": asked["offence_suspicion"].values if asked["offence_suspicion"] else (),
        "code": codes,
        "of_code": codes,
        "moment": tuple(Moment),
        "present": {code.casefold() for code in organisations()},
        "action": ("opgelegd", "verlengd", "beeindigd"),
    }


def _unsaid(pattern: Pattern, possible: Mapping[str, Collection[str]]) -> Iterator[str]:
    for code in sorted(pattern.by - set(organisations())):
        yield f"een organisatie die niet bestaat: {code}"
    for name, said in (*pattern.values.items(), *pattern.refused.items()):
        for word in sorted(said - set(possible.get(name, said))):
            yield f"{name} {word!r}, en dat bestaat niet"
