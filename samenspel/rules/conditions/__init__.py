# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The named conditions that rows of tables may use, one file per subject."""

from samenspel.rules.conditions import (
    breaches,
    children,
    duties,
    informing,
    moments,
    parties,
    phases,
    preconditions,
    rights,
    signals,
    stalking,
    talking,
    weighing,
)
from samenspel.rules.conditions.registry import NAMED, Question, answers, known_names, question

__all__ = [
    "NAMED",
    "Question",
    "answers",
    "breaches",
    "children",
    "duties",
    "informing",
    "known_names",
    "moments",
    "parties",
    "phases",
    "preconditions",
    "question",
    "rights",
    "signals",
    "stalking",
    "talking",
    "weighing",
]
