# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Faults in a decision table: one row is gone, asks something else, or says something else."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from random import Random
from types import MappingProxyType
from typing import Any

from bench.faults.seen import DAY
from samenspel.rules import catalogue, conditions
from samenspel.rules.law import Source, Validity
from samenspel.rules.tables import Condition, Hit, Row, Table

Found = tuple[str, Table] | None
Change = Callable[[Table, Row, Random], Found]


def _with(table: Table, row: Row, *instead: Row) -> Table:
    return replace(
        table, rows=tuple(new for one in table.rows for new in (instead if one is row else (one,)))
    )


def drop_row(table: Table, row: Row, chance: Random) -> Found:
    return f"{row.id} is weg", _with(table, row)


def end_row(table: Table, row: Row, chance: Random) -> Found:
    ended = replace(row, validity=Validity(row.validity.since, DAY))
    return (f"{row.id} geldt tot {DAY}", _with(table, row, ended)) if row.validity.since < DAY else None


def _conditions(row: Row) -> Iterator[tuple[str, int, Condition]]:
    for name in ("when", "any"):
        for place, one in enumerate(getattr(row, name)):
            yield name, place, one


def _asking(table: Table, row: Row, chosen: tuple[str, int, Condition], new: Condition | None) -> Table:
    name, place, _ = chosen
    asked = list(getattr(row, name))
    asked[place : place + 1] = [new] if new else []
    changed = replace(row, when=tuple(asked)) if name == "when" else replace(row, any=tuple(asked))
    return _with(table, row, changed)


def _pick(row: Row, chance: Random) -> tuple[str, int, Condition] | None:
    found = list(_conditions(row))
    return chance.choice(found) if found else None


def widen(table: Table, row: Row, chance: Random) -> Found:
    chosen = _pick(row, chance)
    if chosen is None:
        return None
    one = chosen[2]
    others = [value for value in _values(one.question) if value not in one.accepted]
    if not others:
        return None
    value = chance.choice(others)
    new = replace(one, accepted=(*one.accepted, value))
    return f"{row.id} neemt ook {one.question} = {value}", _asking(table, row, chosen, new)


def narrow(table: Table, row: Row, chance: Random) -> Found:
    chosen = _pick(row, chance)
    if chosen is None or len(chosen[2].accepted) < 2:
        return None
    value = chance.choice(chosen[2].accepted)
    new = replace(chosen[2], accepted=tuple(one for one in chosen[2].accepted if one != value))
    return f"{row.id} neemt {new.question} = {value} niet meer", _asking(table, row, chosen, new)


def other_answer(table: Table, row: Row, chance: Random) -> Found:
    chosen = _pick(row, chance)
    if chosen is None:
        return None
    one = chosen[2]
    others = [value for value in _values(one.question) if value not in one.accepted]
    if not others:
        return None
    new = replace(one, accepted=(chance.choice(others),))
    return f"{row.id} vraagt {one.question} = {new.accepted[0]}", _asking(table, row, chosen, new)


def drop_question(table: Table, row: Row, chance: Random) -> Found:
    chosen = _pick(row, chance)
    if chosen is None:
        return None
    return f"{row.id} vraagt {chosen[2].question} niet meer", _asking(table, row, chosen, None)


def other_question(table: Table, row: Row, chance: Random) -> Found:
    """Another question with the same answers, of those that some table asks."""
    chosen = _pick(row, chance)
    if chosen is None:
        return None
    one = chosen[2]
    asked = {other.question for rows in table.rows for _, _, other in _conditions(rows)}
    fitting = sorted(name for name in asked - {one.question} if set(one.accepted) <= set(_values(name)))
    if not fitting:
        return None
    new = replace(one, question=chance.choice(fitting))
    return f"{row.id} vraagt {new.question} in plaats van {one.question}", _asking(table, row, chosen, new)


def _values(question: str) -> tuple[str, ...]:
    asked = conditions.question(question)
    return asked.values if asked else ()


def other_outcome(table: Table, row: Row, chance: Random) -> Found:
    """One cell of the outcome: another moment, strength, term, phase or organisation, a flag, a list that lacks one."""
    cells = [name for name in table.outputs if row.then.get(name) not in (None, "", ())]
    cells += [name for name, kind in table.outputs.items() if kind == "flag" and name not in cells]
    if not cells:
        return None
    cell = chance.choice(cells)
    new = _otherwise(table.outputs[cell], cell, row.then[cell], chance)
    if new == row.then[cell]:
        return None
    changed = replace(row, then=MappingProxyType({**row.then, cell: new}))
    return f"{row.id} zegt {cell} = {new!r}", _with(table, row, changed)


def _otherwise(kind: Any, cell: str, said: Any, chance: Random) -> Any:
    if isinstance(said, bool):
        return not said
    if isinstance(said, tuple):
        return _other_list(kind, said, chance)
    if isinstance(kind, list):
        return chance.choice([one for one in kind if one != said])
    if kind == "organisation":
        return chance.choice([one for one in catalogue.organisations() if one != said])
    if cell == "term":
        return chance.choice([f"DL-{number:02}" for number in range(1, 45) if f"DL-{number:02}" != said])
    return ""


def _other_list(kind: Any, said: tuple[str, ...], chance: Random) -> tuple[str, ...]:
    place = chance.randrange(len(said))
    others = sorted(set(catalogue.organisations()) - set(said)) if kind == "organisations" else []
    instead = (chance.choice(others),) if others and chance.random() < 0.5 else ()
    return (*said[:place], *instead, *said[place + 1 :])


def drop_seat(table: Table, row: Row, chance: Random) -> Found:
    seat = chance.choice([one for one in table.rows if one.then["grade"] == "must"])
    return f"{seat.id} hoeft er niet te zijn", _with(table, seat)


def lose_source(table: Table, row: Row, chance: Random) -> Found:
    return f"{row.id} zegt niet waar het staat", _with(table, row, replace(row, source=Source("?")))


def only_first(table: Table, row: Row, chance: Random) -> Found:
    if table.hit is Hit.FIRST:
        return None
    return f"van {table.id} telt alleen de eerste rij", replace(table, hit=Hit.FIRST)


CHANGES: Mapping[str, Change] = {
    "rij weg": drop_row,
    "rij houdt op": end_row,
    "antwoord erbij": widen,
    "antwoord eraf": narrow,
    "ander antwoord": other_answer,
    "vraag weg": drop_question,
    "andere vraag": other_question,
    "andere uitkomst": other_outcome,
    "plaats weg": drop_seat,
    "bron weg": lose_source,
    "alleen de eerste": only_first,
}


def can_have(kind: str, table: Table) -> bool:
    """Only a table of seats can lack one."""
    return CHANGES[kind] is not drop_seat or "grade" in table.outputs
