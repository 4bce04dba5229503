# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was registered earlier about the persons of an event, as far as the viewer knows it (handbook 13.7)."""

from collections.abc import Iterable

from samenspel.insights.replay.chronology import Event
from samenspel.insights.replay.wording import KINDS, day
from samenspel.insights.replay.world import World
from samenspel.rules.facts import Known, Picture

NOTED = ("incident", "report", "signal", "assessment", "suspect", "measure", "agreement", "breach")
PERPETRATORS, VICTIMS = ("pleger", "verdachte"), ("slachtoffer",)


def history_of(event: Event, picture: Picture, world: World) -> list[str]:
    """One line per earlier registration about these persons, oldest first; then earlier victims; then what was told."""
    same = world.same()
    own = {event.number, event.detail.get("incident")}
    persons = set(event.named()) or {same.get(key, key) for key in picture.persons}
    earlier = [item for item in picture.known if _number(item, world) not in own and item.at <= event.at]
    about = [item for item in earlier if persons & _persons(item, same)]
    lines = [_line(item, same, world) for item in about if item.kind.value in NOTED]
    named = set(event.named())
    lines += _earlier_victims(about, named, same) if event.about.get(VICTIMS[0]) else []
    lines += [
        f"elders gemeld: {' '.join(str(part) for part in row.values() if part)}"
        for item in (*about, *(one for one in picture.known if _number(one, world) == event.number))
        for row in item.facts.get("prior_reports", ())
    ]
    return list(dict.fromkeys(lines))


def _number(item: Known, world: World) -> int | None:
    return next((number for number, stored in world.items.items() if str(stored.pk) == item.id), None)


def _persons(item: Known, same: dict[str, str]) -> set[str]:
    keys = [key for people in item.about.values() for key in people]
    keys += [item.detail["person"]] if item.detail.get("person") else []
    keys += item.detail.get("protects", ())
    return {same.get(key, key) for key in keys}


def _line(item: Known, same: dict[str, str], world: World) -> str:
    number = _number(item, world)
    roles = ", ".join(f"{same.get(key, key)} als {role}" for role, keys in item.about.items() for key in keys)
    if not roles and item.detail.get("person"):
        roles = same.get(item.detail["person"], "")
    what = f"{KINDS[item.kind.value]} van {day(item.at)} ({item.by})"
    return (f"gebeurtenis {number}: " if number else "") + what + (f": {roles}" if roles else "")


def _earlier_victims(items: Iterable[Known], named: set[str], same: dict[str, str]) -> list[str]:
    """Who was a victim of somebody in this event, while not in this event: an earlier partner, another child."""
    found: dict[tuple[str, str], None] = {}
    for item in items:
        did = {same.get(key, key) for role in PERPETRATORS for key in item.about.get(role, ())}
        suffered = [same.get(key, key) for role in VICTIMS for key in item.about.get(role, ())]
        for person in sorted(did & named):
            found |= {(person, victim): None for victim in suffered if victim not in named}
    return [f"{person} was eerder pleger; slachtoffer was {victim}" for person, victim in found]
