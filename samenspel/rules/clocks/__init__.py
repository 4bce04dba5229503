# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which terms run, when each falls due, and why (handbook 3.0, DL-01 to DL-44)."""

from samenspel.rules.clocks.counting import Due, due
from samenspel.rules.clocks.register import Clock, ClockRule, Nature, Register, read_register, register

__all__ = ["Clock", "ClockRule", "Due", "Nature", "Register", "due", "read_register", "register"]
