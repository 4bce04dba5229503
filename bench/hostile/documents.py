# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything that the OpenAPI document allows and forbids, at every operation."""

from typing import Any

from django.conf import settings as site
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode

from bench.hostile.found import Found
from tests import machine
from tests.hostile.test_openapi_fuzz import CHECKS, OPERATIONS, the_schema


def run(examples: int) -> Found:
    """That many requests of each mode at each operation. Every answer has to be one that the document knows."""
    found = Found()
    site.CLIENT_CALLS = 1_000_000
    headers = machine.bearer(machine.register())
    schema = the_schema()
    for path, method in OPERATIONS:
        for mode in GenerationMode:
            try:
                _try(schema[path][method].as_strategy(generation_mode=mode), headers, examples, found)
            except (Exception, BaseExceptionGroup) as error:
                found.complain(
                    f"{method} {path} {mode.value}", f"{type(error).__name__}: {str(error)[:1000]}"
                )
    return found


def _try(strategy: Any, headers: dict[str, str], examples: int, found: Found) -> None:
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=strategy)
    def one(case: Any) -> None:
        case.call_and_validate(headers=headers, checks=CHECKS)
        found.counts["requests"] += 1

    one()
