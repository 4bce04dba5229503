# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Alarms about measures: gaps, ends, places, supervision, contradictions (handbook 6, 13.2, 13.8, 13.13)."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta

from samenspel.rules import catalogue
from samenspel.rules.catalogue import words
from samenspel.rules.conditions.moments import CUSTODY_STATUSES
from samenspel.rules.facts import LOCAL, InForce, Kind
from samenspel.rules.safety.phase import Phase
from samenspel.rules.safety.values import Found
from samenspel.rules.safety.view import View


def _name(code: str) -> str:
    found = catalogue.measures().get(code)
    return f"{found.name} ({code})" if found else code


def _day(moment: datetime) -> str:
    return f"{moment.astimezone(LOCAL):%d-%m-%Y %H:%M}"


def _who(measure: InForce, view: View) -> tuple[str, ...]:
    found = catalogue.measures().get(measure.code)
    return view.situation.who(*(found.monitors if found else ()), "VT")


def _protects(measure: InForce, victim: str) -> bool:
    """A measure that names nobody may protect anyone."""
    return not measure.protects or victim in measure.protects


def _keeps_apart(measure: InForce) -> bool:
    found = catalogue.measures().get(measure.code)
    return found is not None and found.keeps_apart() and found.domain != "overige"


def measure_gap(view: View) -> Iterator[Found]:
    """What kept people apart has ended and nothing took its place, while the case is acute."""
    situation = view.situation
    if view.phase.phase is not Phase.ACUUT or any(
        s.value in CUSTODY_STATUSES for s in situation.statuses.values()
    ):
        return
    released = _released(view)
    for victim in sorted(situation.victims) or [""]:
        mine = [one for one in situation.measures if _keeps_apart(one) and _protects(one, victim)]
        if any(one.runs(situation.now) for one in mine):
            continue
        ends = [one.until for one in mine if one.until and one.until <= situation.now] + released
        if ends:
            hours = int((situation.now - max(ends)).total_seconds() // 3600)
            detail = f"Sinds {_day(max(ends))}, nu {hours} uur."
            yield Found(max(ends), detail, person=victim or None)


def _released(view: View) -> list[datetime]:
    """When someone who was held came free."""
    found: list[datetime] = []
    inside: set[str] = set()
    for status in view.situation.status_history:
        if status.value in CUSTODY_STATUSES:
            inside.add(status.person)
        elif status.person in inside:
            inside.discard(status.person)
            found.append(status.known.at)
    return found


def measure_ending(view: View) -> Iterator[Found]:
    """A warning in the last third of the term, and never earlier than the region's number of days."""
    most = timedelta(days=view.situation.parameters.ending_days)
    for one in view.situation.in_force:
        if one.until is None:
            continue
        lead = min(most, (one.until - one.start) / 3)
        if view.situation.now >= one.until - lead:
            detail = f"{_name(one.code)} tot {_day(one.until)}."
            yield Found(one.until - lead, detail, _who(one, view), one.person, (one.known,))


def measure_ended(view: View) -> Iterator[Found]:
    """An end that nobody decided, and after which nobody decided anything."""
    situation = view.situation
    later = situation.of(Kind.DECISION, Kind.MOMENT, Kind.MEASURE, Kind.SUSPECT)
    for one in situation.measures:
        expired = one.until is not None and one.until <= situation.now and not one.ended
        if expired and one.until and not any(item.at >= one.until for item in later):
            detail = f"{_name(one.code)} eindigde {_day(one.until)}."
            yield Found(one.until, detail, _who(one, view), one.person, (one.known,))


def measure_without_supervisor(view: View) -> Iterator[Found]:
    """A measure that keeps people apart and has no supervisor, in the catalogue or in this case."""
    for one in view.situation.in_force:
        found = catalogue.measures().get(one.code)
        if found and _keeps_apart(one) and not found.monitors and not one.supervisor:
            yield Found(one.start, f"{_name(one.code)}.", person=one.person, events=(one.known,))


def incomplete_places(view: View) -> Iterator[Found]:
    """Protection that names places, while something happened in another kind of place."""
    situation = view.situation
    named = [one for one in situation.in_force if one.places]
    covered = {place_of(place) for one in named for place in one.places}
    happened = {
        place_of(str(item.detail["place"])): item
        for item in situation.known
        if item.kind in (Kind.INCIDENT, Kind.BREACH) and item.detail.get("place")
    }
    for place in sorted(set(happened) - covered) if named else []:
        since = max(min(one.start for one in named), happened[place].recorded)
        yield Found(since, f"Niet beschermd: {place}.", events=(happened[place], named[0].known))


def place_of(text: str) -> str:
    """The kind of place that a text names (woning, school, werk), or the text itself."""
    lower = text.strip().lower()
    for kind in ("school", "werk", "woning"):
        if any(word in lower for word in words(kind)):
            return kind
    return lower


def contradiction(view: View) -> Iterator[Found]:
    """A ban between two people, and something that brings the same people together."""
    situation = view.situation
    bans = [one for one in situation.in_force if one.has("reach")]
    meets = [one for one in situation.in_force if one.has("contact")]
    agreed = [
        item
        for item in situation.of(Kind.AGREEMENT)
        if any(word in str(item.detail.get("title") or "").lower() for word in ("omgang", "i05", "c11"))
    ]
    for ban in bans:
        for one in meets:
            if _same_people(ban, one):
                detail = f"{_name(ban.code)} tegenover {_name(one.code)}."
                yield Found(max(ban.start, one.start), detail, events=(ban.known, one.known))
        for item in agreed:
            if not ban.person or item.detail.get("person") in (None, ban.person, *ban.protects):
                detail = f"{_name(ban.code)} tegenover afspraak {item.detail.get('id') or item.id}."
                yield Found(max(ban.start, item.at), detail, events=(ban.known, item))


def _same_people(ban: InForce, other: InForce) -> bool:
    """Whether both are, or may be, about the same person and the same protected persons."""
    persons = {other.person, *other.protects} - {None}
    bound = ban.person is None or not persons or ban.person in persons
    protected = (
        not ban.protects or not persons or bool(set(ban.protects) & persons) or persons == {ban.person}
    )
    return bound and protected


WATCHES: Mapping[str, Callable[[View], Iterator[Found]]] = {
    "measure-gap": measure_gap,
    "measure-ending": measure_ending,
    "measure-ended": measure_ended,
    "measure-without-supervisor": measure_without_supervisor,
    "protection-incomplete-places": incomplete_places,
    "contradiction": contradiction,
}
