# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The linter of the NLGov API Design Rules 2.2.1, without node: its rules are read from its own file.

What a rule demands (`then`) is applied as the file says it. Where a rule looks (`given`, a JSONPath of Spectral) is
written out below for each rule, and so are the rules of Spectral itself that the file switches on.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

FILE = Path(__file__).parent / "data" / "adr-linter-2.2.1.yaml"
RULES: dict[str, Any] = yaml.safe_load(FILE.read_text())["rules"]
METHODS = ("get", "put", "post", "delete", "patch", "options", "head", "trace")

Tree = dict[str, Any]
Found = Iterator[tuple[str, Any]]  # where it stands, and what


def lint(document: Tree, rule: str) -> list[str]:
    """What the document does against that rule."""
    if rule in OWN:
        return list(OWN[rule](document))
    demands = RULES[rule]["then"]
    return [fault for where, value in GIVEN[rule](document) for fault in _demand(demands, where, value)]


def _demand(then: Tree, where: str, value: Any) -> Iterator[str]:
    field, options = then.get("field"), then.get("functionOptions", {})
    targets = list(value) if field == "@key" else [_at(value, field) if field else value]
    for target in targets:
        if not FUNCTIONS[then["function"]](target, options):
            yield f"{where}: {target!r}"[:300]


def _at(value: Any, field: str) -> Any:
    for step in field.split("."):
        value = value.get(step) if isinstance(value, dict) else None
    return value


def _pattern(value: Any, options: Tree) -> bool:
    if not isinstance(value, str):
        return True
    wanted, unwanted = options.get("match"), options.get("notMatch")
    found = re.search((wanted or unwanted).strip("/"), value)
    return bool(found) if wanted else not found


FUNCTIONS: dict[str, Callable[[Any, Tree], bool]] = {
    "pattern": _pattern,
    "truthy": lambda value, options: bool(value),
    "or": lambda value, options: any(value.get(name) for name in options["properties"]),
    "schema": lambda value, options: Draft202012Validator(options["schema"]).is_valid(value),
}


def walk(tree: Any, where: str = "$") -> Found:
    """Every node below the root."""
    items = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for name, value in items:
        below = f"{where}.{name}"
        yield below, value
        yield from walk(value, below)


def operations(document: Tree) -> Found:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            if method in METHODS:
                yield f"{method} {path}", operation


def _responses(document: Tree, digits: str) -> Found:
    for where, node in walk(document):
        if where.endswith(".responses") and isinstance(node, dict):
            yield from ((f"{where}.{status}", each) for status, each in node.items() if status[0] in digits)


def _problem_schemas(document: Tree) -> Found:
    for where, response in _responses(document, "45"):
        for kind, media in response.get("content", {}).items():
            if kind in ("application/problem+json", "application/problem+xml"):
                yield f"{where}.{kind}", media.get("schema", {})


def _properties(document: Tree, of_dates: bool) -> Found:
    for where, node in walk(document):
        if where.endswith(".properties") and isinstance(node, dict):
            for name, schema in node.items():
                dated = name in ("date", "datum") or re.search(r"((\w+D)|(_[dD]))((ate)|(atum))", name)
                if dated or not of_dates:
                    yield f"{where}.{name}", schema


def _formats(document: Tree, *, of_dates: bool, deep: bool) -> Found:
    for where, schema in _properties(document, of_dates):
        nodes = [(where, schema), *(walk(schema, where) if deep else ())]
        yield from (
            (place, each["format"]) for place, each in nodes if isinstance(each, dict) and "format" in each
        )


def _needs_400(document: Tree) -> Found:
    for where, operation in operations(document):
        if where.split()[0] in ("put", "post", "patch") or operation.get("parameters"):
            yield where, operation


def _servers(document: Tree) -> Found:
    yield from ((f"servers[{index}]", each) for index, each in enumerate(document.get("servers", [])))


def _paths(document: Tree) -> Found:
    for path in document["paths"]:
        if not re.search(r"/openapi.(json)|(yaml)", path):
            yield path, path


