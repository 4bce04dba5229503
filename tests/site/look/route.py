# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The routekaart of a case (one moment held, one rejected, one indicated, one not), and that of a region's rules."""

from dataclasses import replace
from datetime import date

from samenspel.cases.drawing import Note, Seat, Sign, State
from samenspel.cases.drawing.route import BREACH, CARE, JUDGEMENT, PLAN, POLICE
from samenspel.cases.pages.routemap import RouteMap, of_rules
from samenspel.cases.pages.routemap.casemap import with_stops
from samenspel.cases.pages.routemap.values import Been, Choice, Clock, RuleLine, Stop
from samenspel.rules.clocks.register import Clock as Counted
from samenspel.rules.clocks.register import Count, Register
from samenspel.rules.ruleset import Ruleset, national
from tests.site.look.values import OM, H, at, now

DAY = date(2026, 2, 5)


def standing(stop: Stop, state: State, said: str, notes: tuple[Note, ...] = (), **told: object) -> Stop:
    """A stop as it stands in a case."""
    seats = tuple(told.pop("seats", ()))  # type: ignore[call-overload]
    station = stop.station
    placed = replace(
        station,
        state=state,
        said=said,
        notes=notes,
        seats=seats,
        url=told.pop("url", station.url),
        label=f"{station.label}: {said}",
    )
    return replace(stop, station=placed, **told)


def routekaart(breach: bool = True) -> RouteMap:
    ruled = of_rules(national(), DAY)
    here = {**_begun(ruled), **_moments(ruled), **_after(ruled, breach)}
    stops = tuple(here.get(one.station.key, one) for one in ruled.stops)
    between = (Note(Sign.BEEN, "gemeld op 4 februari, 22.00", True), *ruled.route.between[1:])
    return replace(with_stops(ruled, stops, between), been=_been(), choices=_choices())


def _begun(ruled: RouteMap) -> dict[str, Stop]:
    return {
        POLICE: standing(ruled.stop(POLICE), State.BEEN, "begon hier, 4 februari"),
        CARE: standing(ruled.stop(CARE), State.QUIET, ""),
    }


def _moments(ruled: RouteMap) -> dict[str, Stop]:
    row = next(one for one in ruled.stop("zsm").rules if one.id == "DT-02.8")
    return {
        "acuut": standing(ruled.stop("acuut"), State.BEEN, "gehouden op 4 februari"),
        "actieoverleg": standing(
            ruled.stop("actieoverleg"),
            State.REFUSED,
            "afgewezen, met reden",
            remark="Reden: de verdachte is aangehouden, we gaan naar ZSM.",
        ),
        "zsm": standing(
            ruled.stop("zsm"),
            State.NOW,
            "nu aangewezen",
            (Note(Sign.CLOCK, "uiterlijk 5 februari, 13.15", True), Note(Sign.RULE, "moet: DT-02.8")),
            seats=[Seat(one) for one in ("Politie", "Veilig Thuis", "OM", "RvdK", "Reclassering")],
            url="/voorstel/1",
            reasons=(row,),
            due=now + H(3),
            strength="moet",
            clocks=(Clock("Afstemmen met ZSM", now + H(3), now, False, OM, "DL-38 · handboek"),),
        ),
        "ssk": standing(
            ruled.stop("ssk"),
            State.QUIET,
            "niet aangewezen",
            remark="Op grond van wat u mag zien is dit nu niet aangewezen.",
        ),
    }


def _after(ruled: RouteMap, breach: bool) -> dict[str, Stop]:
    runs = (Note(Sign.RULE, "2 maatregelen lopen"),)
    found = {
        PLAN: standing(ruled.stop(PLAN), State.BEEN, "2 afspraken lopen"),
        JUDGEMENT: standing(ruled.stop(JUDGEMENT), State.QUIET, ""),
        "fase-acuut": standing(ruled.stop("fase-acuut"), State.NOW, "nu in deze fase", runs),
        "fase-risicogestuurd": standing(ruled.stop("fase-risicogestuurd"), State.QUIET, ""),
        "fase-herstelgericht": standing(ruled.stop("fase-herstelgericht"), State.QUIET, ""),
        BREACH: standing(ruled.stop(BREACH), State.QUIET, ""),
    }
    if breach:
        told = (Note(Sign.RULE, "moeten het weten: OM, Veilig Thuis"),)
        found[BREACH] = standing(
            ruled.stop(BREACH), State.ALARM, "Schending zonder antwoord, 5 februari", told
        )
        found[JUDGEMENT] = standing(ruled.stop(JUDGEMENT), State.NOW, "opnieuw beoordelen na de schending")
    return found


def _been() -> tuple[Been, ...]:
    return (
        Been(at(2026, 2, 4, 22, 0), "Melding", "Politie Eenheid Voorbeeld"),
        Been(at(2026, 2, 4, 22, 1), "Moment 1: Samen op in Acuut aangewezen", "DT-02.1"),
        Been(at(2026, 2, 4, 23, 10), "Overleg gehouden: Samen op in Acuut, Nu veilig, met afspraken"),
    )


def _choices() -> tuple[Choice, ...]:
    return (
        Choice("Veilig Thuis en ZSM wordt gehouden", ("Dit moment is dan beantwoord.",)),
        Choice("Heenzending", ("Veilig Thuis en ZSM wordt aangewezen (voorstel, DT-02.9).",)),
    )


def region() -> Ruleset:
    """The rules of a region: two standing members, a row of its own, a shorter target, fewer reports, one row off."""
    base = national()
    standing = {"actieoverleg": ("3RO", "SHN")}
    table = base.tables["DT-02"]
    own = replace(table.rows[2], id="MB-02.1", text="Er is eerder een huisverbod geweest.")
    rows = (*(one for one in table.rows if one.id != "DT-02.6"), own)
    return replace(
        base,
        name="Midden-Brabant",
        version="f" * 64,
        tables={**base.tables, "DT-02": replace(table, rows=rows)},
        terms=_shorter(base.terms),
        parameters=replace(base.parameters, standing=standing, repeat_count=2),
    )


def _shorter(terms: Register) -> Register:
    return replace(terms, targets={("DL-37", None): Count(Counted.WORKING_DAYS, days=3)})


def variant() -> RouteMap:
    return of_rules(region(), DAY, national())


__all__ = ["RuleLine", "region", "routekaart", "variant"]
