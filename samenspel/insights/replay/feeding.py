# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""One event of a chronology, through the real actions, in the context of the organisation that knows it.

It becomes known to others only by a report, by a moment, or because the law says that they must be told.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from samenspel.cases.actions import Because, ItemDraft, PartDraft, add_items, give, oversee, seat
from samenspel.cases.models import Case, Item
from samenspel.insights.replay.chronology import CITIZEN, MOMENT, REPORT, TICK, Event
from samenspel.insights.replay.world import PROCESS, World
from samenspel.intake.actions.registering import may_report
from samenspel.journal.models import Handling, write
from samenspel.meetings.actions import hold_moment
from samenspel.partners.access import acting_as
from samenspel.people.models import PersonRecord
from samenspel.plans.actions import (
    Beside,
    MeasureDraft,
    agree,
    place_measure,
    record_breach,
    record_contact,
    tell_of_home_ban,
)
from samenspel.rules.catalogue import decisions
from samenspel.rules.facts import Kind

GROUND = "chronologie"
RECEIVER = "VT"
CATEGORIES = {
    Kind.INCIDENT: "incident",
    Kind.REPORT: "melding",
    Kind.SIGNAL: "signalen",
    Kind.ASSESSMENT: "beoordeling",
    Kind.SUSPECT: "zaak",
    Kind.DECISION: "voortgang",
    Kind.OWNER: "voortgang",
    Kind.MOVE: "personen",
}
Records = Mapping[str, PersonRecord]


def feed(event: Event, world: World) -> None:
    """Let the event happen. Inside a transaction whose time is the event's."""
    if event.named():
        world.met_in.append(frozenset(event.named()))
    if event.kind == TICK or (event.by == CITIZEN and event.kind != REPORT):
        return  # what a citizen knows, nobody at the table knows until it is reported
    code = RECEIVER if event.by == CITIZEN else event.by
    with acting_as(world.actor(code), purpose=PROCESS):
        keys = _persons(event, code, world)
        case = world.case_of(code, keys, event.at)
        records = {key: world.records[code, key] for key in keys}
        told = _FEEDERS.get(event.kind, _other)(event, code, case, records, world)
    world.notice(told, event.at)


def _persons(event: Event, code: str, world: World) -> tuple[str, ...]:
    """Whom the event is about: those it names; else the family that the organisation worked on last."""
    keys = event.named()
    reported = _reported(event, world)
    if not keys and reported:
        keys = reported.named()
    keys = keys or world.last_case_persons(code)
    if event.kind == MOMENT:
        table = (code, *event.detail["present"])
        known = {key for one in table for key in world.known_to(one)}
        family = world.family(keys or known)
        keys = tuple(
            dict.fromkeys((*keys, *(key for key in world.chronology.persons if key in family & known)))
        )
    so_far = {key for group in world.met_in for key in group}
    everybody = tuple(world.chronology.persons)
    return keys or tuple(key for key in everybody if key in so_far) or everybody


def _reported(event: Event, world: World) -> Event | None:
    number = event.detail.get("incident")
    return next((one for one in world.chronology.events if one.number == number), None) if number else None


# What an item says, in the words of the database


def _draft(
    event: Event, kind: Kind, records: Records, detail: Mapping[str, Any], source: str = ""
) -> ItemDraft:
    beside = _beside(event, records)
    content = (PartDraft("tekst.toelichting", beside.text, CATEGORIES[kind]),) if beside.text else ()
    return ItemDraft(
        kind,
        event.at,
        category=CATEGORIES[kind],
        facts=beside.facts,
        detail=detail,
        content=content,
        about=beside.about,
        source=source,
    )


def _beside(event: Event, records: Records) -> Beside:
    """Facts, text and persons of the event; who is only named gets no role."""
    about = [(records[key], role) for role, keys in event.about.items() for key in keys]
    in_role = {key for keys in event.about.values() for key in keys}
    about += [(record, "genoemd") for key, record in records.items() if key not in in_role]
    facts = {name: _plain(value, records) for name, value in event.facts.items()}
    return Beside(facts, event.text, tuple(about))


