# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""No dead end: after every outcome the next step is known, and somebody takes it."""

from collections.abc import Iterator, Mapping
from typing import Any

from samenspel.rules import catalogue, conditions
from samenspel.rules.catalogue import PHASES, RIGHTS, TITLES
from samenspel.rules.facts import Kind
from samenspel.rules.proofs.book import Book, Failure, Page
from samenspel.rules.proofs.logic import Every, Formula, Not, every, found, some
from samenspel.rules.proofs.wording import say_list, say_moment
from samenspel.rules.routekaart.values import Moment
from samenspel.rules.tables import Row

EACH_FOR_ITSELF = "delen"
"""The one decision that every organisation takes about its own (handbook 4.16)."""


def onward(book: Book) -> Iterator[Failure]:
    """Every moment can end in a decision, and what is decided is read by a table or moves the phase."""
    for moment in Moment:
        if not any(moment in one.moments for one in catalogue.decisions().values()):
            yield Failure(f"{say_moment(moment)} kan in geen enkel besluit eindigen.")
    statuses = conditions.question("suspect_status")
    given = [(code, one.status) for code, one in catalogue.decisions().items()]
    given += [(code, measure.status) for code, measure in catalogue.measures().items()]
    for code, status in given:
        if status and statuses and status not in statuses.values:
            yield Failure(f"{code} maakt de status van de verdachte {status!r}, en die bestaat niet.")
    for row in book.rules.tables["DT-02"].rows if "DT-02" in book.rules.tables else ():
        for kind in row.then["renewed_by"]:
            if kind not in tuple(Kind):
                yield Failure(
                    f"Rij {row.id} gaat weer open door {kind!r}, en dat bestaat niet.", "DT-02", row.id
                )


def phases(book: Book) -> Iterator[Failure]:
    """Every phase can be reached by a decision and allows its own measures; unsafety leads back to the first."""
    reached = {one.phase for one in catalogue.decisions().values()}
    for phase in PHASES:
        if phase not in reached:
            yield Failure(f"Geen enkel besluit leidt naar de fase {phase}.", "DT-04")
    for page in book.of("DT-04"):
        for row in page.rows:
            if row.then["phase"] not in row.then["allowed"]:
                yield Failure(
                    f"Rij {row.id} staat in de fase {row.then['phase']} niets van die fase toe.",
                    "DT-04",
                    row.id,
                )
            yield from _beyond(row)
        back = [page.formula(row) for row in page.rows if row.then["phase"] == PHASES[0]]
        yield from _never(page, every([_unsafe(), Not(some(back))]), f"is de fase niet {PHASES[0]}")


def _beyond(row: Row) -> Iterator[Failure]:
    """A phase allows nothing of a later one; what comes later may be prepared."""
    own = PHASES.index(row.then["phase"])
    for phase in row.then["allowed"]:
        if PHASES.index(phase) > own:
            text = f"Rij {row.id} staat in de fase {row.then['phase']} al maatregelen toe van {phase}."
            yield Failure(text, "DT-04", row.id)
    for phase in PHASES[own + 1 :]:
        if own == 0 and phase not in row.then["prepare"]:
            yield Failure(f"Rij {row.id} laat {phase} niet voorbereiden.", "DT-04", row.id)


def _unsafe() -> Formula:
    return found("direct_safety", "niet_vastgesteld", "opnieuw_onveilig")


def breaches(book: Book) -> Iterator[Failure]:
    """Every breach, under every title, has an answer and leads back to somebody who must be told."""
    for page in book.of("DT-07"):
        for title in TITLES:
            others = [other for other in TITLES if other != title]
            only = Every((found("breach_title", title), Not(found("breach_title", *others, "geen"))))
            for cell, what in (("tell", "hoort niemand het"), ("decision", "is er niets te beslissen")):
                answers = [page.formula(row) for row in page.rows if row.then[cell]]
                yield from _never(page, every([only, Not(some(answers))]), what)
    titles = {code: one.title for code, one in catalogue.measures().items() if one.title}
    for code, title in titles.items():
        if title not in TITLES:
            yield Failure(f"Maatregel {code} heeft titel {title!r}, en die bestaat niet.", "DT-07")


def _never(page: Page, formula: Formula, what: str) -> Iterator[Failure]:
    situation = page.example(formula)
    if situation is not None:
        yield Failure(f"{situation}, dan {what}.", page.table.id)


def deciders(book: Book) -> Iterator[Failure]:
    """Every measure has somebody who decides on it; nobody decides what he may never decide."""
    for code, one in catalogue.measures().items():
        if not one.decider.strip():
            yield Failure(f"Over maatregel {code} ({one.name}) beslist niemand.", "", code)
    for page in book.of("DT-14"):
        for row in page.rows:
            yield from (Failure(text, "DT-14", row.id) for text in _decides(row.id, row.then))
        for right in RIGHTS:
            someone = [
                page.formula(row) for row in page.rows if row.then["decides"] or right == EACH_FOR_ITSELF
            ]
            yield from _never(page, every([found("decision", right), Not(some(someone))]), "beslist niemand")
    for row in book.rules.tables["DT-05"].rows if "DT-05" in book.rules.tables else ():
        for code in row.then["outcomes"]:
            if catalogue.decisions()[code].right is None:
                yield Failure(
                    f"Rij {row.id} noemt besluit {code}, en DT-14 zegt niet wie dat neemt.", "DT-05", row.id
                )


def _decides(ident: str, then: Mapping[str, Any]) -> Iterator[str]:
    both = sorted(set(then["decides"]) & set(then["never"]))
    if both:
        yield f"Rij {ident}: {say_list(both)} beslist en mag daar nooit over beslissen."
    for code in then["functions"]:
        function = catalogue.functions().get(code)
        if function is None:
            yield f"Rij {ident} noemt functie {code}, en die bestaat niet."
        elif not any(function.exists_in(kind) for kind in then["decides"]):
            yield f"Rij {ident}: de functie {function.name} bestaat bij geen van wie beslist."


def answers(book: Book) -> Iterator[Failure]:
    """What somebody must do, somebody can do: whoever must be told or must supply something is named."""
    for page in book.of("MI"):
        for row in page.rows:
            if not row.then["who"]:
                yield Failure(f"Rij {row.id} zegt niet wie het ontbrekende moet aanvullen.", "MI", row.id)
    for page in book.of("DT-11"):
        for row in page.rows:
            if not row.then["owner"] or not row.then["appraisal"]:
                yield Failure(f"Rij {row.id} wijst geen casushouder of taxatie aan.", "DT-11", row.id)
