# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a variant must be to be understood, beyond what one cell can say."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from samenspel.rules import conditions
from samenspel.rules.datafiles import Block, Document
from samenspel.rules.facts import Kind
from samenspel.rules.ruleset import Ruleset
from samenspel.rules.tables import Condition, Row, Table
from samenspel.rules.variants.values import Change, OwnRow, OwnText, Variant

LONGEST = 1000
_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# What only has a meaning beside a moment.
_OF_A_MOMENT = ("strength", "term", "variant", "renewed_by", "grade")


def plain(block: Block) -> None:
    """Texts are for reading: no characters that cannot be seen, and no end of a page."""
    for cell, text in _texts(block.values):
        if not all(sign.isprintable() or sign == "\n" for sign in text):
            block.problem(cell, "bevat een teken dat niet te zien is")
        if len(text) > LONGEST:
            block.problem(cell, f"is langer dan {LONGEST} tekens")


def _texts(cells: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    for key, value in cells.items():
        if isinstance(value, Mapping):
            yield from _texts(value, f"{path}{key}.")
        for text in value if isinstance(value, list) else (value,):
            if isinstance(text, str):
                yield path + key, text


def code(block: Block, key: str) -> str:
    """A code: small letters, digits and hyphens, at most forty."""
    value = block.text(key)
    if value and not (_CODE.fullmatch(value) and len(value) <= 40):
        block.problem(key, f"{value!r} is geen code: kleine letters, cijfers en streepjes, ten hoogste 40")
    return value


def own_id(block: Block, region: str) -> None:
    """The id of an own row: the region, a point, and what tells it from the others."""
    ident = block.text("id")
    first, *parts = ident.split(".")
    if ident and not (first == region and parts and all(map(_CODE.fullmatch, parts))):
        block.problem("id", f"{ident!r} begint niet met de regio; schrijf bijvoorbeeld {region}.1")


def questions(block: Block, table: Table, asked: Iterable[Condition]) -> None:
    """A table about a picture asks nothing that only who asks can tell, and the other way round."""
    for one in asked:
        found = conditions.question(one.question)
        if found and found.outside and one.question not in table.outside:
            key = "when" if one.question in block.values.get("when", {}) else "any"
            block.problem(f"{key}.{one.question}", f"deze vraag kan {table.id} niet stellen")


def bare(block: Block, table: Table, asked: Iterable[Condition]) -> None:
    """A row without a question always applies; that fits only a table where a national row does so too."""
    if not list(asked) and not any(always(row) for row in table.rows):
        block.problem("when", f"een rij van {table.id} stelt ten minste één vraag")


def always(row: Row) -> bool:
    """Whether a row applies whatever is so."""
    return not (row.when or row.any or row.otherwise)


def outcome(block: Block, table: Table, then: Mapping[str, Any], base: Ruleset) -> None:
    """An outcome says all that an outcome of that table says, and its moment, term and variant exist together."""
    for cell, message in _outcome(table, then, base):
        block.problem(f"then.{cell}", message)


def _outcome(table: Table, then: Mapping[str, Any], base: Ruleset) -> Iterator[tuple[str, str]]:
    for cell in _always(table):
        if then[cell] in ("", ()):
            yield cell, "ontbreekt"
    if "moment" in then:
        bare = [cell for cell in _OF_A_MOMENT if then.get(cell)] if not then["moment"] else []
        yield from ((cell, "zegt niets zonder moment") for cell in bare)
        if then["moment"] and then.get("strength") == "" and "strength" not in _always(table):
            yield "strength", "ontbreekt"
    yield from _term(then, base)
    for word in then.get("renewed_by", ()):
        if word not in [*Kind]:
            yield "renewed_by", f"{word!r} is geen soort gebeurtenis; kies uit {', '.join(Kind)}"


def _term(then: Mapping[str, Any], base: Ruleset) -> Iterator[tuple[str, str]]:
    term, variant = then.get("term"), then.get("variant")
    rules = [rule for rule in base.terms.rules if rule.id == term]
    if term and not rules:
        yield "term", f"de termijn {term!r} bestaat niet"
    elif variant and not any(variant in rule.variants for rule in rules):
        yield "variant", f"{term} heeft geen vorm {variant!r}" if term else "zegt niets zonder termijn"


def _always(table: Table) -> tuple[str, ...]:
    """The cells that every national row of a table fills, but for the one that catches what the others leave."""
    rows = [row.then for row in table.rows if not row.otherwise]
    return tuple(
        cell
        for cell in table.outputs
        if all(then[cell] not in ("", ()) and not isinstance(then[cell], bool) for then in rows)
    )


def periods(document: Document, rows: Iterable[OwnRow]) -> None:
    """Rows with the same id are one row over time: of one table, one after the other."""
    versions: dict[str, list[OwnRow]] = {}
    for one in rows:
        versions.setdefault(one.row.id, []).append(one)
    for ident, found in versions.items():
        document.table = found[0].table
        if len({one.table for one in found}) > 1:
            document.problem(ident, "id", "komt in meer dan één tabel voor")
        spans = sorted((one.row.validity for one in found), key=lambda span: span.since)
        for before, after in pairwise(spans):
            if before.until is None or after.since < before.until:
                document.problem(ident, "since", f"{after.since}: een rij met hetzelfde id geldt dan ook")
    document.table = ""


def gone(document: Document, variant: Variant) -> None:
    """What does not hold cannot be changed, and has no text."""
    off = {one.row for one in variant.off}
    about: tuple[Change | OwnText, ...] = (*variant.changes, *variant.texts)
    for one in about:
        if one.row in off:
            document.table = one.table
            document.problem(one.row, "row", "deze rij staat ook onder [[off]]: dan geldt zij niet")
    document.table = ""
