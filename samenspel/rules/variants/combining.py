# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rules of a region: the national ones, with its variant worked in."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from samenspel.rules.facts import Parameters
from samenspel.rules.law import Source
from samenspel.rules.ruleset import Ruleset, national
from samenspel.rules.tables import Condition, Row, Table
from samenspel.rules.variants.values import Change, Member, Variant
from samenspel.rules.variants.writing import write


def combine(variant: Variant, base: Ruleset | None = None) -> Ruleset:
    """The national rules (None: those that ship) with this variant, which was read beside the same rules.

    The version is a SHA-256 over the national version and the canonical text of the variant.
    """
    base = base or national()
    named = f"{base.version}\n{write(variant)}"
    targets = {(one.term, one.variant): one.within for one in variant.targets}
    return Ruleset(
        name=variant.name,
        version=hashlib.sha256(named.encode()).hexdigest(),
        tables=MappingProxyType({ident: _table(table, variant) for ident, table in base.tables.items()}),
        terms=replace(base.terms, targets=MappingProxyType({**base.terms.targets, **targets})),
        parameters=_parameters(base.parameters, variant),
        partners=MappingProxyType({**base.partners, **{one.kind: one.name for one in variant.partners}}),
    )


def _table(table: Table, variant: Variant) -> Table:
    """Own rows come after the national ones, so that they never go before one, and before what catches the rest."""
    own = tuple(one.row for one in variant.rows if one.table == table.id)
    off = {one.row for one in variant.off}
    changes = {one.row: one for one in variant.changes}
    texts = {one.row: one.text for one in variant.texts}
    kept = tuple(
        _row(row, changes.get(row.id), texts.get(row.id, "")) for row in table.rows if row.id not in off
    )
    asking = tuple(row for row in kept if not row.otherwise)
    rows = (*asking, *own, *(row for row in kept if row.otherwise))
    return table if rows == table.rows else replace(table, rows=rows)


def _row(row: Row, change: Change | None, text: str) -> Row:
    if change:
        row = replace(
            row,
            when=merged(row.when, change.when),
            any=merged(row.any, change.any),
            then=MappingProxyType({**row.then, **change.then}),
            source=_source(row.source, change.source),
        )
    return replace(row, text=f"{row.text} {text}") if text else row


def merged(national: tuple[Condition, ...], own: tuple[Condition, ...]) -> tuple[Condition, ...]:
    """The questions of a row, with the region's answers in place of the national ones to the same question."""
    replaced = {one.question: one for one in own}
    kept = {one.question: replaced.get(one.question, one) for one in national}
    return tuple((kept | replaced).values())


def _source(national: Source, own: Source) -> Source:
    return Source(f"{national.text}; {own.text}", national.jci, national.verify or own.verify)


def _parameters(base: Parameters, variant: Variant) -> Parameters:
    numbers = {one.name: one.value for one in variant.parameters}
    return replace(base, **numbers, standing=_standing(base.standing, variant.members))


def _standing(
    base: Mapping[str, tuple[str, ...]], members: tuple[Member, ...]
) -> Mapping[str, tuple[str, ...]]:
    standing = dict(base)
    for one in members:
        standing[one.moment] = tuple(dict.fromkeys((*standing.get(one.moment, ()), one.partner)))
    return MappingProxyType(standing)
