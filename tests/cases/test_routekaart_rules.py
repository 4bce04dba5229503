# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The routekaart that a set of rules draws: nothing of the rules is missing, and what differs is told at its place."""

from dataclasses import replace
from datetime import date

import pytest

from samenspel.cases.drawing import Sign, Station
from samenspel.cases.drawing.route import BREACH, CARE, JUDGEMENT, POLICE
from samenspel.cases.pages.routemap import RouteMap, of_rules
from samenspel.cases.pages.routemap.terms import places
from samenspel.cases.pages.routemap.values import CONTACT
from samenspel.rules.catalogue import organisations
from samenspel.rules.clocks.register import Clock, Count
from samenspel.rules.ruleset import Ruleset, national
from tests.site.look.route import region

DAY = date(2026, 11, 2)
MOMENTS = ("acuut", "actieoverleg", "zsm", "ssk")


def mapped(rules: Ruleset, base: Ruleset | None = None) -> RouteMap:
    return of_rules(rules, DAY, base)


def station(found: RouteMap, key: str) -> Station:
    return found.stop(key).station


def test_every_row_that_indicates_a_moment_stands_at_that_moment() -> None:
    found = mapped(national())
    for table in ("DT-01", "DT-02"):
        for row in national().tables[table].rows:
            if row.then["moment"]:
                here = {one.id for one in found.stop(row.then["moment"]).rules}
                elsewhere = {
                    one.id for key in MOMENTS if key != row.then["moment"] for one in found.stop(key).rules
                }
                assert row.id in here and row.id not in elsewhere


@pytest.mark.parametrize("table", ["DT-01", "DT-07", "DT-08"])
def test_every_other_row_of_the_road_stands_somewhere(table: str) -> None:
    found = {one.id for stop in mapped(national()).stops for one in stop.rules}
    assert {row.id for row in national().tables[table].rows if row.validity.holds_on(DAY)} <= found


def test_every_term_stands_at_a_stop_and_the_24_hours_between_the_starts() -> None:
    found = mapped(national())
    placed = {one.id: stop.station.key for stop in found.stops for one in stop.terms}
    assert set(placed) == {rule.id for rule in national().terms.on(DAY)}
    assert placed["DL-01"] == CONTACT
    assert [placed[one] for one in ("DL-37", "DL-38", "DL-39")] == ["actieoverleg", "zsm", "ssk"]
    assert {placed["DL-13"], placed["DL-28"]} == {JUDGEMENT, BREACH}
    assert "24 uur" in found.route.between[0].text and "DL-01" in found.route.between[0].text
    assert places(national().terms.rule("DL-02", DAY), national().terms) == ("acuut", CARE)


@pytest.mark.parametrize("moment", MOMENTS)
def test_who_must_sit_at_a_table_is_drawn_and_who_may_is_told(moment: str) -> None:
    stop = mapped(national()).stop(moment)
    rows = [row.then for row in national().tables["DT-03"].rows if row.then["moment"] == moment]
    assert len(stop.station.seats) == len({one["partner"] for one in rows if one["grade"] == "must"})
    told = " ".join(line.text for line in stop.lines)
    assert [one["partner"] for one in rows if organisations()[one["partner"]].name not in told] == []


def test_the_roads_back_are_those_of_the_rules() -> None:
    told = {line.name: line.text for line in mapped(national()).stop(BREACH).lines}
    assert "Actieoverleg" in told["Terug naar"]
    assert told["De officier beslist opnieuw over vervolging"].startswith("DT-07.2")
    table = national().tables["DT-02"]
    deaf = replace(table, rows=tuple(one for one in table.rows if one.then["moment"] != "actieoverleg"))
    without = replace(national(), tables={**national().tables, "DT-02": deaf})
    assert "Actieoverleg" not in str(mapped(without).stop(BREACH).lines)


def test_equal_rules_have_no_differences() -> None:
    found = mapped(national(), national())
    assert found.summary == "Deze routekaart is gelijk aan de landelijke."
    assert not found.general and not any(stop.differences for stop in found.stops)
    assert not any(one.differs for one in found.route.stations())


def test_what_a_region_made_of_it_is_marked_and_told_at_its_stop() -> None:
    found = mapped(region(), national())
    stop = found.stop("actieoverleg")
    assert [one.station.key for one in found.stops if one.differences] == ["actieoverleg"]
    assert found.summary == "Anders dan landelijk: Actieoverleg."
    assert [one.text for one in stop.station.seats if one.added] == ["Reclassering", "Slachtofferhulp"]
    notes = {one.sign: one.text for one in stop.station.notes}
    assert notes[Sign.MORE] == "regel erbij: MB-02.1" and notes[Sign.LESS] == "regel uit: DT-02.6"
    assert notes[Sign.OTHER] == "eigen doel: 3 werkdagen"
    told = " ".join(stop.differences)
    for said in ("Slachtofferhulp Nederland, erbij", "MB-02.1", "Staat hier uit, regel DT-02.6", "DL-37"):
        assert said in told
    assert "2 (landelijk 3)" in found.general[0]
    assert station(found, "actieoverleg").differs and "anders dan landelijk" in stop.station.label


def test_another_term_and_another_name_are_told_as_well() -> None:
    base = national()
    day = Count(Clock.HOURS, hours=12)
    rules = tuple(
        replace(one, count=day) if one.id in ("DL-01", "DL-39") else one for one in base.terms.rules
    )
    other = replace(
        base, terms=replace(base.terms, rules=rules), partners={"LT": "Wijkteam", "VT": "Veilig Thuis MB"}
    )
    found = mapped(other, base)
    assert station(found, CARE).name == "Veilig Thuis MB"
    assert "Lokaal team heet hier Wijkteam" in found.general
    assert found.route.between[0].text == "politie meldt binnen 12 uur (DL-01)"
    assert found.stop(CONTACT).differences == (
        "Termijn DL-01, Melding van de politie aan Veilig Thuis: 12 uur (landelijk 24 uur)",
    )
    assert station(found, "ssk").notes[0].text == "binnen 12 uur (landelijk dezelfde werkdag)"
    assert not station(found, POLICE).differs


def test_a_row_that_changed_says_what_it_says_now() -> None:
    base = national()
    table = base.tables["DT-07"]
    first = replace(table.rows[0], text="Anders gezegd.")
    other = replace(base, tables={**base.tables, "DT-07": replace(table, rows=(first, *table.rows[1:]))})
    assert mapped(other, base).stop(BREACH).differences == ("Anders, regel DT-07.1: Anders gezegd.",)
