# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The register of terms: what `data/clocks.toml` holds, as frozen values (handbook 3.0).

Rule 1: a row names its start events and what meets them by kind and value; it holds no logic.
Rule 2: a row without start events does not run by itself; its term can still be calculated.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any, TypeVar

from samenspel.rules.datafiles import Block, Document, content, parse
from samenspel.rules.facts import Kind
from samenspel.rules.law import Source, Validity

E = TypeVar("E", bound=StrEnum)
FILE = "clocks.toml"
UNITS = ("years", "months", "weeks", "days", "hours", "minutes")
EVENTS = ("starts", "extends", "met", "ends", "caps", "counts_from")
# What a pattern may ask: a key of `detail` (`of_code`: the measure that a breach is about), or a fact.
DETAILS = (
    "status",
    "what",
    "code",
    "action",
    "moment",
    "outcome",
    "instrument",
    "present",
    "of_code",
    "offence",
    "origin",
)
FACTS = ("stalking_indicators", "child_harm", "offence_suspicion", "complaint")


class Clock(StrEnum):
    """How time is counted (handbook 3.0, clock types)."""

    HOURS = "HOURS"
    CALENDAR_DAYS = "CALENDAR_DAYS"
    WORKING_DAYS = "WORKING_DAYS"
    ATW_DAYS = "ATW_DAYS"
    PENAL = "PENAL"
    HELD_FOR_INQUIRY = "HELD_FOR_INQUIRY"
    IMMEDIATE = "IMMEDIATE"
    ASAP = "ASAP"


# A pause is counted in hours, so it fits only where hours are counted.
PAUSABLE = (Clock.HOURS, Clock.PENAL)


class Nature(StrEnum):
    """A duty that is not met becomes overdue; a limit ends by itself."""

    DUTY = "plicht"
    LIMIT = "grens"


class Per(StrEnum):
    """What may have only one open term of a rule at a time."""

    START = "begin"
    PERSON = "persoon"
    MEASURE = "maatregel"
    CASE = "zaak"


class Link(StrEnum):
    """What a start event and the event that meets it must have in common."""

    NOTHING = "niets"
    PERSON = "persoon"
    INCIDENT = "incident"
    MEASURE = "maatregel"


class How(StrEnum):
    """The function in `running` that finds the terms of a row."""

    EVENTS = "gebeurtenis"
    OTHERS_DATA = "gegevens_van_anderen"
    POSTPONED = "uitstel"


class Onset(StrEnum):
    """Where an extension starts to count."""

    BEGIN = "begin"
    END = "einde"


@dataclass(frozen=True, slots=True)
class Desk:
    """The hours of a desk that is open on working days, local time."""

    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Count:
    """How long a term is, and how it is counted. `not_after` names a rule whose end it may not pass."""

    clock: Clock
    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0
    hours: int = 0
    minutes: int = 0
    from_moment: bool = False
    desk: Desk | None = None
    not_after: str | None = None


@dataclass(frozen=True, slots=True)
class Pattern:
    """Which known items count: their kind, who knows them, and accepted or refused values."""

    kind: Kind
    by: frozenset[str]
    values: Mapping[str, frozenset[str]]
    refused: Mapping[str, frozenset[str]]
    variant: str | None


@dataclass(frozen=True, slots=True)
class Events:
    """The events around a term: what starts, extends, meets, ends and caps it."""

    starts: tuple[Pattern, ...] = ()
    extends: tuple[Pattern, ...] = ()
    met: tuple[Pattern, ...] = ()
    ends: tuple[Pattern, ...] = ()
    caps: tuple[Pattern, ...] = ()
    counts_from: tuple[Pattern, ...] = ()


@dataclass(frozen=True, slots=True)
class Extension:
    """An extension: how long, counted from the first start or from the end of the running term, how often.

    `variant` names the only form of the term that can be extended; None is the ordinary one.
    """

    count: Count
    onset: Onset
    most: int
    variant: str | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """When the law lets a term stand still, and the article that says so."""

    when: str
    source: Source


