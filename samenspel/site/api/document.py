# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The OpenAPI document: what ninja knows of the endpoints, and what every endpoint shares.

Source: NLGov API Design Rules 2.2.1; the rules of its linter are tests (tests/hostile/test_openapi.py).
"""

import copy
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from ninja import NinjaAPI

from samenspel.intake.api import ACCEPTED, JSON
from samenspel.intake.formats.melding.model import Melding
from samenspel.partners.api import MEDIA_TYPE, SCOPES
from samenspel.partners.api.problems import TITLES
from samenspel.site.api.example import EXAMPLE

Tree = dict[str, Any]
REF = "#/components/schemas/{model}"
BODY_ONLY = (409, 411, 413, 415)
ALWAYS = (400, 401, 403, 404, 405, 406, 429, 500, 503)

HEADERS = {
    "API-Version": "Volledig versienummer van deze API",
    "X-Request-ID": "Nummer van uw aanvraag: waaronder u ons kunt bellen",
    "Location": "Waar de stand van het bericht te volgen is",
    "Retry-After": "Over hoeveel seconden u het opnieuw kunt proberen",
    "Allow": "De methoden die hier wel kunnen",
    "WWW-Authenticate": "Hoe u zich aanmeldt",
}
EXTRA_HEADERS = {
    202: ["Location"],
    401: ["WWW-Authenticate"],
    405: ["Allow"],
    409: ["Location"],
    429: ["Retry-After"],
}

DESCRIPTIONS = {
    "Melding": "Een melding van huiselijk geweld of kindermishandeling. Velden die wij niet kennen worden bewaard.",
    "Dag": "Een datum, zo ver als die bekend is: een hele datum, of een jaar met of zonder maand.",
    "Wanneer": "Een tijdstip, of een datum zo ver als die bekend is.",
    "Antwoord": "Ja (true), nee (false) of onbekend (weglaten), en de woorden van de bron als die meer zei.",
    "Adres": "Een adres in delen, of zoals het beschreven is.",
    "Nummer": "Een registratienummer en wie het gaf.",
    "Betrokkene": "Iemand over wie de melding gaat, of die erin genoemd wordt.",
    "Relatie": "'van' is de 'soort' van 'tot': de persoon met sleutel 1 is de ex-partner van 2.",
    "Geinformeerde": "Wie over de melding verteld is, hoe, wanneer en met welke reactie.",
    "Melder": "Wie meldt, en of die voor het gezin onbekend wil blijven.",
    "Contactpersoon": "Bij wie meer te vragen is.",
    "OnbekendVeld": "Inhoud waarvoor geen veld bestond in de vorm waarin zij binnenkwam.",
    "Sex": "Geslacht: V, M, of O (onbekend of anders).",
}

PROBLEM: Tree = {
    "title": "Probleem",
    "description": "Waarom het niet ging (RFC 9457), met alles wat er mis is.",
    "type": "object",
    "required": ["type", "status", "title", "detail", "instance"],
    "properties": {
        "type": {
            "type": "string",
            "title": "Soort probleem",
            "examples": ["urn:samenspel:fout:ongeldige-invoer"],
        },
        "status": {"type": "integer", "title": "Statuscode", "minimum": 400, "maximum": 599},
        "title": {"type": "string", "title": "Kort"},
        "detail": {"type": "string", "title": "Uitleg"},
        "instance": {"type": "string", "title": "Nummer van de aanvraag", "examples": ["urn:uuid:…"]},
        "errors": {"type": "array", "title": "Wat er mis is", "items": {"$ref": "#/components/schemas/Fout"}},
    },
}
FAULT: Tree = {
    "title": "Fout",
    "description": "Eén ding dat mis is, en waar.",
    "type": "object",
    "required": ["in", "location", "code", "detail"],
    "properties": {
        "in": {"type": "string", "title": "Waar", "enum": ["body", "header", "path", "query"]},
        "location": {
            "type": "string",
            "title": "Plaats",
            "description": "JSON pointer in het bericht, of een naam.",
        },
        "code": {"type": "string", "title": "Code"},
        "detail": {"type": "string", "title": "Uitleg"},
    },
}
KEY: Tree = {
    "name": "Idempotency-Key",
    "in": "header",
    "description": "Uw eigen sleutel voor dit bericht. Zonder sleutel geldt het berichtnummer, anders het kenmerk.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 120, "pattern": "^[!-~]+$"},
}
REQUEST_ID: Tree = {
    "name": "X-Request-ID",
    "in": "header",
    "description": "Uw eigen nummer voor deze aanvraag, een UUID. Het staat dan ook in onze log en in het antwoord. "
    "Is het geen UUID, dan geven wij er een.",
    "schema": {"type": "string"},
}


def document(api: NinjaAPI) -> Tree:
    """The whole document, as plain values."""
    tree: Tree = copy.deepcopy(dict(api.get_openapi_schema(path_prefix="/")))
    schemas = tree["components"]["schemas"]
    schemas.update(_melding())
    schemas.update({"Probleem": PROBLEM, "Fout": FAULT})
    tree["components"]["headers"] = {name: _header(name) for name in HEADERS}
    for operation in operations(tree):
        operation["parameters"] = [*operation["parameters"], REQUEST_ID]
        _add_body(operation)
        operation["responses"] = _responses(operation)
        operation["security"] = [{name: list(SCOPES) for name in each} for each in operation["security"]]
    return tree


def operations(tree: Tree) -> Iterator[Tree]:
    """Every operation of the document."""
    for path in tree["paths"].values():
        yield from path.values()


def _add_body(operation: Tree) -> None:
    if operation["operationId"] != "meldingAanleveren":
        return
    operation["parameters"] = [*operation["parameters"], KEY]
    xml = {"schema": {"type": "string", "description": "Een StUF-bericht vtMeldingDi01, hoogstens 35 MB."}}
    json = {"schema": {"$ref": REF.format(model="Melding")}, "example": EXAMPLE}
    content = {name: json if kind is JSON else xml for name, kind in ACCEPTED.items()}
    operation["requestBody"] = {"required": True, "content": content}


def _responses(operation: Tree) -> Tree:
    """The answers that ninja knows with our headers, and every problem that this operation can answer with."""
    good = {
        str(status): found | {"description": _described(int(status)), "headers": _headers(int(status))}
        for status, found in operation["responses"].items()
    }
    statuses = sorted({*ALWAYS, *(BODY_ONLY if "requestBody" in operation else ())})
    content = {MEDIA_TYPE: {"schema": PROBLEM}}
    bad = {
        str(status): {"description": TITLES[status], "headers": _headers(status), "content": content}
        for status in statuses
    }
    return good | bad


def _described(status: int) -> str:
    return {200: "De stand van het bericht", 202: "Het bericht is bewaard"}.get(
        status, HTTPStatus(status).phrase
    )


def _headers(status: int) -> Tree:
    names = ["API-Version", "X-Request-ID", *EXTRA_HEADERS.get(status, ())]
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def _header(name: str) -> Tree:
    return {"description": HEADERS[name], "schema": {"type": "string"}}


def _melding() -> Tree:
    """The shapes of a melding, with descriptions for the readers of this document."""
    root = Melding.model_json_schema(by_alias=True, ref_template=REF)
    shapes = root.pop("$defs") | {"Melding": root}
    for name, shape in shapes.items():
        shape["description"] = DESCRIPTIONS[name]
    plain: Tree = _without_null(shapes)
    return plain


def _without_null(schema: Any) -> Any:
    """A field that may be left out, said as that: OpenAPI readers need no union with null, and no empty default."""
    if isinstance(schema, list):
        return [_without_null(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    kinds = schema.get("anyOf", ())
    if {"type": "null"} in kinds and len(kinds) == 2:
        other = next(kind for kind in kinds if kind != {"type": "null"})
        rest = {name: value for name, value in schema.items() if name != "anyOf"}
        schema = rest | ({"allOf": [other]} if "$ref" in other else other)
    empty = "default" in schema and schema["default"] in (None, "", [], {})
    return {name: _without_null(value) for name, value in schema.items() if not (empty and name == "default")}
