# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What holds of every table: it answers, does not contradict itself, and every row has its use."""

from collections.abc import Iterator
from itertools import combinations

from samenspel.rules import conditions
from samenspel.rules.conditions.dependencies import several
from samenspel.rules.facts import NO, UNKNOWN
from samenspel.rules.law import Validity
from samenspel.rules.proofs.book import Book, Failure, Page
from samenspel.rules.proofs.expected import ASKED_ABOUT, contradict, expected
from samenspel.rules.proofs.logic import (
    NEVER,
    Every,
    Formula,
    Not,
    Some,
    answered,
    every,
    found,
    some,
)
from samenspel.rules.proofs.wording import say_list
from samenspel.rules.tables import Condition, Row


def outcome(book: Book) -> Iterator[Failure]:
    """Every situation has an outcome: some row counts."""
    for page in book.pages:
        given = expected(page.table.id).given
        if given is None:
            continue
        silent = Every((given, Not(some(page.applies(row) for row in page.rows))))
        situation = page.example(silent)
        if situation is not None:
            text = f"{situation}, dan geldt geen enkele rij van {page.table.id}{_since(page)}."
            yield Failure(text, page.table.id)


def contradiction(book: Book) -> Iterator[Failure]:
    """No two rows of one table contradict each other; what that means per table is said in `expected`."""
    for page in book.pages:
        for one, other in combinations(page.rows, 2):
            under = NEVER if apart(one, other) else contradict(page.table.id, one, other)
            both = Every((page.formula(one), page.formula(other), under))
            situation = None if under == NEVER else page.example(both)
            if situation is not None:
                clash = f"dan gelden {one.id} en {other.id} samen, en die spreken elkaar tegen"
                yield Failure(f"{situation}, {clash}{_since(page)}.", page.table.id, other.id)


def apart(one: Row, other: Row) -> bool:
    """Whether they ask the same question, of which one answer counts, for different answers: seen without a search."""
    wanted = {condition.question: set(condition.accepted) for condition in one.when}
    return any(
        not wanted.get(condition.question, {*condition.accepted}) & set(condition.accepted)
        and not _several(condition)
        for condition in other.when
    )


def _several(one: Condition) -> bool:
    asked = conditions.question(one.question)
    return asked is None or several(asked)


def reach(book: Book) -> Iterator[Failure]:
    """Every row counts in some situation, on some day."""
    for table in book.rules.tables.values():
        found_pages = list(book.of(table.id))
        for row in table.rows:
            mine = [page for page in found_pages if any(one is row for one in page.rows)]
            if not any(page.possible(page.formula(row)) for page in mine):
                yield Failure(_why_never(row, mine), table.id, row.id)


def _why_never(row: Row, mine: list[Page]) -> str:
    if not mine:
        return f"Rij {row.id} geldt op geen enkele dag."
    page = mine[0]
    if page.possible(page.applies(row)):
        return f"Rij {row.id} komt nooit aan de beurt: waar zij zou gelden, geldt altijd al een eerdere rij."
    parts = _clashing(row, page)
    if not parts:
        return f"Rij {row.id} komt nooit aan de beurt: er geldt altijd een andere rij."
    said = say_list(f"‘{_say(one)}’" for one in parts)
    return f"Rij {row.id} kan nooit gelden: {said} gaan in geen enkele situatie samen."


def _clashing(row: Row, page: Page) -> list[Condition]:
    """The conditions that already exclude each other; without any one of them they would not."""
    kept = [*row.when, *(row.any[:1] if len(row.any) == 1 else ())]
    for one in list(kept):
        fewer = [other for other in kept if other is not one]
        if not page.possible(every(_asked(other) for other in fewer)):
            kept = fewer
    return kept if not page.possible(every(map(_asked, kept))) else []


def _asked(one: Condition) -> Formula:
    return found(one.question, *one.accepted)


def _say(one: Condition) -> str:
    asked = conditions.question(one.question)
    name = asked.text if asked else one.question
    return f"{name}: {say_list((value.replace('_', ' ') for value in one.accepted), 'of')}"


def _since(page: Page) -> str:
    """Only where the table has more than one stretch of time."""
    later = {row.validity for row in page.table.rows} - {page.rows[0].validity} if page.rows else {page.day}
    return f" (vanaf {page.day.isoformat()})" if later else ""


