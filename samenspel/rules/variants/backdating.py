# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A variant as if it had held all along: to look back with it on what happened before it."""

from dataclasses import replace
from datetime import date

from samenspel.rules.variants.values import OwnRow, Variant

ALWAYS = date(2000, 1, 1)  # the day that the national rows give to what holds as long as anybody looks back


def all_along(variant: Variant) -> Variant:
    """The same variant from long ago on: every own row holds from then, until its next version or its end."""
    seen: set[str] = set()
    rows: dict[int, OwnRow] = {}
    for number in sorted(
        range(len(variant.rows)), key=lambda number: variant.rows[number].row.validity.since
    ):
        one = variant.rows[number]
        rows[number] = one if one.row.id in seen else _from_always(one)
        seen.add(one.row.id)
    since = min(variant.since, ALWAYS)
    return replace(variant, since=since, rows=tuple(rows[number] for number in sorted(rows)))


def _from_always(one: OwnRow) -> OwnRow:
    validity = replace(one.row.validity, since=min(one.row.validity.since, ALWAYS))
    return replace(one, row=replace(one.row, validity=validity))
