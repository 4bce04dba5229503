# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the routekaart answers. Every value says which row gave it, and why in Dutch."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from samenspel.rules.law import Reason
from samenspel.rules.tables import TableTrace


class Moment(StrEnum):
    """The four alignment moments, in the order of danger."""

    ACUUT = "acuut"
    ACTIEOVERLEG = "actieoverleg"
    ZSM = "zsm"
    SSK = "ssk"


class Strength(StrEnum):
    """How strongly a moment is indicated."""

    MUST = "must"
    PROPOSE = "propose"


@dataclass(frozen=True, slots=True)
class Invite:
    """Kinds of organisations: who must sit there, whose condition holds, who may join."""

    must: tuple[str, ...]
    conditional: tuple[str, ...]
    optional: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TermStart:
    """One term that bounds a proposal: the id of the clock (None: at once), its form, and where it starts."""

    term: str | None
    variant: str | None
    start: datetime


@dataclass(frozen=True, slots=True)
class Proposal:
    """One open proposal.

    `evidence` holds the ids of the events behind it; the earliest due of `terms` counts.
    """

    moment: Moment
    strength: Strength
    rules: tuple[str, ...]
    reason: str
    reasons: tuple[Reason, ...]
    invite: Invite
    since: datetime
    terms: tuple[TermStart, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Flag:
    """A signal to show, never to count."""

    code: str
    name: str
    reason: Reason
    evidence: tuple[str, ...]
    persons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that is not known or not done, and who has to supply it.

    `person` when it is about one person.
    """

    what: str
    name: str
    who: tuple[str, ...]
    reason: Reason
    person: str | None


@dataclass(frozen=True, slots=True)
class Blocked:
    """Something that may not be done now. `until` is None while only the consult can end it."""

    what: str
    since: datetime
    until: datetime | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class Duty:
    """What DT-08 says about reporting to Veilig Thuis."""

    report: str
    reason: Reason
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StalkingAdvice:
    """What DT-11 asks for: who owns the case, an appraisal, a meeting, and measures to consider."""

    owner: str
    appraisal: str
    meeting: str
    measures: tuple[str, ...]
    reason: Reason


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything the routekaart says about one picture at one moment, for its one viewer.

    `not_indicated` says why, when no moment is open. `trace` holds every table by id, with every row
    and every answer.
    """

    viewer: str
    now: datetime
    version: str
    proposals: tuple[Proposal, ...]
    not_indicated: Reason | None
    flags: tuple[Flag, ...]
    missing: tuple[Missing, ...]
    blocked: tuple[Blocked, ...]
    duties: tuple[Duty, ...]
    entries: tuple[Reason, ...]
    stalking: StalkingAdvice | None
    trace: Mapping[str, TableTrace]

    def proposal(self, moment: str) -> Proposal | None:
        return next((one for one in self.proposals if one.moment == moment), None)

    def has_flag(self, code: str) -> bool:
        return any(flag.code == code for flag in self.flags)
