# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can happen to what comes in: it is stored, once, and then handled."""

from samenspel.intake.actions.drafting import NotYours, forget_draft, keep_draft, send_draft
from samenspel.intake.actions.handle import READERS, handle, to_handle
from samenspel.intake.actions.registering import may_report
from samenspel.intake.actions.spool import SpoolError
from samenspel.intake.actions.store import (
    LONGEST_KEY,
    Durability,
    Receipt,
    Recovered,
    receiver_for,
    recover,
    state_for_sender,
    store,
)
from samenspel.intake.actions.taking import TakenByAnother, give_back, take
from samenspel.intake.actions.waiting import NotWaiting, ReasonNeeded, set_aside, try_again

__all__ = [
    "LONGEST_KEY",
    "READERS",
    "Durability",
    "NotWaiting",
    "NotYours",
    "ReasonNeeded",
    "Receipt",
    "Recovered",
    "SpoolError",
    "TakenByAnother",
    "forget_draft",
    "give_back",
    "handle",
    "keep_draft",
    "may_report",
    "receiver_for",
    "recover",
    "send_draft",
    "set_aside",
    "state_for_sender",
    "store",
    "take",
    "to_handle",
    "try_again",
]
