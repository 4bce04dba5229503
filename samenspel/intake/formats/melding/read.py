# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""JSON → `Report`: strict for a machine that can correct itself, tolerant for a text that somebody pasted."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from samenspel.intake.formats import Problem, Report, Unknown, Unreadable
from samenspel.intake.formats.clean import TooDeep, clean, step
from samenspel.intake.formats.melding.check import check, wrong_fact
from samenspel.intake.formats.melding.model import Melding
from samenspel.intake.formats.melding.tree import as_text, to_tree, to_value, unknowns

MOST_BYTES = 5 * 1024 * 1024
MOST_UNKNOWN = 100_000
KEPT_WHOLE = "Het hele bericht is bewaard zoals het binnenkwam."
KEPT_UNKNOWN = "De tekst staat bij de onbekende velden."
PASSES = 5

Where = Callable[[str, Any], tuple[str, str] | None]
"""From a JSON pointer and value to the place and the exact words in the source, if the source was no JSON."""

TEXTS = {
    "missing": ("verplicht", "Dit veld is verplicht."),
    "string_type": ("soort", "Vul hier tekst in."),
    "string_too_long": ("te-lang", "Deze tekst is te lang: hoogstens %(max_length)s tekens."),
    "string_pattern_mismatch": ("vorm", "Deze tekst heeft niet de vorm die hier hoort."),
    "bool_type": ("soort", "Kies true (ja) of false (nee), of laat het veld weg."),
    "int_type": ("soort", "Vul hier een geheel getal in."),
    "tuple_type": ("soort", "Geef hier een lijst."),
    "dict_type": ("soort", "Geef hier een object."),
    "model_type": ("soort", "Geef hier een object."),
    "model_attributes_type": ("soort", "Geef hier een object."),
    "too_long": ("te-veel", "Dit zijn er te veel: hoogstens %(max_length)s."),
    "greater_than_equal": ("te-klein", "Dit getal moet minstens %(ge)s zijn."),
    "less_than_equal": ("te-groot", "Dit getal mag hoogstens %(le)s zijn."),
    "enum": ("keuze", "Kies een van deze waarden: %(expected)s."),
}


def read(data: bytes) -> Report:
    """The report in a JSON message. Raises Unreadable with all that is wrong, each with its JSON pointer.

    Unknown keys are kept in `unknown`; nothing else is forgiven: the sender gets the answer and can correct.
    """
    tree, cleaned = parse(data)
    _number(tree)
    try:
        melding = Melding.model_validate(tree)
    except ValidationError as error:
        problems = tuple(_problem(each, KEPT_WHOLE) for each in error.errors(include_url=False))
        raise Unreadable(problems + cleaned, settle(tree)) from None
    report = _report(melding)
    wrong = check(report)
    if wrong:
        raise Unreadable(tuple(replace(each, kept=KEPT_WHOLE) for each in wrong) + cleaned, report)
    return replace(report, problems=cleaned)


def parse(data: bytes | str) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """The JSON object in these bytes with clean texts, and what was cleaned. Raises Unreadable."""
    if len(data) > MOST_BYTES:
        raise unreadable("te-groot", "Dit bericht is groter dan 5 MB.")
    try:
        text = data if isinstance(data, str) else data.decode("utf-8-sig")
        tree = json.loads(text, parse_constant=_no_number, object_pairs_hook=_keep_doubles)
        if not isinstance(tree, dict):
            raise unreadable("soort", "Dit is geen JSON-object.")
        return clean(tree)
    except UnicodeDecodeError:
        raise unreadable("codering", "Dit bericht is geen UTF-8.") from None
    except (RecursionError, TooDeep):
        raise unreadable("te-diep", "Dit bericht is te diep genest.") from None
    except json.JSONDecodeError as error:
        what = "Dit is geen JSON: het klopt niet op regel %(line)s, teken %(column)s."
        raise unreadable("json", what, line=error.lineno, column=error.colno) from None
    except ValueError:
        raise unreadable("getal", "In dit bericht staat een getal dat niet bestaat of te lang is.") from None


def unreadable(code: str, what: str, *, where: str = "", **values: str | int) -> Unreadable:
    """The refusal of a whole message, which is kept whole."""
    return Unreadable((Problem(where, what, code, KEPT_WHOLE, values),))


