# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Builds pictures from short descriptions: for the examples that lawyers read, what is published of them, and tests.

An event is a table with the fields of a chronology; `day` counts days (and parts of days) from 1 March 2024.
Without `day`, the first event is on day 0, the second on day 1, and so on. The viewer is Veilig Thuis, unless
another is named.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from samenspel.rules.facts import Born, Kind, Known, Person, Picture, Relation, read_facts

START = datetime(2024, 3, 1, 9, 0, tzinfo=UTC)
COUPLE = {"slachtoffer": ["V"], "pleger": ["P"]}


def at(day: float) -> datetime:
    return START + timedelta(days=day)


def known(number: int, event: Mapping[str, Any]) -> Known:
    detail = {
        key: value
        for key, value in event.items()
        if key not in ("kind", "day", "by", "about", "facts", "recorded")
    }
    if "until" in detail and not isinstance(detail["until"], datetime):
        detail["until"] = at(detail["until"])
    moment = at(event.get("day", number - 1))
    about = {role: tuple(keys) for role, keys in event.get("about", {}).items()}
    return Known(
        id=str(number),
        kind=Kind(event["kind"]),
        at=moment,
        recorded=at(event["recorded"]) if "recorded" in event else moment,
        by=event.get("by", "POL"),
        about=about,
        facts=read_facts(event.get("facts", {})),
        detail=detail,
    )


def person(key: str, given: Mapping[str, Any]) -> Person:
    born = [int(part) for part in str(given["born"]).split("-")] if "born" in given else None
    return Person(key, Born(*born) if born else None, given.get("unborn", False))


def picture(
    events: Sequence[Mapping[str, Any]],
    persons: Mapping[str, Mapping[str, Any]] | None = None,
    relations: Sequence[Sequence[str]] = (),
    viewer: str = "VT",
    region: str | None = "voorbeeld",
) -> Picture:
    return Picture(
        viewer=viewer,
        known=tuple(known(number, event) for number, event in enumerate(events, start=1)),
        persons={key: person(key, given) for key, given in (persons or {}).items()},
        relations=tuple(Relation(source, target, kind) for source, target, kind in relations),
        region=region,
    )


def last(pic: Picture) -> datetime:
    return max(item.recorded for item in pic.known)
