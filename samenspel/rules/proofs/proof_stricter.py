# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A variant of a region is nowhere weaker than the national rules.

Rule 1: wherever a row of the national minimum counts, a row of the variant counts that says at least the same.
Rule 2: never later: the term of such a row ends no later, from whatever moment it starts.
Rule 3: a region's own target changes nothing about a term (clocks/targets.py); the terms themselves stay.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from samenspel.rules.clocks.register import ClockRule, Count, Nature, Register
from samenspel.rules.clocks.wording import say_moment
from samenspel.rules.facts.parameters import NUMBERS, Way, settings
from samenspel.rules.proofs.book import Book, Failure, Page, page_on, turns
from samenspel.rules.proofs.later import later
from samenspel.rules.proofs.logic import Every, Not, some
from samenspel.rules.proofs.proof_moments import is_minimum
from samenspel.rules.proofs.wording import say_list
from samenspel.rules.routekaart.values import Moment
from samenspel.rules.ruleset import Ruleset
from samenspel.rules.tables import Hit, Row, Table

RANKS: Mapping[str, tuple[str, ...]] = {
    "strength": ("", "propose", "must"),
    "grade": ("optional", "conditional", "must"),
}
MORE = frozenset({"tell", "measures", "warn", "never", "bodies", "who", "renewed_by"})
"""Lists of which a longer one asks more: who is told, what is warned against, who may not decide."""
TERM = frozenset({"term", "variant"})


def rows(book: Book) -> Iterator[Failure]:
    """Wherever a row of the national minimum counts, a row of the variant counts that says at least the same."""
    for page, own, row in _minimum(book):
        enough = [other for other in own.rows if _at_least(other, row) or _seated(row, book.rules)]
        text = _without(page, own, row, enough)
        if text:
            said = f"{text}, dan zegt de landelijke rij {row.id}: {row.text.rstrip('.')}; deze routekaart zegt minder."
            yield Failure(said, page.table.id, row.id)


def in_time(book: Book) -> Iterator[Failure]:
    """Wherever a row of the national minimum counts with a term, the variant asks the moment no later."""
    assert book.base is not None
    for page, own, row in _minimum(book):
        moment = row.then.get("moment")
        if not moment or "term" not in row.then:
            continue
        asking = [other for other in own.rows if other.then["moment"] == moment]
        same = [other for other in asking if _term(other) == _term(row)]
        if _unchanged(page, own, row, same):
            continue
        slower = {id(other): _slower(other, row, book.rules, book.base) for other in asking}
        text = _without(page, own, row, [other for other in asking if slower[id(other)] is None])
        if text:
            starts = [why for why in slower.values() if why]
            said = f"{text}, dan is {row.then['term'] or 'direct'} ({row.id}) later dan landelijk"
            yield Failure(f"{said}{': ' + starts[0] if starts else ''}.", page.table.id, row.id)


def _term(row: Row) -> tuple[object, object]:
    return row.then.get("term"), row.then.get("variant")


def _minimum(book: Book) -> Iterator[tuple[Page, Page, Row]]:
    """Every row of the national minimum in every stretch of time, on the page of both."""
    assert book.base is not None
    for ident, table in book.base.tables.items():
        own = book.rules.tables.get(ident, Table(ident, table.name, table.hit, table.outputs, ()))
        for day in turns(row.validity for row in (*table.rows, *own.rows)):
            page, mine = page_on(table, day), page_on(own, day)
            yield from ((page, mine, row) for row in page.rows if is_minimum(row))


def _without(page: Page, own: Page, row: Row, enough: list[Row]) -> str | None:
    """A situation in which the national row counts, and none of these."""
    if _unchanged(page, own, row, enough):
        return None
    return page.example(Every((page.formula(row), Not(some(own.formula(other) for other in enough)))))


def _unchanged(page: Page, own: Page, row: Row, enough: list[Row]) -> bool:
    """Whether one of these asks just what the national row asks, in a table of which every row counts."""
    asked = (row.when, row.any)
    same = any((other.when, other.any) == asked and not other.otherwise for other in enough)
    return same and not row.otherwise and page.hit is own.hit is Hit.COLLECT


def _at_least(own: Row, national: Row) -> bool:
    return all(_cell(name, own.then.get(name), said) for name, said in national.then.items())


def _cell(name: str, own: Any, national: Any) -> bool:
    if name in RANKS:
        order = RANKS[name]
        return own in order and order.index(own) >= order.index(national)
    if name in MORE:
        return set(own or ()) >= set(national)
    if isinstance(national, bool):
        return bool(own) or not national
    return name in TERM or bool(own == national)


