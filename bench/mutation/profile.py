# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A pytest plugin for the tests of one mutant: few random examples, and nothing that the unchanged rules left behind.

A mutant is a fork of a process in which the rules have run already. What `functools.cache` kept there would hide a
mutant in whatever reads a table; so it is forgotten. While mutmut finds out which test uses which function, it is
forgotten before every test, else only the first test would be known to use it.
"""

import os
import sys
from typing import Any

from hypothesis import HealthCheck, settings

settings.register_profile(
    "mutation",
    derandomize=True,
    max_examples=10,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
settings.load_profile("mutation")


def pytest_sessionstart() -> None:
    _forget()


def pytest_runtest_setup() -> None:
    if os.environ.get("MUTANT_UNDER_TEST") == "stats":
        _forget()


def _forget() -> None:
    for name, module in list(sys.modules.items()):
        if name.startswith(("samenspel.rules", "tests.rules")):
            for kept in list(vars(module).values()):
                clear: Any = getattr(kept, "cache_clear", None)
                if callable(clear):
                    clear()
