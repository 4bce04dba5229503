# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The edges of every row: at which answers it just counts, at which it just does not, and what it then says.

They are kept in `spec/edges.toml`, with for every term whose it is and when it ends.
For each question of a row: every answer that is accepted while the others hold, and every one that is not. So whoever
moves an edge has to move it here too, and shows which. What an edge does not name is as when nothing is known.
`python -m tests.rules.edges` writes the file again; look at what changed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from itertools import product
from math import prod
from typing import Any

from samenspel.rules import conditions, tables
from samenspel.rules.clocks import ClockRule, due
from samenspel.rules.clocks.register import EVENTS, Pattern
from samenspel.rules.conditions.dependencies import quiet
from samenspel.rules.facts import Finding
from samenspel.rules.proofs.book import turns
from samenspel.rules.ruleset import Ruleset, national
from samenspel.rules.tables import Condition, Hit, Row, Table
from samenspel.rules.workdays import AMSTERDAM, DAY
from tests.rules.specified import SPEC, spec
from tests.rules.timelines import at

FILE = SPEC / "edges.toml"
MANY = 12
Edge = Mapping[str, list[str]]
HEAD = """# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2

# The edges of every row of every table, and of every term. Written by `python -m tests.rules.edges`; people look at
# what changed.
#
# says    the outcome, without its empty cells
# counts  the row counts at each of these answers (every combination); what is not named: as when nothing is known
# not     it does not; { not = [...] } means every other answer
# due     when a term in this form ends: begun before a clock change, and before Easter (24:00: the end of that day);
#         what starts, extends, meets and ends it
"""
BEGINS = ("2026-03-28 22:00", "2026-04-02 16:30")
ORDINARY = "gewoon"


def wrong_at_edges(rules: Ruleset) -> Iterator[str]:
    """Where these rules do not say what the edges say; also a row that has no edges, and edges without a row."""
    kept = {one["id"]: one for one in spec("edges")["row"]}
    rows = {row.id: table for table in rules.tables.values() for row in table.rows}
    for ident in kept.keys() ^ rows.keys():
        yield f"{ident}: staat niet in de tabel én in spec/edges.toml"
    for ident in kept.keys() & rows.keys():
        for day in turns(row.validity for row in rows[ident].rows):
            if day >= kept[ident].get("since", day):
                yield from (f"{ident}: {text}" for text in _wrong(rows[ident], kept[ident], day))
    yield from _wrong_terms(rules)


def _wrong_terms(rules: Ruleset) -> Iterator[str]:
    kept = {one["id"]: one for one in spec("edges")["term"]}
    terms = {rule.id: rule for rule in rules.terms.rules}
    for ident in kept.keys() ^ terms.keys():
        yield f"{ident}: staat niet in het register én in spec/edges.toml"
    for ident in kept.keys() & terms.keys():
        found = _term(terms[ident], rules)
        yield from (
            f"{ident}: {name} {found[name]}" for name in found if found[name] != kept[ident].get(name)
        )
        yield from (f"{ident}: {name} ontbreekt" for name in kept[ident].keys() - found.keys() - {"id"})


def _term(rule: ClockRule, rules: Ruleset) -> Mapping[str, Any]:
    ends = {
        variant or ORDINARY: [
            _local(due(rule, at(begin), variant=variant, known=rules.terms).due) for begin in BEGINS
        ]
        for variant in (None, *rule.variants)
    }
    events = {name: [_event(one) for one in getattr(rule.events, name)] for name in EVENTS}
    heard = {name: said for name, said in events.items() if said}
    return {"owners": list(rule.owners), "nature": rule.nature.value, "due": ends, **heard}


def _event(one: Pattern) -> str:
    """ "report van POL; status: aangehouden; niet offence_suspicion: nee"."""
    parts = [f"{one.kind} van {', '.join(sorted(one.by))}" if one.by else one.kind.value]
    parts += [f"{name}: {', '.join(sorted(said))}" for name, said in sorted(one.values.items())]
    parts += [f"niet {name}: {', '.join(sorted(said))}" for name, said in sorted(one.refused.items())]
    return "; ".join([*parts, *([f"vorm {one.variant}"] if one.variant else [])])


def _local(end: datetime) -> str:
    local = end.astimezone(AMSTERDAM)
    if (local.hour, local.minute) == (0, 0):
        return f"{local.date() - DAY} 24:00"
    return f"{local:%Y-%m-%d %H:%M}"


def _wrong(table: Table, kept: Mapping[str, Any], day: date) -> Iterator[str]:
    rows = [row for row in table.on(day) if row.id == kept["id"]]
    if rows and table.hit is Hit.COLLECT and not rows[0].otherwise:
        table = replace(table, rows=tuple(rows))  # where every row counts by itself, one row will do
    for name, counts in (("counts", True), ("not", False)):
        for answers in _each(kept.get(name, [])):
            found = {row.id: row for row in _counting(table, answers, day)}
            if (kept["id"] in found) != counts:
                yield f"op {day} geldt zij {'niet' if counts else 'wel'} bij {answers}"
            elif counts and _said(found[kept["id"]]) != kept["says"]:
                yield f"zegt {_said(found[kept['id']])}"


