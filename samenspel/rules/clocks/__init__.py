# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which terms run, when each falls due, and why (handbook 3.0, DL-01 to DL-44)."""

from samenspel.rules.clocks.counting import Due, due, extended
from samenspel.rules.clocks.register import Clock, ClockRule, Nature, Register, read_register, register
from samenspel.rules.clocks.running import Indication, running, term_for_moment
from samenspel.rules.clocks.targets import aim, target
from samenspel.rules.clocks.terms import State, Term

__all__ = [
    "Clock",
    "ClockRule",
    "Due",
    "Indication",
    "Nature",
    "Register",
    "State",
    "Term",
    "aim",
    "due",
    "extended",
    "read_register",
    "register",
    "running",
    "target",
    "term_for_moment",
]
