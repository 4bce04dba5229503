# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading a chronology (docs/guide/chronologie.md). Strict: every slip is found in one reading, with its line."""

import re
import tomllib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from samenspel.insights.replay.chronology import CITIZEN, REPORT, TICK, Character, Chronology, Event, Tie
from samenspel.insights.replay.kinds import FIELDS, KINDS
from samenspel.insights.replay.lines import lines_of
from samenspel.insights.replay.table import ChronologyError, Notes, Problem, Table, at_noon
from samenspel.rules.catalogue import organisations
from samenspel.rules.datafiles import did_you_mean
from samenspel.rules.facts import FactsError, read_facts

RELATIONS = ("partner", "ex_partner", "ouder", "kind", "broer_zus", "pleegouder", "mantelzorger", "overig")
NO_REGION = "voorbeeld"
_NO_MOMENT = datetime(1, 1, 2, tzinfo=UTC)
_AT_LINE = re.compile(r"\(at line (\d+), column (\d+)\)|\(at end of document\)")


def read(text: str, file: str, region: str | None = None) -> Chronology:
    """The chronology in `text`. `file` is how messages call it; `region` replaces what the file says.

    Raises ChronologyError with every problem.
    """
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ChronologyError(file, [_no_toml(error, text)]) from error
    notes = Notes(lines_of(text))
    whole = Table(content, (), "het bestand", notes)
    title, source = whole.text("title", required=True), whole.text("source")
    said = whole.text("region")
    if not whole.values.get("events"):
        whole.problem("events", "er is geen enkele gebeurtenis [[events]]")
    known, ties, events = family(whole)
    whole.close()
    if notes.problems:
        raise ChronologyError(file, notes.problems)
    return Chronology(title, region or said or NO_REGION, source, known, ties, events)


def family(whole: Table) -> tuple[dict[str, Character], tuple[Tie, ...], tuple[Event, ...]]:
    """The persons, how they are related, and the events in the order of time. What is wrong is noted in the table."""
    persons = _persons(whole.table("persons"), whole.notes)
    events = _events(whole, persons)
    known = persons | {person.key: person for event in events for person in event.persons}
    ties = _ties(whole, known)
    return known, ties, tuple(sorted(events, key=lambda event: event.at))


def _no_toml(error: tomllib.TOMLDecodeError, text: str) -> Problem:
    found = _AT_LINE.search(str(error))
    line = int(found[1]) if found and found[1] else max(1, len(text.splitlines()))
    what = _AT_LINE.sub("", str(error)).strip()
    return Problem(line, "het bestand", "", f"dit is geen geldige TOML ({what})")


def _persons(rows: Mapping[str, Any], notes: Notes) -> dict[str, Character]:
    found = {}
    for key, row in rows.items():
        if not isinstance(row, dict):
            notes.add(("persons", key), "persons", key, "verwacht een blok [persons." + key + "]")
            continue
        found[key] = _character(key, Table(row, ("persons", key), f"persoon {key}", notes))
    return found


def _character(key: str, table: Table) -> Character:
    person = Character(key, table.born("born"), bool(table.flag("unborn")), table.texts("roles"))
    table.close()
    return person


def _ties(whole: Table, persons: Mapping[str, Character]) -> tuple[Tie, ...]:
    found = []
    for number, row in enumerate(whole.rows("relations"), start=1):
        table = Table(row, ("relations", number), f"relatie {number}", whole.notes)
        source = table.choice("from", persons, required=True)
        target = table.choice("to", persons, required=True)
        kind = table.choice("kind", RELATIONS, required=True)
        if source and source == target:
            table.problem("to", "een relatie is met iemand anders")
        found.append(Tie(source, target, kind, table.flag("custody")))
        table.close()
    return tuple(found)


def _events(whole: Table, persons: Mapping[str, Character]) -> list[Event]:
    rows = whole.rows("events")
    known = dict(persons)
    found: list[Event] = []
    for number, row in enumerate(rows, start=1):
        table = Table(row, ("events", number), f"gebeurtenis {number}", whole.notes)
        found.append(_event(number, table, known, found))
    return found


def _event(number: int, table: Table, known: dict[str, Character], earlier: list[Event]) -> Event:
    at = table.moment("at", at_noon, required=True)
    kind = table.choice("kind", KINDS, required=True)
    by = table.choice("by", organisations(), required=kind != TICK)
    new = _new_persons(table, known)
    about = _about(table, known)
    facts = _facts(table, known)
    text = table.text("text")
    detail = FIELDS[kind](table, known, earlier) if kind else {}
    if kind:
        table.close()
    if by == CITIZEN and kind not in (REPORT, "incident", "signal"):
        table.problem("by", "een burger (BURGER) is alleen bron van een melding, een incident of een signaal")
    event = Event(number, at or _NO_MOMENT, kind, by, about, facts, detail, text, new)
    _in_order(event, table, earlier)
    return event


def _in_order(event: Event, table: Table, earlier: list[Event]) -> None:
    """What an event points at came before it; what it sets an end to ends after it."""
    until, number = event.detail.get("until"), event.detail.get("incident")
    if until and until < event.at:
        table.problem("until", "ligt vóór het moment van de gebeurtenis zelf")
    for named in (one for one in earlier if number is not None and one.number == number):
        if named.at > event.at:
            table.problem("incident", f"gebeurtenis {number} is van later ({named.at.isoformat()})")


def _new_persons(table: Table, known: dict[str, Character]) -> tuple[Character, ...]:
    found = []
    for key, row in table.table("new_persons").items():
        path = (*table.path, "new_persons", key)
        if not isinstance(row, dict):
            table.problem(f"new_persons.{key}", 'verwacht een tabel, zoals { born = "2014" }')
        elif key in known:
            table.problem(f"new_persons.{key}", "deze persoon is er al")
        else:
            known[key] = _character(key, Table(row, path, f"{table.where}, persoon {key}", table.notes))
            found.append(known[key])
    return tuple(found)


def _about(table: Table, known: Mapping[str, Character]) -> dict[str, tuple[str, ...]]:
    inner = Table(table.table("about"), (*table.path, "about"), table.where, table.notes, "about.")
    found = {}
    for role in inner.values:
        people = tuple(key for key in inner.texts(role) if inner.accepts(role, key, known))
        if len(role) > 24:
            inner.problem(role, "een rol heeft ten hoogste 24 tekens")
        found[role] = people
    return {role: people for role, people in found.items() if people}


def _facts(table: Table, known: Mapping[str, Character]) -> Mapping[str, Any]:
    raw = table.table("facts")
    for name, value in raw.items():
        if isinstance(value, dict) and name != "victim_wishes":
            for key in value.keys() - known.keys():
                table.problem(f"facts.{name}", f"persoon {key!r} is niet bekend{did_you_mean(key, known)}")
    try:
        return read_facts(raw)
    except FactsError as error:
        for one in error.problems:
            table.problem(f"facts.{one.field}", one.message)
        return {}
