# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The events of `spec/clocks.toml` as a picture, and the terms that run for it."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from samenspel.rules.clocks import Indication, Register, Term, running
from samenspel.rules.facts import Kind, Known, Person, Picture
from samenspel.rules.workdays import AMSTERDAM, end_of

HEADER = frozenset({"id", "kind", "at", "recorded", "by", "about", "facts", "until"})
PERSONS = {key: Person(key) for key in ("V", "P", "K")}


def at(text: str) -> datetime:
    """A moment as the spec writes it: local time, 24:00 for the end of a day, or a whole ISO moment."""
    if "T" in text:
        return datetime.fromisoformat(text)
    day, clock = date.fromisoformat(text[:10]), text[11:]
    if clock == "24:00":
        return end_of(day)
    return datetime.combine(day, time.fromisoformat(clock), AMSTERDAM).astimezone(UTC)


def known(row: Mapping[str, Any]) -> Known:
    detail = {key: row[key] for key in row if key not in HEADER}
    if "until" in row:
        detail["until"] = at(row["until"])
    about = {role: tuple(keys) for role, keys in row.get("about", {}).items()}
    moment = at(row["at"])
    recorded = at(row["recorded"]) if "recorded" in row else moment
    return Known(
        row["id"], Kind(row["kind"]), moment, recorded, row["by"], about, row.get("facts", {}), detail
    )


def terms_of(case: Mapping[str, Any], rules: Register | None = None) -> tuple[Term, ...]:
    picture = Picture(case["viewer"], tuple(known(row) for row in case["events"]), PERSONS)
    rows = case.get("indicated", ())
    indicated = [Indication(r["moment"], at(r["start"]), r["urgent"], r["started_by"]) for r in rows]
    return running(picture, at(case["now"]), indicated, rules)
