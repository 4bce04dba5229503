# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The OpenAPI document against the NLGov API Design Rules 2.2.1 (conformance C01, C06)."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from openapi_spec_validator import validate

from samenspel.intake.formats.melding.model import Melding
from samenspel.intake.formats.melding.read import read
from samenspel.site.api import api
from samenspel.site.api.document import document
from samenspel.site.api.edge import API_VERSION
from samenspel.site.api.example import EXAMPLE
from tests.hostile.linter import GIVEN, OWN, RULES, Tree, lint, walk

ADDRESS = "/api/melden/v1/openapi.json"


@pytest.fixture(scope="module")
def published() -> Tree:
    """The document as production publishes it: there the address of the site always is https (SR-58)."""
    tree = document(api)
    tree["servers"] = [
        {"url": each["url"].replace("http://localhost:8000", "https://samenspel.example.org")}
        for each in tree["servers"]
    ]
    return tree


def test_every_rule_of_the_linter_is_checked() -> None:
    assert set(RULES) == set(GIVEN) | set(OWN)
    assert not set(GIVEN) & set(OWN)


@pytest.mark.parametrize("rule", RULES)
def test_c01_the_document_keeps_the_rule(published: Tree, rule: str) -> None:
    assert lint(published, rule) == []


def test_the_document_is_openapi_3_1(published: Tree) -> None:
    assert published["openapi"] == "3.1.0"
    validate(published)


POST = ("paths", "/meldingen", "post")
ACCEPTED = (*POST, "responses", "202")
MELDING = ("components", "schemas", "Melding", "properties")


def change(*path: str, to: Any) -> Callable[[Tree], None]:
    def broken(tree: Tree) -> None:
        for step in path[:-1]:
            tree = tree[step]
        if to is None:
            del tree[path[-1]]
        else:
            tree[path[-1]] = to

    return broken


def rename_path(name: str) -> Callable[[Tree], None]:
    return lambda tree: tree["paths"].update({name: tree["paths"].pop("/meldingen")})


BREAKS: dict[str, Callable[[Tree], None]] = {
    "oas3-schema": change("info", "title", to=7),
    "operation-operationId-unique": change(*POST, "operationId", to="meldingVolgen"),
    "path-params": rename_path("/meldingen/{nummer}"),
    "openapi-tags-uniqueness": change("tags", to=[{"name": "meldingen"}, {"name": "meldingen"}]),
    "oas3-valid-media-example": change(
        *POST, "requestBody", "content", "application/json", "example", to={"kenmerk": 7}
    ),
    "oas3-valid-schema-example": change(*MELDING, "kenmerk", to={"type": "string", "examples": [7]}),
    "oas3-server-variables": change("servers", to=[{"url": "https://{regio}.example.org/v1"}]),
    "oas3-api-servers": change("servers", to=[]),
    "path-keys-no-trailing-slash": rename_path("/meldingen/"),
    "nlgov:openapi3": change("openapi", to="2.0"),
    "nlgov:openapi-root-exists": change("openapi", to=None),
    "nlgov:missing-version-header": change(*ACCEPTED, "headers", to={"Location": {}}),
    "nlgov:missing-header": change(*ACCEPTED, "headers", to=None),
    "nlgov:include-major-version-in-uri": change("servers", to=[{"url": "https://example.org/melden"}]),
    "nlgov:paths-no-trailing-slash": rename_path("/meldingen /"),
    "info-contact": change("info", "contact", to=None),
    "nlgov:info-contact-fields-exist": change("info", "contact", to={"name": "Beheer"}),
    "nlgov:http-methods": change("paths", "/summary", to={"trace": {}}),
    "nlgov:paths-kebab-case": rename_path("/nieuweMeldingen"),
    "nlgov:query-keys-camel-case": change(*POST, "parameters", to=[{"in": "query", "name": "Page_Size"}]),
    "nlgov:servers-use-https": change("servers", to=[{"url": "http://example.org/v1"}]),
    "nlgov:use-problem-schema": change(*POST, "responses", "400", "content", to={"application/json": {}}),
    "nlgov:problem-schema-members": change(
        *POST, "responses", "400", "content", to={"application/problem+json": {"schema": {"properties": {}}}}
    ),
    "nlgov:problem-invalid-input": change(*POST, "responses", "400", to=None),
    "nlgov:date-time-ensure-timezone": change(*MELDING, "op", to={"format": "date-time-local"}),
    "nlgov:time-without-timezone": change(*MELDING, "om", to={"format": "time"}),
    "nlgov:specify-format-for-date-and-time": change(*MELDING, "meldDatum", to={"type": "string"}),
    "nlgov:use-date-instead-of-datetime": change(*MELDING, "meldDatum", to={"format": "date-time"}),
    "nlgov:semver": change("info", "version", to="1.0"),
}


@pytest.mark.parametrize("rule", RULES)
def test_the_check_of_a_rule_sees_a_document_that_breaks_it(published: Tree, rule: str) -> None:
    broken = copy.deepcopy(published)
    BREAKS[rule](broken)
    assert lint(broken, rule)


@pytest.mark.django_db
def test_c06_the_document_is_public_and_for_every_origin() -> None:
    answer = Client().get(ADDRESS)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["API-Version"] == answer.json()["info"]["version"] == API_VERSION
    assert answer.json() == document(api)


def test_the_example_in_the_document_is_a_right_melding(published: Tree) -> None:
    content = published["paths"]["/meldingen"]["post"]["requestBody"]["content"]
    assert content["application/json"]["example"] == EXAMPLE
    assert Melding.model_validate(EXAMPLE).reference == EXAMPLE["kenmerk"]
    assert read(json.dumps(EXAMPLE).encode()).problems == ()


def test_the_document_speaks_dutch(published: Tree) -> None:
    """Names and texts are Dutch (/core/interface-language, /core/doc-language)."""
    english = {" the ", " and ", " of the ", " is a ", " that "}
    texts = [text for _, text in walk(published) if isinstance(text, str)]
    assert [text for text in texts if any(word in f" {text.lower()} " for word in english)] == []
