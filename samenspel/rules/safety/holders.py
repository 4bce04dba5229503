# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who has the oversight of safety, who holds the plan, who owns the case (handbook 3.2, 3.9, 7.6).

Rule 1: Veilig Thuis has the oversight from the receipt of a report until someone else accepted it.
Rule 2: a hand-over is one event: until the receiver is recorded, the giver stays.
"""

from dataclasses import dataclass

from samenspel.rules.facts import Kind, Known, Situation
from samenspel.rules.facts.situation import decisions_of

FIRST_HOLDER = "VT"


@dataclass(frozen=True, slots=True)
class Holders:
    """Codes of organisations.

    `oversight_ended` is the event that ended the last oversight, if nobody has it now.
    """

    oversight: str | None
    plan: str | None
    case: tuple[str, ...]
    oversight_ended: Known | None


def holders(situation: Situation) -> Holders:
    """Who holds what now, as far as the viewer knows."""
    oversight: str | None = None
    plan: str | None = None
    ended: Known | None = None
    case: dict[str, None] = {}
    for item in situation.known:
        if item.kind is Kind.REPORT:
            oversight, plan = oversight or FIRST_HOLDER, plan or FIRST_HOLDER
        elif item.kind is Kind.OWNER:
            organisation = str(item.detail.get("organisation") or "") or None
            match item.detail.get("what"):
                case "oversight_holder":
                    ended = item if organisation is None and oversight else ended
                    oversight = organisation
                case "plan_holder":
                    plan = organisation
                case "case_owner" if organisation:
                    case[organisation] = None
        elif oversight and item.by == oversight and _ends(item):
            oversight, ended = None, item
    return Holders(oversight, plan, tuple(case), None if oversight else ended)


def _ends(item: Known) -> bool:
    if item.kind not in (Kind.DECISION, Kind.MOMENT):
        return False
    return any("ends_oversight" in decision.effects for decision in decisions_of(item))
