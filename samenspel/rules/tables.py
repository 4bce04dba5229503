# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Decision tables: read from data into frozen values, and evaluated with a full trace.

Rule 1: a row asks questions and lists the answers it accepts; there are no operators and no expressions
        in data.
        `when`: every question must be answered so. `any`: at least one of them. `otherwise`: no
        other row applied.
Rule 2: the trace says of every row whether it applied and of every question what was found, also for
        rows that did not.
Rule 3: a table that is wrong in any way is refused as a whole, with every problem in it.
Rule 4: a table that asks something from outside (about which measure, which source) says nothing about a picture alone;
        `Table.outside` names those questions, and whoever asks gives the finder their answers.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache, cached_property
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from samenspel.rules import catalogue, conditions, datafiles
from samenspel.rules.facts import UNKNOWN, Finding, Known, Situation
from samenspel.rules.law import Reason, Source, Validity

FILES = (
    "entry.toml",
    "moments.toml",
    "invitations.toml",
    "phases.toml",
    "prosecution.toml",
    "preconditions.toml",
    "breaches.toml",
    "report_duty.toml",
    "source_naming.toml",
    "informing.toml",
    "stalking.toml",
    "child_talk.toml",
    "harm.toml",
    "decision_rights.toml",
    "red_flags.toml",
    "missing.toml",
)
Find = Callable[[str], Finding]
NOTHING: Mapping[str, Finding] = MappingProxyType({})


class Hit(StrEnum):
    """What counts when several rows apply: all of them, or the first."""

    COLLECT = "COLLECT"
    FIRST = "FIRST"


@dataclass(frozen=True, slots=True)
class Condition:
    """A question and the answers that a row accepts."""

    question: str
    accepted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    `then` holds the outcome, with the keys that the table declares; `text` is the reason in Dutch. `minimum`: no region
    may remove, weaken or delay it.
    """

    id: str
    when: tuple[Condition, ...]
    any: tuple[Condition, ...]
    otherwise: bool
    then: Mapping[str, Any]
    text: str
    source: Source
    validity: Validity
    minimum: bool = False

    def reason(self) -> Reason:
        return Reason(self.id, self.text, self.source)


@dataclass(frozen=True)
class Table:
    """One table: its rows in order, what an outcome holds, and how hits count. All that it offers is derived once."""

    id: str
    name: str
    hit: Hit
    outputs: Mapping[str, Any]
    rows: tuple[Row, ...]

    def questions(self) -> Mapping[str, frozenset[str]]:
        """Every question that a row asks, with all answers that some row accepts."""
        found: dict[str, frozenset[str]] = {}
        for row in self.rows:
            for one in (*row.when, *row.any):
                found[one.question] = found.get(one.question, frozenset()) | set(one.accepted)
        return found

    @cached_property
    def outside(self) -> frozenset[str]:
        """The questions of this table that no picture answers; empty for a table about the picture itself."""
        asked = {name: conditions.question(name) for name in self.questions()}
        return frozenset(name for name, one in asked.items() if one and one.outside)

    def on(self, day: date) -> tuple[Row, ...]:
        """The rows that are valid on that day."""
        first, last = self._all_valid
        if first <= day < last:
            return self.rows
        return tuple(row for row in self.rows if row.validity.holds_on(day))

    @cached_property
    def _all_valid(self) -> tuple[date, date]:
        """The days, from the first to before the second, on which every row is valid: nearly always so."""
        since = max((row.validity.since for row in self.rows), default=date.min)
        return since, min((row.validity.until or date.max for row in self.rows), default=date.max)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of one row, as it was answered: what was found, and whether the row accepts that."""

    question: str
    accepted: tuple[str, ...]
    found: tuple[str, ...]
    held: bool
    events: tuple[Known, ...]
    persons: tuple[str, ...]
    since: datetime | None

    def why(self) -> str:
        """In Dutch: the question, what was found, and what the row asks for."""
        asked = conditions.question(self.question)
        text = asked.text if asked else self.question
        joint = "voldoet" if self.held else f"voldoet niet (gevraagd: {' of '.join(self.accepted)})"
        return f"{text}: {', '.join(self.found)}; {joint}"


@dataclass(frozen=True, slots=True)
class RowTrace:
    """Whether a row applied, and every question with its answer."""

    row: Row
    applied: bool
    asked: tuple[Asked, ...]

    def events(self) -> tuple[Known, ...]:
        """The events behind the answers that made the row apply, each once."""
        return tuple({item.id: item for one in self.asked if one.held for item in one.events}.values())


@dataclass(frozen=True, slots=True)
class TableTrace:
    """A table as it was evaluated: every row, and those that count under its hit policy."""

    table: Table
    rows: tuple[RowTrace, ...]

    def hits(self) -> tuple[RowTrace, ...]:
        applied = tuple(trace for trace in self.rows if trace.applied)
        return applied[:1] if self.table.hit is Hit.FIRST else applied


def finder(situation: Situation, told: Mapping[str, Finding] = NOTHING) -> Find:
    """Answers questions about one situation; each question is worked out once.

    `told` holds the answers from outside (`conditions.answers`); they go before what the picture says.
    """
    found = dict(told) if told else situation.found

    def find(name: str) -> Finding:
        if name not in found:
            asked = conditions.question(name)
            assert asked is not None, name
            found[name] = asked.read(situation)
        return found[name]

    return find


