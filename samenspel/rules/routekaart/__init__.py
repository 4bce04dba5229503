# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which alignment moments are indicated, how strongly, who sits there, from when.

And what must be seen or is missing.
"""

from samenspel.rules.routekaart.due import due_of
from samenspel.rules.routekaart.evaluation import evaluate, evaluate_situation
from samenspel.rules.routekaart.values import (
    Blocked,
    Duty,
    Evaluation,
    Flag,
    Invite,
    Missing,
    Moment,
    Proposal,
    StalkingAdvice,
    Strength,
    TermStart,
)

__all__ = [
    "Blocked",
    "Duty",
    "Evaluation",
    "Flag",
    "Invite",
    "Missing",
    "Moment",
    "Proposal",
    "StalkingAdvice",
    "Strength",
    "TermStart",
    "due_of",
    "evaluate",
    "evaluate_situation",
]
