# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the safety rules answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from types import MappingProxyType

from samenspel.rules import catalogue, datafiles
from samenspel.rules.facts import Known
from samenspel.rules.law import Reason
from samenspel.rules.safety.holders import Holders
from samenspel.rules.safety.phase import PhaseState


@dataclass(frozen=True, slots=True)
class AlarmKind:
    """One kind of alarm, from `alarms.toml`: its reason (text and source) and who has to act."""

    code: str
    reason: Reason
    who: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """One place where an invariant does not hold. `who` is None when the kind of alarm says it."""

    since: datetime
    detail: str = ""
    who: tuple[str, ...] | None = None
    person: str | None = None
    events: tuple[Known, ...] = ()


@dataclass(frozen=True, slots=True)
class Alarm:
    """One standing alarm. `reason` is Dutch, for the reader; `rule` says where it comes from."""

    code: str
    who: tuple[str, ...]
    reason: str
    rule: Reason
    since: datetime
    person: str | None
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BreachConsequence:
    """What one breach sets in motion (DT-07). `danger` is None until someone judged it.

    `tell` are the kinds of organisations that must be told, `powers` and `decisions` what may happen
    under each title.
    `reopened`: a decision not to prosecute is open again. `answered`: something was recorded in reaction.
    """

    breach: str
    of: str
    at: datetime
    titles: tuple[str, ...]
    reasons: tuple[Reason, ...]
    tell: tuple[str, ...]
    powers: tuple[str, ...]
    decisions: tuple[str, ...]
    danger: bool | None
    reopened: bool
    answered: bool


@dataclass(frozen=True, slots=True)
class Safety:
    """Phase, holders, breaches and standing alarms of one picture at one moment, for its one viewer."""

    viewer: str
    now: datetime
    version: str
    phase: PhaseState
    holders: Holders
    breaches: tuple[BreachConsequence, ...]
    alarms: tuple[Alarm, ...]

    def has_alarm(self, code: str) -> bool:
        return any(alarm.code == code for alarm in self.alarms)


@cache
def alarm_kinds() -> Mapping[str, AlarmKind]:
    """All kinds of alarms by code, from `alarms.toml`. Errors: `DataError`."""
    document = datafiles.open_file("alarms.toml")
    document.only("alarm")
    found = {block.row: _kind(block) for block in document.blocks("alarm")}
    document.close()
    return MappingProxyType(found)


def _kind(block: datafiles.Block) -> AlarmKind:
    block.validity()
    who = block.texts("who", catalogue.organisations(), ())
    return AlarmKind(block.row, Reason(block.row, block.text("text"), block.source()), who)