_HELD = attrgetter("held")


def evaluate(table: Table, find: Find, day: date) -> TableTrace:
    """Every row that is valid on that day, evaluated against the answers that `find` gives."""
    traces: list[RowTrace] = []
    asked: dict[int, Asked] = {}
    for row in table.on(day):
        if row.otherwise:
            traces.append(RowTrace(row, not any(trace.applied for trace in traces), ()))
            continue
        every = tuple([asked.get(id(one)) or _ask(one, find, asked) for one in row.when])
        some = tuple([asked.get(id(one)) or _ask(one, find, asked) for one in row.any])
        applied = all(map(_HELD, every)) and (not some or any(map(_HELD, some)))
        traces.append(RowTrace(row, applied, every + some))
    return TableTrace(table, tuple(traces))


def _ask(one: Condition, find: Find, asked: dict[int, Asked]) -> Asked:
    """Rows often ask the same of the same question (then it is one object): that is looked at once for each table."""
    finding = find(one.question)
    found = tuple(finding.values) or (UNKNOWN,)
    held = any(map(one.accepted.__contains__, found))
    events = finding.support(one.accepted) if held else ()
    since = finding.since or (min([item.recorded for item in events]) if events else None)
    answer = Asked(one.question, one.accepted, found, held, events, finding.persons, since)
    asked[id(one)] = answer
    return answer


@cache
def all_tables() -> Mapping[str, Table]:
    """All decision tables by id. Errors: `DataError` with every problem of every file."""
    tables: dict[str, Table] = {}
    problems: list[datafiles.Problem] = []
    for name in FILES:
        try:
            table = read(name, datafiles.content(name))
            tables[table.id] = table
        except datafiles.DataError as error:
            problems.extend(error.problems)
    if problems:
        raise datafiles.DataError(problems)
    return MappingProxyType(tables)


@cache
def version() -> str:
    """SHA-256 over the names and contents of all data files: changes when any rule, term or name changes."""
    digest = hashlib.sha256()
    for name in datafiles.names():
        content = datafiles.content(name).encode()
        digest.update(f"{name}:{hashlib.sha256(content).hexdigest()}\n".encode())
    return digest.hexdigest()


def read(name: str, text: str) -> Table:
    """One table from its TOML text. Errors: `DataError` with every problem that was found."""
    document = datafiles.parse(name, text)
    document.only("table", "outputs", "row")
    head = document.block("table")
    ident, title, hit = head.text("id"), head.text("name"), head.choice("hit", [*Hit])
    head.finish()
    outputs = document.block("outputs").values
    rows = tuple(read_row(block, outputs) for block in document.blocks("row"))
    if not rows:
        document.problem("-", "row", "de tabel heeft geen rijen")
    document.close()
    return Table(ident, title, Hit(hit), MappingProxyType(outputs), rows)


def read_row(block: datafiles.Block, outputs: Mapping[str, Any]) -> Row:
    """One row of a table with these outputs; what is wrong with it is noted in the document."""
    every, some = read_conditions(block, "when"), read_conditions(block, "any")
    otherwise = block.flag("otherwise")
    if otherwise and (every or some):
        block.problem("otherwise", "kan niet samen met when of any")
    inner = block.part("then")
    then = {key: read_output(inner, key, kind) for key, kind in outputs.items()}
    inner.finish()
    return Row(
        id=block.row,
        when=every,
        any=some,
        otherwise=otherwise,
        then=MappingProxyType(then),
        text=block.text("text"),
        source=block.source(),
        validity=block.validity(),
        minimum=block.flag("minimum"),
    )


def read_conditions(block: datafiles.Block, key: str) -> tuple[Condition, ...]:
    """The questions under `when` or `any`, each with the answers that are accepted."""
    inner = block.part(key, {})
    found = []
    for name in inner.values:
        asked = conditions.question(name)
        if asked is None:
            hint = datafiles.did_you_mean(name, conditions.known_names())
            inner.problem(name, "onbekend gegeven of onbekende voorwaarde" + hint)
            continue
        accepted = inner.texts(name, asked.values)
        if not accepted:
            inner.problem(name, "er staat geen waarde")
        found.append(_condition(name, accepted))
    return tuple(found)


@cache
def _condition(question: str, accepted: tuple[str, ...]) -> Condition:
    """The one object for this question with these answers."""
    return Condition(question, accepted)


def read_output(inner: datafiles.Block, key: str, kind: Any) -> Any:
    """One cell of an outcome: a list of words is a choice; the other kinds are named."""
    if isinstance(kind, list):
        return inner.choice(key, kind, "")
    match kind:
        case "text":
            return inner.text(key, "")
        case "flag":
            return inner.flag(key)
        case "organisation":
            return inner.choice(key, catalogue.organisations(), "")
        case "organisations":
            return inner.texts(key, catalogue.organisations(), ())
        case "measures":
            return inner.texts(key, catalogue.measures(), ())
        case "functions":
            return inner.texts(key, catalogue.functions(), ())
        case "decisions":
            return inner.texts(key, catalogue.decisions(), ())
        case "phases":
            return inner.texts(key, catalogue.PHASES, ())
        case "texts":
            return inner.texts(key, default=())
        case _:
            inner.problem(key, f"onbekend soort uitkomst in [outputs]: {kind!r}")
            return None
