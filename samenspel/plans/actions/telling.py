# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Telling others what the law says they must be told: a home ban (IS-31), a breach (DT-07).

Every telling is a disclosure on a ground of the sharing matrix. Only in a database for replay or test may somebody
state another ground: there a chronology says that these organisations knew it.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection

from samenspel.cases.access import picture_of
from samenspel.cases.actions import Because, give, seat
from samenspel.cases.actions.items import REGIMES
from samenspel.cases.models import Item, Part, Seat
from samenspel.journal.models import Actor
from samenspel.partners.access import acting_as, service_of
from samenspel.partners.models import Organisation
from samenspel.partners.routekaart import rules_of
from samenspel.rules.catalogue import organisations
from samenspel.rules.conditions.breaches import broken
from samenspel.rules.facts import Situation
from samenspel.rules.law import Reason, Source, Verdict
from samenspel.rules.safety import consequences, holders
from samenspel.rules.sharing import Action, Context, Regime, Request, Resource, Subject, decide

HOME_BAN, BREACH = "huisverbod", "overtreding"
PROBATION = "3RO"


@dataclass(frozen=True, slots=True)
class Told:
    """Who was told, with the ground; and whom nobody could tell, with the verdict that says why."""

    given: tuple[tuple[Organisation, str], ...] = ()
    refused: tuple[tuple[str, Verdict], ...] = field(default=())


class GroundNotStated(Exception):
    """A ground outside the sharing matrix was stated in a database where people work."""


def ground_for(
    items: Iterable[Item],
    by: Actor,
    to: Organisation,
    purpose: str,
    now: datetime,
    facts: Mapping[str, Any],
    stated: str | None,
) -> Verdict:
    """On what ground `by`'s organisation may give these whole items; `stated` when the matrix has none and it may be.

    Raises GroundNotStated outside a database for replay or test.
    """
    parts = Part.objects.filter(item__in=list(items)).values_list("category", "labels")
    request = Request(
        Subject(by.kind, "melden"),
        Action(to.kind),
        Resource(
            by.kind,
            frozenset(category for category, _ in parts),
            REGIMES.get(by.kind, Regime.AVG).value,
            frozenset(label for _, labels in parts for label in labels),
        ),
        Context(purpose, now, facts),
    )
    verdict = decide(request)
    if verdict or stated is None:
        return verdict
    may_state()
    return Verdict(True, stated)


def may_state() -> None:
    """Nothing in a database for replay or test; else raises GroundNotStated."""
    if database_kind() not in ("replay", "test"):
        raise GroundNotStated(
            "een andere grond dan die van de wet kan alleen bij het naspelen van een chronologie"
        )


