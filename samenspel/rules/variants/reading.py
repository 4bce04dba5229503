# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading a variant: every slip in every block is noted, and a variant with a slip does not exist."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any, TypeVar

from samenspel.rules import catalogue
from samenspel.rules.datafiles import Block, Document, did_you_mean, parse
from samenspel.rules.facts import settings
from samenspel.rules.law import Source
from samenspel.rules.ruleset import Ruleset, national
from samenspel.rules.tables import Row, Table, read_conditions, read_output, read_row
from samenspel.rules.variants import checking
from samenspel.rules.variants.lengths import read_within
from samenspel.rules.variants.values import (
    Change,
    Local,
    Member,
    Number,
    Off,
    OwnRow,
    OwnText,
    Target,
    Variant,
)

V = TypeVar("V")
KINDS = ("row", "change", "off", "member", "target", "parameter", "partner", "text")
CITIZEN = "BURGER"


@dataclass(slots=True)
class _Reader:
    """One document being read beside the national rules; `seen` are the blocks that may stand in it once."""

    document: Document
    base: Ruleset
    seen: set[tuple[str, ...]] = field(default_factory=set)
    rows: Mapping[str, tuple[Table, Row]] = field(init=False)

    def __post_init__(self) -> None:
        self.rows = {row.id: (table, row) for table in self.base.tables.values() for row in table.rows}

    def blocks(self, kind: str) -> Iterator[Block]:
        for block in self.document.blocks(kind, table=lambda cells: self._table(kind, cells)):
            block.row = self._name(kind, block)
            checking.plain(block)
            yield block

    def each(self, kind: str, read: Callable[["_Reader", Block], V | None]) -> list[V]:
        found = [read(self, block) for block in self.blocks(kind)]
        return [one for one in found if one is not None]

    def once(self, kind: str, block: Block, cell: str, *key: str) -> None:
        """Note a block that says again what another one said; one without a key was noted already."""
        if all(key[:1]) and (kind, *key) in self.seen:
            block.problem(cell, "komt twee keer voor")
        self.seen.add((kind, *key))

    def national(self, block: Block, kind: str) -> tuple[Table, Row] | None:
        """The national row that a block is about."""
        ident = block.text("row")
        found = self.rows.get(ident)
        if found is None and ident:
            hint = did_you_mean(ident, tuple(self.rows))
            block.problem("row", f"de landelijke rij {ident!r} bestaat niet{hint}")
        self.once(kind, block, "row", ident)
        return found

    def _table(self, kind: str, cells: Mapping[str, Any]) -> str:
        if kind == "row":
            return str(cells.get("table", kind))
        found = self.rows.get(str(cells.get("row")))
        return found[0].id if found else kind

    @staticmethod
    def _name(kind: str, block: Block) -> str:
        return str(block.values.get("row", block.row)) if kind in ("change", "off", "text") else block.row


def read(name: str, text: str, base: Ruleset | None = None) -> Variant:
    """A variant from its document, beside the rules that it adds to (None: the national ones).

    Errors: `DataError` with every problem that was found.
    """
    document = parse(name, text)
    document.only("variant", *KINDS)
    reader = _Reader(document, base or national())
    head = _head(document)
    rows = reader.each("row", lambda one, block: _row(one, block, head))
    checking.periods(document, rows)
    variant = Variant(
        id=head.id,
        region=head.region,
        name=head.name,
        since=head.since,
        source=head.source,
        note=head.note,
        rows=_sorted(rows, lambda one: one.table),
        changes=_sorted(reader.each("change", lambda one, block: _change(one, block, head)), _about),
        off=_sorted(reader.each("off", _off), _about),
        members=_sorted(reader.each("member", _member), lambda one: (one.moment, one.partner)),
        targets=_sorted(reader.each("target", _target), lambda one: (one.term, one.variant or "")),
        parameters=_sorted(reader.each("parameter", _number), lambda one: one.name),
        partners=_sorted(reader.each("partner", _local), lambda one: one.kind),
        texts=_sorted(reader.each("text", _text), _about),
    )
    checking.gone(document, variant)
    document.close()
    return variant


def _sorted(found: Iterable[V], key: Callable[[V], Any]) -> tuple[V, ...]:
    return tuple(sorted(found, key=key))


def _about(one: Change | Off | OwnText) -> str:
    return one.row


