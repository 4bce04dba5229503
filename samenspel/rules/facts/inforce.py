# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which measures were placed, extended and ended, from the events that say so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from samenspel.rules import catalogue
from samenspel.rules.facts.picture import Known

LOCAL = ZoneInfo("Europe/Amsterdam")
EXTENDS, ENDS = "verlengd", "beeindigd"
# Extending and withdrawing a home ban have codes of their own (handbook 6.2).
ABOUT_ANOTHER = {"B02": ("B01", EXTENDS), "B03": ("B01", ENDS)}


@dataclass(frozen=True, slots=True)
class InForce:
    """One placed measure. `until` is when it ends or ended; `ended` says that somebody ended it early."""

    code: str
    person: str | None
    protects: tuple[str, ...]
    places: tuple[str, ...]
    start: datetime
    until: datetime | None
    ended: bool
    supervisor: str | None
    known: Known

    def runs(self, now: datetime) -> bool:
        return self.start <= now and (self.until is None or now < self.until)

    def has(self, effect: str) -> bool:
        measure = catalogue.measures().get(self.code)
        return measure is not None and effect in measure.effects


def placed(
    events: Iterable[Known], listed: Iterable[tuple[Mapping[str, Any], Known]] = ()
) -> tuple[InForce, ...]:
    """Every placed measure, with extensions and end worked in; `listed` are measures given as a fact."""
    running: dict[tuple[str, str | None], InForce] = {}
    done: list[InForce] = []
    for item in events:
        code, action = _done(item)
        key = (code, item.detail.get("person"))
        current = running.pop(key, None)
        if current and not current.runs(item.at) and action != ENDS:
            done.append(current)
            current = None
        running[key] = _place(item, code, action, current)
    return (*done, *running.values(), *(_listed(row, item) for row, item in listed))


def _done(item: Known) -> tuple[str, str]:
    """The measure, and what was done to it: a code of its own may extend or end another measure."""
    code = str(item.detail.get("code", ""))
    return ABOUT_ANOTHER.get(code) or (code, str(item.detail.get("action") or ""))


def _place(item: Known, code: str, action: str, current: InForce | None) -> InForce:
    detail = item.detail
    ending = action == ENDS
    measure = catalogue.measures().get(str(detail.get("code")))
    until = detail.get("until")
    if ending:
        until = item.at
    elif until is None and measure and measure.max_days and (not current or action == EXTENDS):
        # An extension runs on from the end of what it extends.
        start = current.until if current and current.until else item.at
        until = start + timedelta(days=measure.max_days)
    return InForce(
        code=code,
        person=detail.get("person"),
        protects=tuple(detail.get("protects") or (current.protects if current else ())),
        places=tuple(detail.get("places") or (current.places if current else ())),
        start=current.start if current else item.at,
        until=until,
        ended=ending,
        supervisor=detail.get("supervisor"),
        known=item,
    )


def _listed(row: Mapping[str, Any], item: Known) -> InForce:
    until = as_moment(row.get("until"))
    if until and not isinstance(row.get("until"), datetime):
        until += timedelta(days=1)
    supervisor = str(row.get("supervisor") or "") or None
    return InForce(str(row.get("code", "")), None, (), (), item.at, until, False, supervisor, item)


def as_moment(value: object) -> datetime | None:
    """A moment, or the start (local time) of a date, also as text (2018, 2018-05, 2018-05-01); else None."""
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=LOCAL)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=LOCAL)
    text = str(value or "")
    for missing in ("", "-01", "-01-01"):
        try:
            return as_moment(datetime.fromisoformat(text + missing))
        except ValueError:
            continue
    return None