GIVEN: dict[str, Callable[[Tree], Found]] = {
    "nlgov:openapi3": lambda document: iter([("openapi", document.get("openapi"))]),
    "nlgov:openapi-root-exists": lambda document: iter([("$", document)]),
    "nlgov:missing-version-header": lambda document: (
        (where, each["headers"]) for where, each in _responses(document, "23") if "headers" in each
    ),
    "nlgov:missing-header": lambda document: _responses(document, "23"),
    "nlgov:include-major-version-in-uri": _servers,
    "nlgov:paths-no-trailing-slash": lambda document: iter([("paths", document["paths"])]),
    "info-contact": lambda document: iter([("$", document)]),
    "nlgov:info-contact-fields-exist": lambda document: iter([("info", document["info"].get("contact", {}))]),
    "nlgov:http-methods": lambda document: (
        (path, methods)
        for path, methods in document["paths"].items()
        if re.search("description|summary", path)
    ),
    "nlgov:paths-kebab-case": _paths,
    "nlgov:query-keys-camel-case": lambda document: (
        (where, each)
        for where, operation in operations(document)
        for each in operation.get("parameters", [])
        if each["in"] == "query"
    ),
    "nlgov:servers-use-https": _servers,
    "nlgov:use-problem-schema": lambda document: (
        (where, each["content"]) for where, each in _responses(document, "45") if "content" in each
    ),
    "nlgov:problem-schema-members": _problem_schemas,
    "nlgov:problem-invalid-input": _needs_400,
    "nlgov:date-time-ensure-timezone": lambda document: _formats(document, of_dates=False, deep=False),
    "nlgov:time-without-timezone": lambda document: _formats(document, of_dates=False, deep=False),
    "nlgov:specify-format-for-date-and-time": lambda document: _properties(document, of_dates=True),
    "nlgov:use-date-instead-of-datetime": lambda document: _formats(document, of_dates=True, deep=True),
    "nlgov:semver": lambda document: iter([("info.version", document["info"].get("version"))]),
}


def _valid(document: Tree) -> Iterator[str]:
    yield from (str(error.message)[:300] for error in OpenAPIV31SpecValidator(document).iter_errors())


def _twice(values: list[Any]) -> Iterator[str]:
    yield from (f"twice: {value}" for value, count in Counter(values).items() if count > 1)


def _path_parameters(document: Tree) -> Iterator[str]:
    for where, operation in operations(document):
        declared = [each["name"] for each in operation.get("parameters", []) if each["in"] == "path"]
        if sorted(declared) != sorted(re.findall(r"{([^}]+)}", where)):
            yield f"{where}: {declared}"


def _media_examples(document: Tree) -> Iterator[str]:
    for where, node in walk(document):
        if isinstance(node, dict) and "schema" in node and "example" in node:
            yield from (f"{where}: {fault}" for fault in _against(document, node["schema"], node["example"]))


def _schema_examples(document: Tree) -> Iterator[str]:
    for where, node in walk(document["components"]["schemas"]):
        if isinstance(node, dict) and ("type" in node or "$ref" in node or "allOf" in node):
            told = [*node.get("examples", []), *([node["default"]] if "default" in node else [])]
            yield from (f"{where}: {fault}" for each in told for fault in _against(document, node, each))


def _against(document: Tree, schema: Tree, value: Any) -> list[str]:
    resource = Resource.from_contents(document, default_specification=DRAFT202012)
    registry: Registry[Any] = Registry().with_resource("urn:document", resource)
    absolute = _absolute(schema)
    return [error.message for error in Draft202012Validator(absolute, registry=registry).iter_errors(value)]


def _absolute(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_absolute(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        name: f"urn:document{value}" if name == "$ref" else _absolute(value) for name, value in schema.items()
    }


def _server_variables(document: Tree) -> Iterator[str]:
    for _, server in _servers(document):
        if set(re.findall(r"{([^}]+)}", server.get("url", ""))) != set(server.get("variables", {})):
            yield str(server)


OWN: dict[str, Callable[[Tree], Iterator[str]]] = {
    "oas3-schema": _valid,
    "operation-operationId-unique": lambda document: _twice(
        [operation.get("operationId") for _, operation in operations(document)]
    ),
    "path-params": _path_parameters,
    "openapi-tags-uniqueness": lambda document: _twice([tag["name"] for tag in document.get("tags", [])]),
    "oas3-valid-media-example": _media_examples,
    "oas3-valid-schema-example": _schema_examples,
    "oas3-server-variables": _server_variables,
    "oas3-api-servers": lambda document: iter([] if document.get("servers") else ["no servers"]),
    "path-keys-no-trailing-slash": lambda document: (
        path for path in document["paths"] if path[1:].endswith("/")
    ),
}
