# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""By which rules a case was judged: a case keeps the rules of each decision, also when the region has others by now."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from samenspel.cases.models import Evaluation, Proposal, ProposalState
from samenspel.partners.routekaart import Named, names


@dataclass(frozen=True, slots=True)
class JudgedBy:
    """Rules that one organisation judged a case by: what they are called, and when first and last."""

    rules: Named
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class RestsOn:
    """The rules behind a proposal: those that it began with, those that it was last judged by, and those of now.

    `now` is None while the proposal is open, or when the case was not judged by others since it was decided.
    """

    begun: Named
    judged: Named
    now: Named | None


def judged_by(cases: Iterable[uuid.UUID], organisation: uuid.UUID) -> tuple[JudgedBy, ...]:
    """The rules that this organisation judged these cases by, those of the latest evaluation first."""
    rows = Evaluation.objects.versions(cases, organisation)
    named = names(version for version, _first, _last in rows)
    return tuple(JudgedBy(named[version], first, last) for version, first, last in rows)


def rests_on(proposal: Proposal, judged: tuple[JudgedBy, ...]) -> RestsOn:
    """The rules behind a proposal of a case that was `judged` so."""
    last = proposal.evaluation.rules_version
    begun = (
        Evaluation.objects.version_at(proposal.case_id, proposal.organisation_id, proposal.made_at) or last
    )
    named = names((begun, last))
    other = judged[0].rules if judged and judged[0].rules.version != last else None
    return RestsOn(named[begun], named[last], other if proposal.state != ProposalState.OPEN else None)