@dataclass(frozen=True, slots=True)
class ClockRule:
    """One row of the register. `verify` of its basis means that an expert must still confirm it.

    `after_end`: the term follows on the end of a day or of another term, so that 24:00 belongs to the day that
    ends there, and that day is the day of the start. `calculated`: nothing that is known starts it; whoever needs it
    gives the start.
    """

    id: str
    name: str
    start: str
    owners: tuple[str, ...]
    basis: Source
    validity: Validity
    nature: Nature
    count: Count
    variants: Mapping[str, Count]
    events: Events
    how: How
    per: Per
    link: Link
    note: str
    early: bool
    again_extends: bool
    owner_knows: bool
    extension: Extension | None
    within: str | None
    after_end: bool = False
    calculated: bool = False
    pause: Pause | None = None

    @property
    def live(self) -> bool:
        """Whether the term starts by itself from what is known."""
        return bool(self.events.starts) or self.how is not How.EVENTS

    def counting(self, variant: str | None) -> Count:
        """The count of that variant (KeyError when the row has none of that name)."""
        return self.count if variant is None else self.variants[variant]


@dataclass(frozen=True, slots=True)
class MomentTerm:
    """By which rule an alignment moment must be held, normally and when it is urgent."""

    id: str
    rule: str
    normal: str | None
    urgent: str | None


@dataclass(frozen=True, slots=True)
class Register:
    """All terms, with their versions over time.

    `targets` are the own targets of a region, by term and variant (None: the term itself): shorter than the term, which
    stays what it is.
    """

    rules: tuple[ClockRule, ...]
    moments: Mapping[str, MomentTerm]
    targets: Mapping[tuple[str, str | None], Count] = field(default_factory=lambda: MappingProxyType({}))

    def on(self, day: date) -> tuple[ClockRule, ...]:
        """The rows that hold on that day."""
        return tuple(rule for rule in self.rules if rule.validity.holds_on(day))

    def rule(self, id: str, day: date) -> ClockRule:
        """The row with that id on that day; LookupError when there is none."""
        for rule in self.on(day):
            if rule.id == id:
                return rule
        raise LookupError(f"termijn {id} bestaat niet op {day.isoformat()}")


def _part(block: Block, key: str) -> Block:
    """The sub-table of a row, read as a row of its own; the caller calls `finish()`."""
    return Block(block.document, f"{block.row} ({key})", block.table(key, {}))


def _one(block: Block, key: str, kind: type[E], default: E | None = None) -> E:
    """A value of an enumeration; a wrong one is noted and the first stands in for it."""
    word = block.choice(key, tuple(kind), default)
    return kind(word) if word in tuple(kind) else next(iter(kind))


def _values(block: Block, key: str) -> Mapping[str, frozenset[str]]:
    part = _part(block, key)
    found = {
        name: frozenset(word.casefold() for word in part.texts(name))
        for name in (*DETAILS, *FACTS)
        if part.has(name)
    }
    part.finish()
    return MappingProxyType(found)


def _pattern(block: Block, variants: Mapping[str, Count]) -> Pattern:
    kind = _one(block, "kind", Kind)
    variant = block.choice("variant", tuple(variants), "") or None
    by = frozenset(block.texts("by", default=()))
    accepted, refused = _values(block, "values"), _values(block, "refused")
    block.finish()
    return Pattern(kind, by, accepted, refused, variant)


def _patterns(block: Block, key: str, variants: Mapping[str, Count]) -> tuple[Pattern, ...]:
    rows: list[Any] = block.take(key, list, "een lijst van patronen", [])
    parts = [row if isinstance(row, dict) else {} for row in rows]
    inner = [Block(block.document, f"{block.row} ({key} {i})", dict(row)) for i, row in enumerate(parts, 1)]
    return tuple(_pattern(part, variants) for part in inner)


def _count(block: Block, desk: Desk) -> Count:
    clock = _one(block, "clock", Clock)
    years, months, weeks, days, hours, minutes = (block.number(unit, 0) for unit in UNITS)
    if min(years, months, weeks, days, hours, minutes) < 0 or not any(block.has(unit) for unit in UNITS):
        block.problem(", ".join(UNITS), "een termijn is ten minste één getal, en nooit negatief")
    from_moment, at_desk = block.flag("from_moment"), block.flag("desk")
    not_after = block.text("not_after", "") or None
    block.finish()
    opening = desk if at_desk else None
    return Count(clock, years, months, weeks, days, hours, minutes, from_moment, opening, not_after)