@dataclass(frozen=True, slots=True)
class _Head:
    id: str
    region: str
    name: str
    since: date
    source: Source
    note: str
    given: Any  # the source as the document has it


def _head(document: Document) -> _Head:
    block = document.block("variant")
    checking.plain(block)
    ident, region = checking.code(block, "id"), checking.code(block, "region")
    name, note = block.text("name"), block.text("note", "")
    source, validity = block.source(), block.validity()
    if validity.until:
        block.problem("until", "een variant geldt tot er een nieuwe ingaat")
    block.finish()
    return _Head(ident, region, name, validity.since, source, note, block.values.get("source"))


def _row(reader: _Reader, block: Block, head: _Head) -> OwnRow | None:
    table = reader.base.tables.get(block.choice("table", reader.base.tables))
    checking.own_id(block, head.region)
    if table is None:
        block.taken |= block.values.keys()  # the other cells say nothing without their table
        return None
    block.values = {"source": head.given, "since": head.since} | block.values
    row = read_row(block, table.outputs)
    if row.otherwise:
        block.problem(
            "otherwise", "een eigen rij vangt niet op wat andere rijen laten liggen; stel een vraag"
        )
    if row.minimum:
        block.problem("minimum", "alleen een landelijke rij is een landelijk minimum")
    if row.validity.until and row.validity.until <= head.since:
        block.problem("until", "de rij geldt niet meer als de variant ingaat")
    checking.questions(block, table, (*row.when, *row.any))
    checking.bare(block, table, (*row.when, *row.any))
    checking.outcome(block, table, row.then, reader.base)
    return OwnRow(table.id, row)


def _change(reader: _Reader, block: Block, head: _Head) -> Change | None:
    found = reader.national(block, "change")
    if found is None:
        block.taken |= block.values.keys()
        return None
    table, row = found
    every, some = read_conditions(block, "when"), read_conditions(block, "any")
    part = block.part("then", {})
    then = {key: read_output(part, key, kind) for key, kind in table.outputs.items() if part.has(key)}
    part.taken |= table.outputs.keys()
    part.finish()
    if not (every or some or part.values):
        block.problem("then", "er verandert niets; noem ten minste één cel")
    if row.otherwise and (every or some):
        block.problem("when", "deze rij vangt op wat andere rijen laten liggen en stelt geen vragen")
    checking.questions(block, table, (*every, *some))
    if then:
        checking.outcome(block, table, {**row.then, **then}, reader.base)
    source = block.source() if block.has("source") else head.source
    return Change(table.id, row.id, every, some, MappingProxyType(then), source)


def _off(reader: _Reader, block: Block) -> Off | None:
    found, reason = reader.national(block, "off"), block.text("reason")
    if found and found[1].otherwise:
        block.problem("row", "deze rij vangt op wat andere rijen laten liggen en kan niet uit")
    return Off(found[0].id, found[1].id, reason) if found else None


def _text(reader: _Reader, block: Block) -> OwnText | None:
    found, text = reader.national(block, "text"), block.text("text")
    return OwnText(found[0].id, found[1].id, text) if found else None


def _member(reader: _Reader, block: Block) -> Member:
    kinds = [code for code in catalogue.organisations() if code != CITIZEN]
    moment, partner = block.choice("moment", reader.base.terms.moments), block.choice("partner", kinds)
    reader.once("member", block, "partner", moment, partner)
    return Member(moment, partner)


def _target(reader: _Reader, block: Block) -> Target | None:
    rules = {rule.id: rule for rule in reader.base.terms.rules}
    rule = rules.get(block.choice("term", rules))
    if rule is None:
        block.taken |= block.values.keys()
        return None
    variant = block.choice("variant", rule.variants, "") or None
    within = read_within(block, rule, variant)
    reader.once("target", block, "term", rule.id, variant or "")
    return Target(rule.id, variant, within)


def _number(reader: _Reader, block: Block) -> Number:
    name, value = block.choice("name", settings()), block.number("value")
    found = settings().get(name)
    if found and value == block.values.get("value") and not found.least <= value <= found.most:
        block.problem("value", f"{value} ligt niet tussen {found.least} en {found.most} ({found.name})")
    reader.once("parameter", block, "name", name)
    return Number(name, value)


def _local(reader: _Reader, block: Block) -> Local:
    kind, name = block.choice("kind", catalogue.organisations()), block.text("name")
    reader.once("partner", block, "kind", kind)
    return Local(kind, name)
