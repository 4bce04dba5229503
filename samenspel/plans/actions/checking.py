# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What must be so before a measure is placed (DT-06, DT-04), in the picture of the organisation that places it."""

from dataclasses import dataclass
from datetime import datetime

from samenspel.cases.access import picture_of
from samenspel.cases.models import Case
from samenspel.journal.models import Actor
from samenspel.partners.models import Organisation
from samenspel.partners.routekaart import rules_of
from samenspel.rules import verdicts
from samenspel.rules.facts import Situation
from samenspel.rules.law import Verdict
from samenspel.rules.verdicts import Told


class PreconditionNotMet(ValueError):
    """A hard precondition of a measure is known not to hold (Dutch); `verdict` says which, and on what source."""

    def __init__(self, verdict: Verdict) -> None:
        self.verdict = verdict
        super().__init__(" ".join(reason.text for reason in verdict.reasons))


@dataclass(frozen=True, slots=True)
class Checked:
    """What is kept beside a measure: texts for the reader (Dutch), and the rows that said so."""

    warnings: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


NOTHING_TO_CHECK = Checked()


def check(
    case: Case,
    code: str,
    action: str,
    person: str | None,
    *,
    by: Actor,
    now: datetime,
    told: Told,
    despite: str | None,
) -> Checked:
    """What nobody knows yet about this measure (a code) for `person`, a key of the acting organisation's picture.

    Raises PreconditionNotMet when something is known to stand in the way, unless `despite` says why it is recorded all
    the same (handbook 13.18); which row it was then stands in the journal only: it may say something about a person.
    """
    own = Organisation.objects.get(pk=by.acts_for)
    rules = rules_of(case.region, now)
    situation = Situation(picture_of(case.pk, own, now, case.region), now, rules.parameters)
    found = verdicts.preconditions(code, situation, person=person, action=action, told=told, rules=rules)
    if not found and not despite:
        raise PreconditionNotMet(found.verdict)
    overruled = () if found else (f"Vastgelegd tegen een voorwaarde in. Reden: {despite}",)
    phase = verdicts.may_start(code, situation, rules)
    unsure = () if phase else (phase.verdict.conditions or (phase.reasons[0].text,))
    said = found.trace.hits() + (() if phase else phase.trace.hits())
    return Checked(
        warnings=(*overruled, *found.verdict.conditions, *unsure),
        rules=tuple(hit.row.id for hit in said if hit.row.then.get("effect") != "geen_bezwaar"),
    )
