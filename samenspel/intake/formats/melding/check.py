# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What belongs together in a report, whatever format it came in."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from stdnum.nl import bsn

from samenspel.intake.formats import Fact, Problem, Report, ReportedPerson
from samenspel.rules.facts import FactsError, read_facts, variables

KEPT = "De waarde is bewaard zoals zij gegeven is."
EARLIER = {
    "voorgevallen": "Dit ligt voor het moment waarop het voorviel.",
    "vastgesteld": "Dit ligt voor het moment waarop het vermoeden vaststond.",
}


def check(report: Report) -> tuple[Problem, ...]:
    """Everything in the report that cannot be right, or is missing; nothing is raised or changed."""
    found = (_missing(report), _wrong_keys(report), _wrong_times(report), _persons(report), _facts(report))
    return tuple(problem for problems in found for problem in problems)


def _missing(report: Report) -> Iterator[Problem]:
    if report.reference is None:
        yield Problem("/kenmerk", "Het kenmerk van uw eigen dossier is verplicht.", "verplicht")
    if is_empty(report):
        yield Problem(
            "",
            "Beschrijf wat er is gebeurd, of noem ten minste één betrokkene. Nu staat er niets in.",
            "leeg",
        )


def is_empty(report: Report) -> bool:
    """True if the report says nothing about anybody."""
    return not (report.persons or report.incident or report.situation or report.additional)


def _wrong_keys(report: Report) -> Iterator[Problem]:
    keys = Counter(person.key for person in report.persons)
    for index, person in enumerate(report.persons):
        if keys[person.key] > 1:
            yield _problem(
                f"/betrokkenen/{index}/sleutel", "Deze sleutel hoort bij meer dan één betrokkene.", "dubbel"
            )
    for index, relation in enumerate(report.relations):
        for name, key in (("van", relation.source), ("tot", relation.target)):
            if key not in keys:
                yield _problem(
                    f"/relaties/{index}/{name}", "Deze betrokkene staat niet in de melding.", "verwijzing"
                )
        if relation.source == relation.target:
            yield _problem(f"/relaties/{index}", "Iemand heeft geen relatie met zichzelf.", "verwijzing")
    for index, told in enumerate(report.informed):
        if told.person is not None and told.person not in keys:
            yield _problem(
                f"/geinformeerd/{index}/betrokkene", "Deze betrokkene staat niet in de melding.", "verwijzing"
            )


def _wrong_times(report: Report) -> Iterator[Problem]:
    order = (
        ("voorgevallen", report.occurred),
        ("vastgesteld", report.established),
        ("gemeld", report.received),
    )
    said = [(name, moment) for name, moment in order if moment]
    for (earlier, first), (later, second) in pairwise(said):
        if first.earliest() > second.latest():
            yield _problem(f"/{later}", EARLIER[earlier], "volgorde")
    if report.sent and said and said[-1][1].earliest() > report.sent:
        yield _problem(f"/{said[-1][0]}", "Dit ligt na het moment van verzenden.", "volgorde")


def _persons(report: Report) -> Iterator[Problem]:
    for index, person in enumerate(report.persons):
        for name, what, code in _person(person):
            yield _problem(f"/betrokkenen/{index}/{name}", what, code)


def _person(person: ReportedPerson) -> Iterator[tuple[str, str, str]]:
    if person.bsn and not bsn.is_valid(person.bsn):
        yield "bsn", "Dit is geen geldig BSN. Controleer de cijfers of laat het weg.", "bsn"
    if person.unborn and (person.born or person.died):
        yield "ongeboren", "Een ongeboren kind heeft nog geen geboortedatum.", "tegenstrijdig"
    if person.due and not person.unborn:
        yield "uitgerekendeDatum", "Een uitgerekende datum hoort bij een ongeboren kind.", "tegenstrijdig"
    if person.died and person.deceased is False:
        yield (
            "overleden",
            "Er staat een datum van overlijden, maar ook dat deze persoon leeft.",
            "tegenstrijdig",
        )
    if person.died and person.born and person.died.latest() < person.born.earliest():
        yield "overlijden", "Dit ligt voor de geboorte.", "volgorde"


def _facts(report: Report) -> Iterator[Problem]:
    keys = {person.key for person in report.persons}
    for name, fact in report.facts.items():
        if wrong := wrong_fact(name, fact):
            yield wrong
        elif variables()[name].per and isinstance(fact, Mapping) and not keys >= set(fact):
            yield _problem(
                f"/feiten/{name}", "Hier staat een betrokkene die niet in de melding staat.", "verwijzing"
            )


def wrong_fact(name: str, fact: Fact) -> Problem | None:
    """What is wrong with one fact, or None. It does not repeat the value."""
    where = f"/feiten/{name}"
    try:
        read_facts({name: fact})
    except FactsError as error:
        if name not in variables():
            return _problem(where, "Dit gegeven kennen wij niet.", "feit")
        if accepted := error.problems[0].accepted:
            what = "Deze waarde hoort niet bij dit gegeven. Kies uit: %(accepted)s."
            return replace(_problem(where, what, "feit"), values={"accepted": accepted})
        return _problem(where, "Dit klopt niet.", "feit")
    return None


def _problem(where: str, what: str, code: str) -> Problem:
    return Problem(where, what, code, KEPT)
