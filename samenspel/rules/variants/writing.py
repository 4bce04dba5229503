# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A variant as its document: one way to write what it holds, so that its hash names its rules and not its spelling."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from samenspel.rules.clocks.register import UNITS, Count
from samenspel.rules.law import Source
from samenspel.rules.tables import Condition
from samenspel.rules.variants.values import Change, OwnRow, Target, Variant

Cells = Mapping[str, Any]


def write(variant: Variant) -> str:
    """The canonical TOML of a variant: `read(write(variant)) == variant`."""
    head = {
        "id": variant.id,
        "region": variant.region,
        "name": variant.name,
        "since": variant.since,
        "source": _source(variant.source),
        "note": variant.note or None,
    }
    blocks = [("[variant]", head), *((f"[[{key}]]", cells) for key, cells in _blocks(variant))]
    return "\n\n".join(_block(name, cells) for name, cells in blocks) + "\n"


def _blocks(variant: Variant) -> Iterator[tuple[str, Cells]]:
    yield from (("row", _row(one)) for one in variant.rows)
    yield from (("change", _change(one)) for one in variant.changes)
    yield from (("off", {"row": one.row, "reason": one.reason}) for one in variant.off)
    yield from (("member", {"moment": one.moment, "partner": one.partner}) for one in variant.members)
    yield from (("target", _target(one)) for one in variant.targets)
    yield from (("parameter", {"name": one.name, "value": one.value}) for one in variant.parameters)
    yield from (("partner", {"kind": one.kind, "name": one.name}) for one in variant.partners)
    yield from (("text", {"row": one.row, "text": one.text}) for one in variant.texts)


def _row(one: OwnRow) -> Cells:
    row = one.row
    return {
        "table": one.table,
        "id": row.id,
        "text": row.text,
        "when": _asked(row.when),
        "any": _asked(row.any),
        "then": {key: value for key, value in row.then.items() if value not in ("", (), False)},
        "source": _source(row.source),
        "since": row.validity.since,
        "until": row.validity.until,
    }


def _change(one: Change) -> Cells:
    return {
        "row": one.row,
        "when": _asked(one.when),
        "any": _asked(one.any),
        "then": dict(one.then) or None,
        "source": _source(one.source),
    }


def _target(one: Target) -> Cells:
    return {"term": one.term, "variant": one.variant, "within": _count(one.within)}


def _count(count: Count) -> Cells:
    amounts = {unit: getattr(count, unit) for unit in UNITS if getattr(count, unit)}
    return {"clock": count.clock.value, **(amounts or {"days": 0})}


def _asked(conditions: Iterable[Condition]) -> Cells | None:
    return {one.question: one.accepted for one in conditions} or None


def _source(source: Source) -> Cells:
    return {"text": source.text, "jci": source.jci, "verify": source.verify or None}


def _block(name: str, cells: Cells) -> str:
    return "\n".join(
        (name, *(f"{key} = {_value(value)}" for key, value in cells.items() if value is not None))
    )


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        inner = ", ".join(f"{key} = {_value(one)}" for key, one in value.items() if one is not None)
        return f"{{ {inner} }}"
    if isinstance(value, tuple):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, int) else _text(value)


def _text(value: str) -> str:
    """A basic string; JSON escapes as TOML does, but for the one control character that JSON leaves alone."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
