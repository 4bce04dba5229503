# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What someone of the family hears about data from others, when, and through whom (DT-10)."""

from collections.abc import Mapping
from dataclasses import dataclass

from samenspel.rules.facts import Finding, Situation
from samenspel.rules.law import Reason
from samenspel.rules.routekaart.stop import stop_order
from samenspel.rules.ruleset import Ruleset
from samenspel.rules.tables import TableTrace
from samenspel.rules.verdicts.asking import NOTHING, Told, answer, ask

STRICTEST = ("uitstellen", "nagaan", "ja")
CHILD_SPEAKS, ADULT = 12, 18


@dataclass(frozen=True, slots=True)
class Informing:
    """For one person: `inform` is ja, nagaan or uitstellen; `to` is zelf, vertegenwoordiger and so on.

    `term` is the clock that runs (DL-06, DL-07). Nobody is ever told through an address of both parties.
    """

    person: str | None
    inform: str
    to: str
    term: str | None
    reasons: tuple[Reason, ...]
    trace: TableTrace

    def __bool__(self) -> bool:
        return self.inform == "ja"


def informing(
    situation: Situation, person: str | None = None, told: Told = NOTHING, rules: Ruleset | None = None
) -> Informing:
    """About this one person, a key of the picture. Source: Wmo 2015 5.3.1; handbook 4.12."""
    trace = ask("DT-10", situation, told, rules, about_informed(situation, person, rules))
    rows = [hit.row for hit in trace.hits()]
    said = {row.then["inform"]: row for row in reversed(rows)}
    inform = next((word for word in STRICTEST if word in said), "nagaan")
    return Informing(
        person=person,
        inform=inform,
        to=next((row.then["to"] for row in rows if row.then["to"]), "nagaan"),
        term=said[inform].then["term"] or None if inform in said else None,
        reasons=tuple(row.reason() for row in rows),
        trace=trace,
    )


def about_informed(
    situation: Situation, person: str | None, rules: Ruleset | None = None
) -> Mapping[str, Finding]:
    """The answers that the picture has about this person, and about the stop order."""
    trace = ask("DT-02", situation, NOTHING, rules)
    return {"stop_order": answer(stop_order(situation, trace)), "informed_age": _age(situation, person)}


def _age(situation: Situation, person: str | None) -> Finding:
    known = situation.picture.persons.get(person or "")
    ages = known.ages(situation.day) if known else None
    bands = {_band(years) for years in ages} if ages else set()
    return Finding({bands.pop() if len(bands) == 1 else "onbekend": ()})


def _band(years: int) -> str:
    return "onder_12" if years < CHILD_SPEAKS else "vanaf_12" if years < ADULT else "volwassen"
