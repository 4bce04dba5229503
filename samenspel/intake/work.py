# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Handling what was stored. Woken by a notification, and every few seconds whether woken or not."""

from samenspel import now as ask_now
from samenspel.intake.actions.handle import handle, to_handle


def handle_stored(limit: int = 50) -> int:
    """Handle the messages that wait, oldest first. Returns how many were handled."""
    return sum(handle(message, organisation, ask_now()) for message, organisation in to_handle(limit))
