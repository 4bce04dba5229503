# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whatever a machine sends, right or wrong: never an answer that the OpenAPI document does not know (SR-47)."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from pytest_django import Settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ignored_auth,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from samenspel.site.api import api
from samenspel.site.api.document import document
from samenspel.site.api.edge import API_VERSION
from samenspel.site.wsgi import application
from tests import machine

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    unsupported_method,
    ignored_auth,
]

OPERATIONS = [("/meldingen", "POST"), ("/meldingen/{id}", "GET")]
EXAMPLES = 60

often = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def headers(own_database: str, settings: Settings, tmp_path: Path) -> dict[str, str]:
    """The headers of a signed-in client with all the calls it wants, on a database that keeps what it sends."""
    settings.SPOOL = tmp_path
    settings.CLIENT_CALLS = 1_000_000
    return machine.bearer(machine.register())


def the_schema() -> Any:
    tree = document(api)
    tree["servers"] = [{"url": "/api/melden/v1"}]
    schema = schemathesis.openapi.from_dict(tree)
    schema.app = application
    return schema


def test_every_operation_is_tried() -> None:
    known = [(path, method.upper()) for path, methods in document(api)["paths"].items() for method in methods]
    assert sorted(known) == sorted(OPERATIONS)


@pytest.mark.parametrize("mode", GenerationMode)
@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_sr47_no_answer_that_the_document_does_not_know(
    path: str, method: str, mode: GenerationMode, headers: dict[str, str]
) -> None:
    statuses: Counter[int] = Counter()

    @often
    @given(case=the_schema()[path][method].as_strategy(generation_mode=mode))
    def try_one(case: Any) -> None:
        answer = case.call_and_validate(headers=headers, checks=CHECKS)
        assert answer.headers["api-version"] == [API_VERSION]
        statuses[answer.status_code] += 1

    try_one()
    assert sum(statuses.values()) >= EXAMPLES // 2
    assert set(statuses) - {401, 405, 415}, "nothing got past the door"