def _each(edges: list[Mapping[str, Any]]) -> Iterator[Mapping[str, str]]:
    for edge in edges:
        values = [_values(name, said) for name, said in edge.items()]
        for chosen in product(*values):
            yield dict(zip(edge, chosen, strict=True))


def _values(name: str, said: Any) -> list[str]:
    asked = conditions.question(name)
    assert asked is not None, name
    return (
        [value for value in asked.values if value not in said["not"]]
        if isinstance(said, dict)
        else list(said)
    )


def _counting(table: Table, answers: Mapping[str, str], day: date) -> list[Row]:
    def find(name: str) -> Finding:
        said = {answers[name]} if name in answers else quiet(name)
        return Finding(dict.fromkeys(said, ()))

    return [hit.row for hit in tables.evaluate(table, find, day).hits()]


def _said(row: Row) -> dict[str, Any]:
    found = {name: list(said) if isinstance(said, tuple) else said for name, said in row.then.items()}
    return {name: said for name, said in found.items() if said not in ("", [], False)}


# Writing


def write(rules: Ruleset) -> str:
    """The edges of these rules, as the file holds them."""
    blocks = [_block(table, row) for table in rules.tables.values() for row in table.rows]
    for rule in rules.terms.rules:
        said = _term(rule, rules)
        lines = ["", "[[term]]", f'id = "{rule.id}"', *(f"{name} = {_toml(said[name])}" for name in said)]
        blocks.append("\n".join(lines) + "\n")
    return HEAD + "".join(blocks)


def _block(table: Table, row: Row) -> str:
    counts, apart = _edges(table, row)
    lines = ["", "[[row]]", f'id = "{row.id}"']
    later = row.validity.since > turns([])[0]
    lines += [f"since = {row.validity.since}"] if later else []
    lines += [f"says = {_toml(_said(row))}"]
    for name, edges in (("counts", counts), ("not", apart)):
        if edges:
            lines += [f"{name} = [", *(f"  {_toml(edge)}," for edge in edges), "]"]
    return "\n".join(lines) + "\n"


def _edges(table: Table, row: Row) -> tuple[list[Edge], list[Edge]]:
    if row.otherwise:
        return [{}] if row in _counting(table, {}, turns([])[0]) else _left(table, row), _taken(table, row)
    every = {one.question: list(one.accepted) for one in row.when}
    first = {name: values[:1] for name, values in every.items()}
    closed = {one.question: [_not_open(one, every)] for one in row.any}
    opened = {row.any[0].question: _open(row.any[0], every)[:1]} if row.any else {}
    base: Edge = {**first, **closed, **opened}
    counts = [{**base, **every, **closed, **opened}]
    if prod(len(values) for values in every.values()) > MANY:
        counts = [{**base, name: values} for name, values in every.items() if name not in closed]
    counts += [{**first, **closed, one.question: _open(one, every)} for one in row.any[1:]]
    counts += [{**first, **closed, one.question: _open(one, every)} for one in row.any[:1]]
    apart = [{**base, one.question: _refused(one)} for one in row.when if _refused(one)]
    apart += [
        {**first, **closed, one.question: _inside(_refused(one), one.question, every)} for one in row.any
    ]
    return _once(counts), _once(apart)


def _once(edges: list[Edge]) -> list[Edge]:
    found: list[Edge] = []
    for edge in edges:
        if edge not in found:
            found.append(edge)
    return found


def _inside(values: list[str], name: str, every: Edge) -> list[str]:
    """Of these answers the ones that the row accepts for the same question elsewhere, if it asks it there too."""
    return [value for value in values if value in every.get(name, values)]


def _open(one: Condition, every: Edge) -> list[str]:
    return _inside(list(one.accepted), one.question, every)


def _not_open(one: Condition, every: Edge) -> str:
    return _inside(_refused(one), one.question, every)[0]


def _refused(one: Condition) -> list[str]:
    asked = conditions.question(one.question)
    return [value for value in asked.values if value not in one.accepted] if asked else []


def _left(table: Table, row: Row) -> list[Edge]:
    """An answer to one question at which no other row counts."""
    for name in table.questions():
        for value in _values(name, {"not": []}):
            if row in _counting(table, {name: value}, turns([])[0]):
                return [{name: [value]}]
    return []


def _taken(table: Table, row: Row) -> list[Edge]:
    """Answers at which another row counts."""
    other = next(one for one in table.rows if not one.otherwise)
    return _edges(table, other)[0][:1]


def _toml(value: Any) -> str:
    if isinstance(value, Mapping):
        inside = ", ".join(f"{name} = {_cell(name, said)}" for name, said in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return '"' + str(value).replace('"', '\\"') + '"'


def _cell(name: str, said: Any) -> str:
    """A long list of answers is told by what is not in it."""
    asked = conditions.question(name)
    if isinstance(said, list) and asked and len(said) > MANY:
        return _toml({"not": [value for value in asked.values if value not in said]})
    return _toml(said)


if __name__ == "__main__":
    FILE.write_text(write(national()), encoding="utf-8")
