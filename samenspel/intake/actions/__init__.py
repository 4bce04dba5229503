# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can happen to what comes in: it is stored, once, and then handled."""

from samenspel.intake.actions.handle import handle, to_handle
from samenspel.intake.actions.spool import SpoolError
from samenspel.intake.actions.store import (
    LONGEST_KEY,
    Durability,
    NoPost,
    Receipt,
    Recovered,
    receiver_for,
    recover,
    state_for_sender,
    store,
)

__all__ = [
    "LONGEST_KEY",
    "Durability",
    "NoPost",
    "Receipt",
    "Recovered",
    "SpoolError",
    "handle",
    "receiver_for",
    "recover",
    "state_for_sender",
    "store",
    "to_handle",
]