def _seated(row: Row, rules: Ruleset) -> bool:
    """A regular member sits there always, whatever the table says."""
    moment, partner = row.then.get("moment"), row.then.get("partner")
    return bool(partner) and partner in rules.parameters.standing.get(str(moment), ())


def _slower(own: Row, national: Row, rules: Ruleset, base: Ruleset) -> str | None:
    """From which start the own row ends later, in Dutch; None when it never does."""
    ours, theirs = _count(own, rules.terms), _count(national, base.terms)
    if ours is None or theirs is None:
        return "die termijn bestaat niet"
    start = later(ours, theirs, base.terms)
    return None if start is None else f"wie begint op {say_moment(start)} heeft langer"


def _count(row: Row, terms: Register) -> Count | None:
    """How the term of a row is counted; without a term it is at once, as the moment itself has it."""
    ident, variant = row.then.get("term"), row.then.get("variant") or None
    if not ident:
        named = terms.moments.get(str(row.then.get("moment")))
        if named is None:
            return None
        ident, variant = named.rule, named.urgent
    rule = next((one for one in terms.rules if one.id == ident), None)
    if rule is None or (variant is not None and variant not in rule.variants):
        return None
    return rule.counting(variant)


def same_terms(book: Book) -> Iterator[Failure]:
    """The national terms are all there, unchanged or stricter; an own target is one that can come first."""
    assert book.base is not None
    for rule in book.base.terms.rules:
        own = [one for one in book.rules.terms.rules if one.id == rule.id and one.validity == rule.validity]
        if not own:
            yield Failure(f"De landelijke termijn {rule.id} ({rule.name}) ontbreekt.", "", rule.id)
        elif own[0] != rule:
            for text in _weaker(own[0], rule, book.base.terms):
                yield Failure(f"Termijn {rule.id} ({rule.name}) {text}.", "", rule.id)
    for moment in Moment:
        named = book.base.terms.moments.get(moment)
        if named is not None and book.rules.terms.moments.get(moment) != named:
            yield Failure(f"De termijn waarbinnen {moment} wordt gehouden is niet de landelijke.")
    yield from _targets(book)


def _weaker(own: ClockRule, rule: ClockRule, terms: Register) -> Iterator[str]:
    if set(rule.owners) - set(own.owners):
        yield f"verliest als eigenaar {say_list(sorted(set(rule.owners) - set(own.owners)))}"
    if own.events != rule.events or (own.how, own.per, own.link) != (rule.how, rule.per, rule.link):
        yield "begint of eindigt door iets anders dan landelijk"
    if own.nature is not rule.nature:
        yield "is van een andere soort dan landelijk"
    for name in (None, *rule.variants):
        if name is not None and name not in own.variants:
            yield f"mist de vorm {name!r}"
        elif own.counting(name) != rule.counting(name):
            yield from _count_differs(own.counting(name), rule, name, terms)
    if own.extension != rule.extension or own.within != rule.within:
        yield "wordt anders verlengd dan landelijk"


def _count_differs(own: Count, rule: ClockRule, name: str | None, terms: Register) -> Iterator[str]:
    """A limit of the law is what it is; a duty may be shorter."""
    start = later(own, rule.counting(name), terms)
    if rule.nature is Nature.LIMIT:
        yield "is een grens van de wet, en die is niet langer of korter te maken"
    elif start is not None:
        yield f"eindigt later dan landelijk als zij begint op {say_moment(start)}"


def _targets(book: Book) -> Iterator[Failure]:
    for (ident, variant), count in book.rules.terms.targets.items():
        rule = next((one for one in book.rules.terms.rules if one.id == ident), None)
        if rule is None or (variant is not None and variant not in rule.variants):
            yield Failure(
                f"Er is een streeftijd voor {ident} {variant or ''}, en die termijn bestaat niet.", "", ident
            )
        elif later(rule.counting(variant), count, book.rules.terms) is None:
            yield Failure(f"De eigen streeftijd voor {ident} is nooit eerder dan de termijn zelf.", "", ident)


def parameters(book: Book) -> Iterator[Failure]:
    """Every number asks at least what it asks nationally, and nobody loses a seat."""
    assert book.base is not None
    own, national = book.rules.parameters, book.base.parameters
    for name in NUMBERS:
        value, least = getattr(own, name), getattr(national, name)
        setting = settings()[name]
        stronger = value <= least if setting.stronger is Way.LOWER else value >= least
        if not stronger:
            text = f"{setting.name}: {value} vraagt minder dan het landelijke getal {least}."
            yield Failure(text, "", name)
    for moment, partners in national.standing.items():
        lost = set(partners) - set(own.standing.get(moment, ()))
        if lost:
            yield Failure(f"{say_list(sorted(lost))} verliest de vaste plek bij {moment}.", "", moment)