def _plain(value: Any, records: Records) -> Any:
    """As JSON keeps it, with the organisation's records instead of the file's names."""
    if isinstance(value, Mapping):
        return {
            (str(records[key].pk) if key in records else key): _plain(one, records)
            for key, one in value.items()
        }
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(one, {}) for one in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def _detail(event: Event, records: Records) -> dict[str, Any]:
    detail = {name: _plain(value, {}) for name, value in event.detail.items()}
    if "person" in detail:
        detail["person"] = str(records[detail["person"]].pk)
    return detail


def _record(event: Event, item: Item, world: World) -> None:
    world.items[event.number] = item
    world.number_of[item.pk] = event.number


def _write(event: Event, code: str, item: Item, records: Records, world: World) -> None:
    write(
        by=world.actor(code),
        name=f"replay.{event.kind}",
        handling=Handling.COLLECT,
        now=event.at,
        case=item.case_id,
        object_kind="item",
        object=item.pk,
        subjects=[record.pk for record in records.values()],
        fields=[item.category],
        purpose=PROCESS,
    )


# One function per kind: gives back who was told


def _other(event: Event, code: str, case: Case, records: Records, world: World) -> Iterable[str]:
    """What is only recorded: an incident, a signal, an assessment, a suspect, a decision, an owner, a move."""
    kind = Kind(event.kind)
    by = world.actor(code)
    draft = _draft(event, kind, records, _detail(event, records))
    item = add_items(case, [draft], by=by, now=event.at)[0]
    _record(event, item, world)
    _write(event, code, item, records, world)
    decided = decisions().get(event.detail.get("what", "").strip().lower()) if kind is Kind.DECISION else None
    if decided and "home_ban" in decided.effects:
        told = tell_of_home_ban(item, by=by, now=event.at, stated=GROUND)
        return [one.kind for one, _ in told.given]
    return ()


def _report(event: Event, code: str, case: Case, records: Records, world: World) -> Iterable[str]:
    """To Veilig Thuis: the report, and the incident that it is about."""
    by, now = world.actor(code), event.at
    source = CITIZEN if event.by == CITIZEN else ""
    reported = _reported(event, world)
    if reported and reported.number not in world.items and reported.by == CITIZEN:
        _written_down(reported, code, case, world, now)
    incident = world.items.get(reported.number) if reported else None
    detail = _detail(event, records)
    detail.pop("incident", None)
    if incident:
        detail["incident"] = str(incident.pk)
    item = add_items(case, [_draft(event, Kind.REPORT, records, detail, source)], by=by, now=now)[0]
    _record(event, item, world)
    _write(event, code, item, records, world)
    for one in (incident, item):
        if one is not None:
            _to_receiver(one, code, world, now)
    _oversee(item, world, now)
    return (RECEIVER,)


def _written_down(event: Event, code: str, case: Case, world: World, now: datetime) -> None:
    """What a citizen tells: Veilig Thuis writes it down when it is reported."""
    records = world.learn(code, event.named(), now)
    kind = Kind(event.kind)
    draft = _draft(event, kind, records, _detail(event, records), CITIZEN)
    _record(event, add_items(case, [draft], by=world.actor(code), now=now)[0], world)


def _to_receiver(item: Item, reporter: str, world: World, now: datetime) -> None:
    """Whoever owns it shows it to Veilig Thuis: the reporter on the ground of a report."""
    owner, receiver = item.organisation, world.organisation(RECEIVER)
    if owner == receiver:
        return
    ground = (may_report(owner, receiver, now).ground if owner.kind == reporter else None) or GROUND
    because = Because(
        purpose="melding",
        ground=ground,
        necessity="Melding: nodig voor de taak van de ontvanger.",
        told="onbekend",
    )
    with acting_as(world.actor(owner.kind), purpose=PROCESS):
        seat(item.case, receiver, invited_by=owner, ground=ground, now=now)
        give([item], to=receiver, by=world.actor(owner.kind), now=now, because=because)


