# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The routekaart of one case, for one reader: the map of the rules that hold there, with where this family has been."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from samenspel.cases.access import File
from samenspel.cases.drawing import Note, Route, State
from samenspel.cases.drawing.route import BREACH, CARE, JUDGEMENT, PLAN, POLICE
from samenspel.cases.pages import wording
from samenspel.cases.pages.routemap import halts, history
from samenspel.cases.pages.routemap.moments import moment_of
from samenspel.cases.pages.routemap.ruled import of_rules
from samenspel.cases.pages.routemap.terms import places
from samenspel.cases.pages.routemap.values import (
    CONTACT,
    SAFETY_PLAN,
    Choice,
    Clock,
    RouteMap,
    Stop,
    phase_key,
)
from samenspel.partners.routekaart import rules_of
from samenspel.rules.ruleset import Ruleset


def routemap(file: File, now: datetime, choices: tuple[Choice, ...] | None = None) -> RouteMap:
    """Where this family has been, what is indicated now and what that rests on, and which terms run there.

    With `choices` (the page of its own) also what would follow, and what the rules say at every stop.
    """
    rules = rules_of(file.case.region, now)
    ruled = of_rules(rules, localtime(now).date())
    clocks = _clocks(file, rules, now)
    stops = tuple(
        replace(_here(one, file, rules, now), clocks=tuple(clocks.get(one.station.key, ())))
        for one in ruled.stops
    )
    page = reverse("case-route", args=[file.case.pk])
    between = halts.between(file, ruled.stop(CONTACT), ruled.route.between, now)
    drawn = with_stops(ruled, stops, between)
    if choices is None:
        return replace(drawn, page_url=page, full=False)
    return replace(drawn, page_url=page, been=history.been(file), choices=choices)


def with_stops(ruled: RouteMap, stops: tuple[Stop, ...], between: tuple[Note, ...]) -> RouteMap:
    """The map of these rules for a case, with its stops as they stand there and what passed between the starts."""
    found = {one.station.key: one for one in stops}
    route = replace(
        ruled.route,
        starts=(found[POLICE].station, found[CARE].station),
        between=between,
        moments=tuple(found[one].station for one in wording.MOMENTS),
        steps=(found[PLAN].station, found[JUDGEMENT].station),
        phases=tuple(found[phase_key(one)].station for one in wording.PHASES),
        breach=found[BREACH].station,
        travelled=frozenset(_travelled(found)),
    )
    return replace(
        ruled,
        title=_("Routekaart van deze zaak"),
        summary=_summary(route),
        route=route,
        stops=tuple(_contact(one, between) if one.station.key == CONTACT else one for one in stops),
        of_case=True,
    )


def _contact(stop: Stop, between: tuple[Note, ...]) -> Stop:
    return replace(stop, station=replace(stop.station, notes=between, lead=""))


def _here(stop: Stop, file: File, rules: Ruleset, now: datetime) -> Stop:
    key = stop.station.key
    if key in wording.MOMENTS:
        return moment_of(stop, file, rules, now)
    if key in map(phase_key, wording.PHASES):
        return halts.phase(stop, file, rules, now)
    halt = {
        POLICE: halts.police,
        CARE: halts.care,
        PLAN: halts.plan,
        JUDGEMENT: halts.judgement,
        BREACH: halts.breach,
    }.get(key)
    return halt(stop, file, rules, now) if halt else stop


def _summary(route: Route) -> str:
    """What the drawing says now, in one or two sentences."""
    named = {
        state: wording.sentence(one.name for one in route.moments if one.state is state)
        for state in (State.BEEN, State.NOW)
    }
    said = [
        _("Gehouden: %(names)s.") % {"names": named[State.BEEN]} if named[State.BEEN] else "",
        _("Nu aangewezen: %(names)s.") % {"names": named[State.NOW]}
        if named[State.NOW]
        else _("Nu is geen moment van afstemming aangewezen."),
        f"{route.breach.said}." if route.breach.state is State.ALARM else "",
    ]
    return " ".join(one for one in said if one)


def _travelled(found: dict[str, Stop]) -> Iterator[tuple[str, str]]:
    """The roads that this case went, from what holds at their ends."""
    state = {key: one.station.state for key, one in found.items()}
    went = (State.BEEN, State.NOW, State.ALARM)
    plans = any(found[phase_key(one)].station.notes for one in wording.PHASES)
    for moment in wording.MOMENTS:
        if state[moment] in went:
            yield from ((start, moment) for start in (POLICE, CARE) if state[start] is State.BEEN)
        if state[moment] is State.BEEN and state[PLAN] in went:
            yield moment, PLAN
        if state[moment] is State.BEEN and plans:
            yield moment, SAFETY_PLAN
    if state[PLAN] in went and state[JUDGEMENT] in went:
        yield PLAN, JUDGEMENT
    if state[BREACH] in went:
        yield SAFETY_PLAN, BREACH


def _clocks(file: File, rules: Ruleset, now: datetime) -> dict[str, list[Clock]]:
    """The terms that run, at the stops that they belong to; those of one kind that end together are one."""
    found: dict[str, list[Clock]] = {}
    running = [one for one in file.deadlines if one.met_at is None and one.ended_at is None]
    for alike in wording.alike(running):
        rule = wording.term_rule(alike[0])
        for key in places(rule, rules.terms):
            found.setdefault(key, []).append(Clock(**wording.clock(alike[0], now)))
    return found
