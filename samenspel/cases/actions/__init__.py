# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can happen to a case."""

from samenspel.cases.actions.deciding import NotOpen, ReasonNeeded, accept, answer, change, reject
from samenspel.cases.actions.disclosing import Because, disclose
from samenspel.cases.actions.evaluating import Judged, evaluate
from samenspel.cases.actions.giving import gather, give, own_records
from samenspel.cases.actions.holding import hold, oversee
from samenspel.cases.actions.items import ItemDraft, PartDraft, add_items
from samenspel.cases.actions.joining import NotTwo, bring_together, join, take_apart
from samenspel.cases.actions.opening import (
    add_parties,
    add_party,
    assign,
    cases_about,
    open_case,
    seat,
)

__all__ = [
    "Because",
    "ItemDraft",
    "Judged",
    "NotOpen",
    "NotTwo",
    "PartDraft",
    "ReasonNeeded",
    "accept",
    "add_items",
    "add_parties",
    "add_party",
    "answer",
    "assign",
    "bring_together",
    "cases_about",
    "change",
    "disclose",
    "evaluate",
    "gather",
    "give",
    "hold",
    "join",
    "open_case",
    "oversee",
    "own_records",
    "reject",
    "seat",
    "take_apart",
]
