# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The one place where what several organisations know comes together: to say that they should talk, and nothing else.

It answers with kinds of organisations. No text, no name and no fact leaves this module; free text never enters it,
because a picture holds enumerated facts only. Used by replays; in a region only where its covenant allows it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from samenspel.cases.access.pictures import PERSON_DETAILS
from samenspel.rules.facts import Known, Picture, Relation
from samenspel.rules.routekaart import Evaluation
from samenspel.rules.safety import blind_spots


def blind_spot(
    pictures: Sequence[Picture], own: Iterable[Evaluation], same: Mapping[str, str], now: datetime
) -> tuple[str, ...]:
    """The organisations that together know enough for a moment which none of them sees; empty when there is none.

    `pictures` are of one family, each taken in its organisation's own context, `own` what the routekaart said about
    each; `same` gives one key to the records of one person (handbook 13.6, 13.7).
    """
    found = blind_spots(combined(pictures, same), own, now) if len(pictures) > 1 else ()
    return found[0].who if found else ()


def combined(pictures: Iterable[Picture], same: Mapping[str, str]) -> Picture:
    """Several pictures of one family as one, each event once. To be shown to nobody: no organisation may have it."""
    pictures = list(pictures)
    known: dict[str, Known] = {}
    for item in (one for picture in pictures for one in picture.known):
        before = known.get(item.id)
        first = min(before.recorded, item.recorded) if before else item.recorded
        known[item.id] = replace(_renamed(item, same), recorded=first)
    persons = {
        same.get(key, key): replace(person, key=same.get(key, key))
        for picture in pictures
        for key, person in picture.persons.items()
    }
    relations = {
        Relation(same.get(one.source, one.source), same.get(one.target, one.target), one.kind, one.custody)
        for picture in pictures
        for one in picture.relations
    }
    ordered = tuple(sorted(known.values(), key=lambda item: item.at))
    chosen = sorted(relations, key=lambda one: (one.source, one.target, one.kind))
    return Picture("", ordered, persons, tuple(chosen), pictures[0].region if pictures else None)


def _renamed(item: Known, same: Mapping[str, str]) -> Known:
    return replace(
        item,
        about={
            role: tuple(dict.fromkeys(same.get(key, key) for key in keys))
            for role, keys in item.about.items()
        },
        facts={name: _keys(value, same) for name, value in item.facts.items()},
        detail={
            name: _value(value, same) if name in PERSON_DETAILS else value
            for name, value in item.detail.items()
        },
    )


def _keys(value: Any, same: Mapping[str, str]) -> Any:
    if isinstance(value, Mapping):
        return {same.get(key, key): one for key, one in value.items()}
    return value


def _value(value: Any, same: Mapping[str, str]) -> Any:
    if isinstance(value, list | tuple):
        return [same.get(one, one) for one in value]
    return same.get(value, value)