def _variants(block: Block, desk: Desk) -> Mapping[str, Count]:
    named = block.table("variants", {})
    tables = {name: value if isinstance(value, dict) else {} for name, value in named.items()}
    blocks = {name: Block(block.document, f"{block.row} ({name})", dict(v)) for name, v in tables.items()}
    return MappingProxyType({name: _count(part, desk) for name, part in blocks.items()})


def _extension(block: Block, desk: Desk, variants: Mapping[str, Count]) -> Extension | None:
    if not block.has("extension"):
        return None
    part = _part(block, "extension")
    onset, most = _one(part, "onset", Onset), part.number("most")
    count = _count(_part(part, "term"), desk)
    variant = part.choice("variant", tuple(variants), "") or None
    part.finish()
    return Extension(count, onset, most, variant)


def _pause(block: Block) -> Pause | None:
    if not block.has("pause"):
        return None
    part = _part(block, "pause")
    pause = Pause(part.text("when"), part.source())
    part.finish()
    return pause


def _rule(block: Block, desk: Desk) -> ClockRule:
    variants = _variants(block, desk)
    return ClockRule(
        id=block.row,
        name=block.text("name"),
        start=block.text("start"),
        owners=block.texts("owners"),
        basis=block.source(),
        validity=block.validity(),
        nature=_one(block, "nature", Nature, Nature.DUTY),
        count=_count(_part(block, "term"), desk),
        variants=variants,
        events=Events(*(_patterns(block, key, variants) for key in EVENTS)),
        how=_one(block, "how", How, How.EVENTS),
        per=_one(block, "per", Per, Per.START),
        link=_one(block, "link", Link, Link.NOTHING),
        note=block.text("note", ""),
        early=block.flag("early"),
        again_extends=block.flag("again_extends"),
        owner_knows=block.flag("owner_knows"),
        extension=_extension(block, desk, variants),
        within=block.text("within", "") or None,
        after_end=block.flag("after_end"),
        calculated=block.flag("calculated"),
        pause=_pause(block),
    )


def _moment(block: Block) -> MomentTerm:
    normal, urgent = block.text("normal", "") or None, block.text("urgent", "") or None
    return MomentTerm(block.row, block.text("rule"), normal, urgent)


def _desk(block: Block) -> Desk:
    block.source()
    opens, closes = (block.values.get(key) for key in ("opens", "closes"))
    block.taken.update(("opens", "closes"))
    block.finish()
    if type(opens) is not time or type(closes) is not time or not opens < closes:
        block.problem("opens", "moet een tijd zijn, vóór closes")
        return Desk(time(9), time(17))
    return Desk(opens, closes)


def _references(document: Document, rules: tuple[ClockRule, ...], moments: tuple[MomentTerm, ...]) -> None:
    """Note every reference to a rule or a variant that does not exist, and every pause that cannot be counted."""
    ids = {rule.id for rule in rules}
    for rule in rules:
        if rule.pause and any(one.clock not in PAUSABLE for one in (rule.count, *rule.variants.values())):
            document.problem(
                rule.id, "pause", f"kan alleen bij {' en '.join(PAUSABLE)}: die lopen door in uren"
            )
        named = [rule.within, *(count.not_after for count in (rule.count, *rule.variants.values()))]
        for id in named:
            if id is not None and id not in ids:
                document.problem(rule.id, "within, not_after", f"termijn {id} bestaat niet")
    variants = {(rule.id, name) for rule in rules for name in (*rule.variants, None)}
    for moment in moments:
        for name in (moment.normal, moment.urgent):
            if (moment.rule, name) not in variants:
                document.problem(moment.id, "rule", f"{moment.rule} heeft geen variant {name!r}")


def read_register(text: str, file: str = FILE) -> Register:
    """The register from the text of a clocks table; DataError names everything that is wrong with it."""
    document = parse(file, text)
    document.only("desk", "clock", "moment")
    desk = _desk(document.block("desk"))
    rules = tuple(_rule(block, desk) for block in document.blocks("clock"))
    moments = tuple(_moment(block) for block in document.blocks("moment"))
    _references(document, rules, moments)
    document.close()
    return Register(rules, MappingProxyType({moment.id: moment for moment in moments}))


@cache
def register() -> Register:
    """The register that ships with the package."""
    return read_register(content(FILE))