def settle(tree: dict[str, Any], where: Where = lambda pointer, value: None) -> Report:
    """A tree of clean values as a report, whatever is wrong in it: what does not fit moves to `unknown`.

    Every such move and every contradiction is a problem of the report, which may turn out to say nothing.
    """
    moved: list[tuple[Unknown, Problem]] = []
    for turn in range(PASSES):
        _number(tree)
        try:
            report = _report(Melding.model_validate(tree))
            break
        except ValidationError as error:
            # In the last turns whole fields go, so that the end is certain.
            reach = None if turn < PASSES - 2 else 1
            moved += _move(tree, error, where, reach)
            tree, _ = clean(tree)
    report, wrong = _without_wrong_facts(report)
    moved += wrong
    return replace(
        report,
        unknown=report.unknown + tuple(unknown for unknown, _ in moved),
        problems=tuple(problem for _, problem in moved) + check(report),
    )


def _without_wrong_facts(report: Report) -> tuple[Report, list[tuple[Unknown, Problem]]]:
    wrong = {name: what for name, fact in report.facts.items() if (what := wrong_fact(name, fact))}
    moved = []
    for name, what in wrong.items():
        path = f"/feiten/{name}"
        told = Unknown(path, as_text(to_tree(report.facts[name])))
        moved.append((told, replace(what, where=path, kept=KEPT_UNKNOWN)))
    return replace(
        report, facts={name: fact for name, fact in report.facts.items() if name not in wrong}
    ), moved


def _move(
    tree: dict[str, Any], error: ValidationError, where: Where, reach: int | None
) -> list[tuple[Unknown, Problem]]:
    """Takes what does not fit out of the tree, and says what and where it was."""
    moved = []
    for each in error.errors(include_url=False):
        taken = _take(tree, _loc(each)[:reach])
        if taken is not None:
            pointer, value = _pointer(taken[0]), taken[1]
            path, text = where(pointer, value) or (pointer, as_text(value))
            moved.append((Unknown(path[:2000], text), replace(_problem(each, KEPT_UNKNOWN), where=path)))
    return moved


def _report(melding: Melding) -> Report:
    report: Report = to_value(melding)
    unknown = report.unknown + tuple(unknowns(melding))
    if len(unknown) > MOST_UNKNOWN:
        raise unreadable("te-veel", "In dit bericht staan te veel onbekende velden.")
    return replace(report, unknown=unknown)


def _number(tree: dict[str, Any]) -> None:
    """Gives each person without a key the number of its place; what is no person yet is left to the shape."""
    persons = tree.get("betrokkenen")
    for position, person in enumerate(persons if isinstance(persons, list) else (), start=1):
        if isinstance(person, dict):
            person.setdefault("sleutel", str(position))


def _loc(error: ErrorDetails) -> tuple[int | str, ...]:
    return tuple(part for part in error["loc"] if part != "[key]")


def _take(tree: Any, loc: tuple[int | str, ...]) -> tuple[tuple[int | str, ...], Any] | None:
    """Takes the value at that place out of the tree, or what holds it if the value itself is what is missing.

    Leaves None behind, so that the other places stay where they are.
    """
    for index, part in enumerate(loc):
        inside = (
            part in tree if isinstance(tree, dict) else isinstance(tree, list) and part in range(len(tree))
        )
        if not inside or tree[part] is None:
            return None
        below = tree[part]
        wanting = index == len(loc) - 2 and isinstance(below, dict) and loc[-1] not in below
        if wanting or index == len(loc) - 1:
            tree[part] = None
            return loc[: index + 1], below
        tree = below
    return None


def _pointer(loc: tuple[int | str, ...]) -> str:
    pointer = ""
    for part in loc:
        pointer = step(pointer, part)
    return pointer


def _problem(error: ErrorDetails, kept: str) -> Problem:
    code, text = TEXTS.get(error["type"], ("ongeldig", "Deze waarde klopt niet."))
    if error["type"] not in TEXTS and error["type"] in OWN:
        code, text = error["type"], error["msg"]
    told = error.get("ctx", {})
    values = {name: _value(told[name]) for name in re.findall(r"%\((\w+)\)s", text)}
    return Problem(_pointer(_loc(error)), text, code, kept, values)


def _value(told: Any) -> str | int | tuple[str, ...]:
    """What pydantic says was expected; it lists choices as "'V', 'M' or 'O'"."""
    choices = tuple(re.findall(r"'([^']*)'", told)) if isinstance(told, str) else ()
    return choices or told


OWN = ("datum", "jaar", "feit", "tegenstrijdig", "te-veel")


def _no_number(name: str) -> Any:
    raise ValueError(name)


def _keep_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object; a name that stands in it twice is kept under a name of its own, which nobody knows."""
    tree: dict[str, Any] = {}
    for name, value in pairs:
        while name in tree:
            name = f"{name} ({len(tree)})"
        tree[name] = value
    return tree
