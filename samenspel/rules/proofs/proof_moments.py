# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What holds of the four alignment moments: when they must be indicated, who is there, who owns them, by when."""

from collections.abc import Iterator
from datetime import date

from samenspel.rules.clocks.register import ClockRule, Pattern
from samenspel.rules.facts import Kind
from samenspel.rules.proofs.book import Book, Failure, Page
from samenspel.rules.proofs.logic import ALWAYS, Every, Formula, Not, every, found, some
from samenspel.rules.proofs.wording import say_list, say_moment
from samenspel.rules.routekaart.values import Moment, Strength
from samenspel.rules.tables import Row

UNSAFE = found("acute_unsafety", "ja", "vermoeden")
DOORS = {"entry_police": "Veilig Thuis", "entry_vt": "de politie"}
ALWAYS_THERE = ("POL", "VT")
"""Handbook 4.5: police and Veilig Thuis sit at every moment."""


def acute(book: Book) -> Iterator[Failure]:
    """Acute unsafety, or a suspicion of it, always gives moment 1 (DT-02) and lets it start at the door (DT-01)."""
    for page in book.of("DT-02"):
        must = [row for row in page.rows if row.then["moment"] == Moment.ACUUT and _must(row)]
        yield from _without(page, UNSAFE, must, f"moet {say_moment('acuut')} niet")
    for page in book.of("DT-01"):
        start = [row for row in page.rows if row.then["start"] == Moment.ACUUT]
        for entry, other in DOORS.items():
            # A case may come in at both; the row for the other door does not answer for this one.
            elsewhere = [Not(found(name, "ja")) for name in DOORS if name != entry]
            given = every([UNSAFE, found(entry, "ja"), *elsewhere])
            yield from _without(page, given, start, f"zegt DT-01 niet: bel nu {other}")


def _without(page: Page, given: Formula, rows: list[Row], what: str) -> Iterator[Failure]:
    """A situation in which none of these rows counts."""
    situation = page.example(Every((given, Not(some(page.formula(row) for row in rows)))))
    if situation is not None:
        yield Failure(f"{situation}, dan {what}.", page.table.id, next((row.id for row in rows), ""))


def _must(row: Row) -> bool:
    return bool(row.then.get("strength") == Strength.MUST)


def sources(book: Book) -> Iterator[Failure]:
    """Every row says where it comes from, and every row that must more than any."""
    for table in book.rules.tables.values():
        for row in table.rows:
            if not any(letter.isalpha() for letter in row.source.text):
                must = "moet altijd, en " if is_minimum(row) else ""
                text = f"Rij {row.id} {must}zegt niet waar dat staat (bron: {row.source.text!r})."
                yield Failure(text, table.id, row.id)


def is_minimum(row: Row) -> bool:
    """What no region may remove, weaken or delay: a must, a seat that must be taken, and what is marked so."""
    return row.minimum or _must(row) or row.then.get("grade") == Strength.MUST


def seats(book: Book) -> Iterator[Failure]:
    """At every moment, in every situation, police and Veilig Thuis must be there."""
    for page in book.of("DT-03"):
        for moment in Moment:
            for partner in ALWAYS_THERE:
                must = [row for row in page.rows if _seat(row) == (moment, partner, Strength.MUST)]
                what = f"zit {partner} niet altijd aan tafel bij {say_moment(moment)}"
                yield from _without(page, ALWAYS, must, what)


def _seat(row: Row) -> tuple[str, str, str]:
    return row.then["moment"], row.then["partner"], row.then["grade"]


def moments(book: Book) -> Iterator[Failure]:
    """Every moment can be indicated, and has a term with an owner that ends when it was held; so has every row."""
    terms = book.rules.terms
    for page in book.of("DT-02"):
        for moment in Moment:
            if not any(row.then["moment"] == moment for row in page.rows):
                yield Failure(f"Geen enkele rij vraagt {say_moment(moment)}.", "DT-02")
    for moment in Moment:
        named = terms.moments.get(moment)
        if named is None:
            yield Failure(f"{say_moment(moment)} heeft geen termijn.")
            continue
        for variant in (named.normal, named.urgent):
            yield from _fits(book, moment, named.rule, variant, None, "", "")
    for table in ("DT-01", "DT-02"):
        for row in book.rules.tables[table].rows if table in book.rules.tables else ():
            yield from _row(book, table, row)


def _row(book: Book, table: str, row: Row) -> Iterator[Failure]:
    moment, term, variant = row.then["moment"], row.then["term"], row.then.get("variant")
    if not moment:
        if term or row.then.get("strength"):
            yield Failure(f"Rij {row.id} heeft een sterkte of termijn, en vraagt geen moment.", table, row.id)
        return
    if not row.then["strength"]:
        yield Failure(f"Rij {row.id} vraagt {say_moment(moment)} en zegt niet hoe sterk.", table, row.id)
    if term:
        yield from _fits(book, moment, term, variant or None, row.validity.until, table, row.id)
    elif moment != Moment.ACUUT:
        yield Failure(
            f"Rij {row.id} vraagt {say_moment(moment)} zonder termijn; alleen moment 1 is direct.",
            table,
            row.id,
        )


def _fits(
    book: Book, moment: str, term: str, variant: str | None, until: date | None, table: str, row: str
) -> Iterator[Failure]:
    """The term exists as long as it is asked for, has an owner, and is met by holding this moment."""
    where = f"Rij {row}" if row else say_moment(moment)[:1].upper() + say_moment(moment)[1:]
    rules = [rule for rule in book.rules.terms.rules if rule.id == term]
    if not rules:
        yield Failure(f"{where} noemt termijn {term}, en die bestaat niet.", table, row)
    elif not any(rule.validity.until is None or rule.validity.until == until for rule in rules):
        yield Failure(f"{where} noemt termijn {term}, en die houdt eerder op.", table, row)
    for rule in rules:
        if variant is not None and variant not in rule.variants:
            yield Failure(
                f"{where} noemt termijn {term} in de vorm {variant!r}, en die bestaat niet.", table, row
            )
        if not rule.owners:
            yield Failure(f"{where} heeft termijn {term}, en die heeft geen eigenaar.", table, row)
        if not _met_by(rule, moment):
            held = say_list(sorted(_meets(rule))) or "niets"
            text = f"{where} vraagt {say_moment(moment)} binnen {term}; die termijn is gehaald door {held}"
            yield Failure(f"{text}, niet daardoor.", table, row)


def _met_by(rule: ClockRule, moment: str) -> bool:
    return any(_means(pattern, moment) for pattern in rule.events.met)


def _means(pattern: Pattern, moment: str) -> bool:
    wanted = pattern.values.get("moment")
    return pattern.kind is Kind.MOMENT and (wanted is None or moment in wanted)


def _meets(rule: ClockRule) -> set[str]:
    names = {name for one in rule.events.met for name in one.values.get("moment", ())}
    return {say_moment(name) for name in names}