def database_kind() -> str:
    """What this database was made for: production, demo, replay or test."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT kind FROM samenspel_database")
        return str(cursor.fetchone()[0])


def tell_of_home_ban(item: Item, *, by: Actor, now: datetime, stated: str | None) -> Told:
    """Let Veilig Thuis know of a home ban, its extension or its end (Wth 2(8), IS-31)."""
    region = item.case.region
    receiver = Organisation.objects.of_kind("VT", region)
    if by.kind == "VT" or receiver is None:
        return Told()
    own = Organisation.objects.get(pk=by.acts_for)
    children = Situation(picture_of(item.case_id, own, now, region), now).children
    facts = {"kind_betrokken": bool(children)}
    verdict = ground_for([item], by, receiver, HOME_BAN, now, facts, stated)
    if not verdict:
        return Told(refused=(("VT", verdict),))
    _give([item], own, receiver, verdict, HOME_BAN, by, now)
    return Told(given=((receiver, verdict.ground or ""),))


def tell_of_breach(
    item: Item, of: str, registered_by: Organisation | None, *, by: Actor, now: datetime, stated: str | None
) -> Told:
    """Let everyone know whom DT-07 names: in the picture of whoever recorded it, and of whoever hears of it."""
    own = Organisation.objects.get(pk=by.acts_for)
    waiting = [registered_by] if registered_by and registered_by != own else []
    given: dict[Organisation, str] = {}
    refused: dict[str, Verdict] = {}
    looked_at: list[Organisation] = []
    things: dict[uuid.UUID, Item] = {}
    for viewer in _growing(own, waiting):
        looked_at.append(viewer)
        if viewer != own:
            verdict = ground_for([item], by, viewer, BREACH, now, {}, stated)
            if not verdict:
                refused[viewer.kind] = verdict
                continue
            _give([item], own, viewer, verdict, BREACH, by, now)
            given[viewer] = verdict.ground or ""
        with acting_as(service_of(viewer, process="schending"), purpose="evaluatie"):
            named, thing = _named(item, of, viewer, now)
        for kind in named:
            partner = _organisation(kind, item)
            if partner is None:
                refused[kind] = _nobody(kind)
            elif partner not in (*looked_at, *waiting):
                waiting.append(partner)
        things |= {thing.pk: thing} if thing else {}
    for thing in things.values():
        _pass_on(thing, given, now, stated)
    return Told(tuple(given.items()), tuple(refused.items()))


def _growing(first: Organisation, waiting: list[Organisation]) -> Iterable[Organisation]:
    """The first, then everyone who waits, also those who join while this runs."""
    yield first
    while waiting:
        yield waiting.pop(0)


def _named(item: Item, of: str, viewer: Organisation, now: datetime) -> tuple[tuple[str, ...], Item | None]:
    """In the viewer's context: the kinds of organisations that must be told, and the item that was broken."""
    rules = rules_of(item.case.region, now)
    situation = Situation(picture_of(item.case_id, viewer, now, item.case.region), now, rules.parameters)
    found = [one for one in consequences(situation, holders(situation), rules) if one.breach == str(item.pk)]
    tell = tuple(dict.fromkeys(_known(kind, situation) for one in found for kind in one.tell))
    what = broken(situation, of)
    known = what.measure.known if what.measure else what.agreement
    thing = Item.objects.filter(pk=known.id).select_related("organisation", "case").first() if known else None
    return tell, thing


def _known(kind: str, situation: Situation) -> str:
    """Which of the three probation services it is, once the viewer knows."""
    if kind != PROBATION:
        return kind
    knowing = (code for code in sorted(situation.knowing) if code in organisations())
    return next((code for code in knowing if organisations()[code].group == PROBATION), kind)


def _organisation(kind: str, item: Item) -> Organisation | None:
    """The organisation of that kind at the table, else the one of the region."""
    seats = Seat.objects.filter(case=item.case_id, organisation__kind=kind, until=None)
    held = seats.select_related("organisation").first()
    return held.organisation if held else Organisation.objects.of_kind(kind, item.case.region)


def _nobody(kind: str) -> Verdict:
    text = f"Er doet in deze regio geen organisatie van de soort {kind} mee."
    return Verdict(False, reasons=(Reason("onbekend", text, Source("handboek 2.1")),))


def _pass_on(thing: Item, receivers: Iterable[Organisation], now: datetime, stated: str | None) -> None:
    """Whoever registered what was broken lets those who are told see it: without it, a breach says little."""
    owner = thing.organisation
    actor = service_of(owner, process="schending")
    with acting_as(actor, purpose="evaluatie"):
        for receiver in receivers:
            if receiver == owner:
                continue
            verdict = ground_for([thing], actor, receiver, BREACH, now, {}, stated)
            if verdict:
                _give([thing], owner, receiver, verdict, BREACH, actor, now)


def _give(
    items: list[Item],
    giver: Organisation,
    receiver: Organisation,
    verdict: Verdict,
    purpose: str,
    by: Actor,
    now: datetime,
) -> None:
    ground = verdict.ground or ""
    seat(items[0].case, receiver, invited_by=giver, ground=ground, now=now)
    give(
        items,
        to=receiver,
        by=by,
        now=now,
        because=Because(
            purpose=purpose,
            ground=ground,
            necessity="De wet zegt dat deze organisatie dit moet weten.",
            told="later",
            told_reason="wie het de familie vertelt, spreken de organisaties samen af",
        ),
    )