def _oversee(item: Item, world: World, now: datetime) -> None:
    """Veilig Thuis has the oversight from the first report on, until somebody else accepts it (handbook 3.2)."""
    receiver = world.organisation(RECEIVER)
    with acting_as(world.actor(RECEIVER), purpose=PROCESS):
        oversee(item.case, receiver, item)


def _measure(event: Event, code: str, case: Case, records: Records, world: World) -> Iterable[str]:
    detail = event.detail
    supervisor = detail.get("supervisor")
    measure = MeasureDraft(
        code=detail["code"],
        person=records.get(detail.get("person", "")),
        action=detail["action"],
        protects=tuple(records[key] for key in detail.get("protects", ())),
        until=detail.get("until"),
        places=detail.get("places", ()),
        supervisor=world.organisation(supervisor) if supervisor else None,
    )
    made = place_measure(
        case,
        measure,
        at=event.at,
        by=world.actor(code),
        now=event.at,
        beside=_beside(event, records),
        ground=GROUND,
        despite="Zo staat het in de chronologie.",
    )
    _record(event, made.item, world)
    return [one.kind for one, _ in made.told.given]


def _agreement(event: Event, code: str, case: Case, records: Records, world: World) -> Iterable[str]:
    made = agree(
        case,
        event.detail["id"],
        person=records.get(event.detail.get("person", "")),
        at=event.at,
        by=world.actor(code),
        now=event.at,
        title=event.detail.get("title", ""),
        carries_prosecution_decision=event.detail.get("carries_prosecution_decision"),
        beside=_beside(event, records),
    )
    _record(event, made.item, world)
    return ()


def _breach(event: Event, code: str, case: Case, records: Records, world: World) -> Iterable[str]:
    registrar = _registrar(event, world)
    made = record_breach(
        case,
        event.detail["of"],
        danger=event.detail.get("danger"),
        at=event.at,
        by=world.actor(code),
        now=event.at,
        beside=_beside(event, records),
        registered_by=world.organisation(registrar) if registrar else None,
        ground=GROUND,
    )
    _record(event, made.item, world)
    return [one.kind for one, _ in made.told.given]


def _registrar(event: Event, world: World) -> str | None:
    """Who registered what was broken: the latest that goes by that name or code."""
    of = event.detail["of"]
    found = [
        one
        for one in world.chronology.events
        if one.number in world.items and of in (one.detail.get("id"), one.detail.get("code"))
    ]
    return world.items[found[-1].number].organisation.kind if found else None


def _contact(event: Event, code: str, case: Case, records: Records, world: World) -> Iterable[str]:
    made = record_contact(
        case,
        records[event.detail["person"]],
        alone=event.detail.get("alone"),
        at=event.at,
        by=world.actor(code),
        now=event.at,
        beside=_beside(event, records),
    )
    _record(event, made.item, world)
    return ()


def _moment(event: Event, code: str, case: Case, records: Records, world: World) -> Iterable[str]:
    present: tuple[str, ...] = event.detail["present"]
    for one in present:  # so that what comes from several of them is about the same persons
        with acting_as(world.actor(one), purpose=PROCESS):
            world.learn(one, records, event.at)
    held = hold_moment(
        case,
        event.detail["moment"],
        [world.organisation(one) for one in present],
        event.detail["decisions"],
        at=event.at,
        by=world.actor(code),
        now=event.at,
        beside=_beside(event, records),
        ground=GROUND,
    )
    _record(event, held.item, world)
    return present


Feeder = Callable[[Event, str, Case, Records, World], Iterable[str]]
_FEEDERS: Mapping[str, Feeder] = {
    REPORT: _report,
    MOMENT: _moment,
    Kind.MEASURE.value: _measure,
    Kind.AGREEMENT.value: _agreement,
    Kind.BREACH.value: _breach,
    Kind.CONTACT.value: _contact,
}