def versions(book: Book) -> Iterator[Failure]:
    """No two versions of one row, or of one term, hold on the same day."""
    for table in book.rules.tables.values():
        for one, other in combinations(table.rows, 2):
            if one.id == other.id and _overlap(one.validity, other.validity):
                yield Failure(_twice("Rij", one.id, one.validity, other.validity), table.id, one.id)
    for first, second in combinations(book.rules.terms.rules, 2):
        if first.id == second.id and _overlap(first.validity, second.validity):
            yield Failure(_twice("Termijn", first.id, first.validity, second.validity), "", first.id)


def _overlap(one: Validity, other: Validity) -> bool:
    later = max(one.since, other.since)
    return one.holds_on(later) and other.holds_on(later)


def _twice(what: str, ident: str, one: Validity, other: Validity) -> str:
    day = max(one.since, other.since)
    return f"{what} {ident} heeft op {day.isoformat()} twee versies die allebei gelden."


def questions(book: Book) -> Iterator[Failure]:
    """Every question that a row asks exists, and every answer that it accepts is one that can be given."""
    for table in book.rules.tables.values():
        for row in table.rows:
            for one in (*row.when, *row.any):
                for text in _wrong(one):
                    yield Failure(f"Rij {row.id} vraagt {text}.", table.id, row.id)


def _wrong(one: Condition) -> Iterator[str]:
    asked = conditions.question(one.question)
    if asked is None:
        yield f"{one.question!r}, en die vraag bestaat niet"
        return
    if not one.accepted:
        yield f"‘{asked.text}’ en neemt met geen enkel antwoord genoegen"
    for value in one.accepted:
        if value not in asked.values:
            yield f"‘{asked.text}’ met antwoord {value!r}, en dat antwoord bestaat niet"


def unknown(book: Book) -> Iterator[Failure]:
    """Not knowing never says less than no, and frees nothing.

    Where a row counts on "nee", some row counts on "onbekend" instead. And where an answer becomes unknown, nothing may
    be done that might not be done before.
    """
    for page in book.pages:
        yield from _frees(page)
        for row in page.rows:
            for one in (*row.when, *row.any):
                if _only_no(one):
                    yield from _unknown(page, row, one)


def _frees(page: Page) -> Iterator[Failure]:
    free = expected(page.table.id).free
    if free is None:
        return
    cell, word = free
    may = some(page.formula(row) for row in page.rows if row.then[cell] == word)
    asked = {one.question for row in page.rows for one in (*row.when, *row.any)} - ASKED_ABOUT
    for name in sorted(asked):
        question = conditions.question(name)
        if question and UNKNOWN in question.values:
            situation = page.example(Every((Not(may), answered(may, name, UNKNOWN))))
            if situation is not None:
                text = f"{situation}, dan mag het niet, en wel als ‘{question.text}’ onbekend is."
                yield Failure(text, page.table.id)


def _only_no(one: Condition) -> bool:
    asked = conditions.question(one.question)
    possible = asked.values if asked and not several(asked) else ()
    return NO in one.accepted and UNKNOWN in possible and UNKNOWN not in one.accepted


def _unknown(page: Page, row: Row, one: Condition) -> Iterator[Failure]:
    """The rest of the row holds, the answer is unknown, and nothing asks about that."""
    rest = [_asked(other) for other in row.when if other is not one]
    if row.any and one in row.when:
        rest.append(some(map(_asked, row.any)))
    asking = Some(tuple(page.applies(other) for other in page.rows if _accepts_unknown(other, one.question)))
    silent = Every((*rest, found(one.question, UNKNOWN), Not(asking)))
    situation = page.example(silent)
    if situation is not None:
        text = f"{situation}, dan zegt {page.table.id} minder dan wanneer ‘{_say_question(one)}’ nee is ({row.id})."
        yield Failure(text, page.table.id, row.id)


def _accepts_unknown(row: Row, question: str) -> bool:
    return any(one.question == question and UNKNOWN in one.accepted for one in (*row.when, *row.any))


def _say_question(one: Condition) -> str:
    asked = conditions.question(one.question)
    return asked.text if asked else one.question
