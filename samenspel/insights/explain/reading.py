# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading the facts that somebody wants explained: JSON, in the words of a chronology. Every slip is found at once."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from samenspel.insights.replay.chronology import CITIZEN, TICK, Character, Event, Tie
from samenspel.insights.replay.reading import NO_REGION, family
from samenspel.insights.replay.table import Notes, Table, at_noon
from samenspel.rules import conditions
from samenspel.rules.catalogue import organisations
from samenspel.rules.facts import (
    FactProblem,
    FactsError,
    Kind,
    Known,
    Person,
    Picture,
    Relation,
    read_facts,
    variables,
)
from samenspel.rules.verdicts import NOTHING, Told

VIEWER = "VT"
LOOSE = "feiten"  # the id of the event that carries the facts of no event


class FactsFileError(ValueError):
    """A file that cannot be explained. `problems` has one line (Dutch) for everything that was found."""

    def __init__(self, problems: Collection[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks: a picture at a moment, the answers that no picture holds, and about which person."""

    picture: Picture
    now: datetime
    told: Told = field(default_factory=lambda: NOTHING)
    person: str | None = None


def read(text: str, file: str, now: datetime) -> Asked:
    """What `text` asks. `file` is how messages call it; `now` counts when it names no moment and has no events.

    Raises FactsFileError with every problem.
    """
    notes = Notes({(): 1})
    whole = Table(_object(text, file), (), "", notes)
    known, ties, events = family(whole)
    facts, told = _facts(whole), _told(whole)
    viewer = whole.choice("viewer", [code for code in organisations() if code != CITIZEN]) or VIEWER
    at = whole.moment("now", at_noon) or (events[-1].at if events else now)
    region, person = whole.text("region") or NO_REGION, whole.choice("person", known) or None
    whole.close()
    if notes.problems:
        lines = (
            ": ".join(part for part in (_place(one.where, one.field), one.message)) for one in notes.problems
        )
        raise FactsFileError([f"{file}, {line}" for line in lines])
    picture = picture_of(viewer, events, known, ties, region)
    if facts:
        loose = Known(LOOSE, Kind.SIGNAL, at, at, viewer, facts=facts)
        picture = replace(picture, known=(*picture.known, loose))
    return Asked(picture, at, told, person)


def _object(text: str, file: str) -> Mapping[str, Any]:
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        place = f"regel {error.lineno}, teken {error.colno}"
        raise FactsFileError([f"{file}, {place}: dit is geen geldige JSON ({error.msg})"]) from error
    if not isinstance(content, dict):
        raise FactsFileError([f'{file}: verwacht één JSON-object, zoals {{"facts": {{…}}}}'])
    return content


def _place(where: str, field: str) -> str:
    return ", ".join(part for part in (where, f"veld {field}" if field else "") if part)


def _facts(whole: Table) -> Mapping[str, Any]:
    try:
        return read_facts(whole.table("facts"))
    except FactsError as error:
        _note(whole, "facts", error.problems, tuple(variables()))
        return {}


def _told(whole: Table) -> Told:
    told = whole.table("told")
    try:
        conditions.answers(told)
    except FactsError as error:
        _note(whole, "told", error.problems, ())
    return told


def _note(whole: Table, table: str, problems: Collection[FactProblem], every: tuple[str, ...]) -> None:
    for one in problems:
        unknown = every and one.accepted == every
        names = f"; bekend zijn {', '.join(every)}" if unknown else ""
        whole.problem(f"{table}.{one.field}", one.message + names)


def _known(event: Event) -> Known:
    detail = dict(event.detail)
    if "incident" in detail:
        detail["incident"] = str(detail["incident"])
    return Known(
        str(event.number), Kind(event.kind), event.at, event.at, event.by, event.about, event.facts, detail
    )


def picture_of(
    viewer: str,
    events: Iterable[Event],
    persons: Mapping[str, Character],
    ties: tuple[Tie, ...],
    region: str,
) -> Picture:
    """As one organisation sees it that knows all of these events."""
    known = tuple(_known(event) for event in events if event.kind != TICK)
    people = {key: Person(key, one.born, one.unborn) for key, one in persons.items()}
    relations = tuple(Relation(one.source, one.target, one.kind, one.custody) for one in ties)
    return Picture(viewer, known, people, relations, region)
