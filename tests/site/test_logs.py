# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The log: codes and places, and never a name, whatever is thrown or said."""

import ast
import io
import json
import logging
import sys
import threading
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import DataError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client

from samenspel import request_id
from samenspel.site import logs
from samenspel.site.logs import KEYS, Line, line_per_request

NAME = "Jansje Geheimzinnig"
ROOT = Path(logs.__file__).resolve().parents[2]


@pytest.fixture
def lines() -> Any:
    """A logger as processes have it, and what it wrote."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(Line())
    root = logging.getLogger()
    root.addHandler(handler)
    yield lambda: [json.loads(line) for line in out.getvalue().splitlines()]
    root.removeHandler(handler)


def test_a_name_in_an_exception_never_appears(lines: Any) -> None:
    def inner() -> None:
        raise ValueError(f"{NAME} bestaat al")

    try:
        try:
            inner()
        except ValueError as error:
            raise RuntimeError(f"bewaren van {NAME}") from error
    except RuntimeError as error:
        logging.getLogger("samenspel.test").error("mislukt", exc_info=error)
    [line] = lines()
    assert NAME not in json.dumps(line, ensure_ascii=False)
    assert (line["text"], line["error"], line["behind"]) == ("mislukt", "RuntimeError", ["ValueError"])
    assert len(line["at"]) == 3
    assert all(place.startswith("tests/site/test_logs.py:") for place in line["at"])


@pytest.mark.django_db
def test_a_row_in_an_error_of_the_database_never_appears(lines: Any) -> None:
    with pytest.raises(DataError) as caught, connection.cursor() as cursor:
        cursor.execute("SELECT %s::text::integer", [NAME])
    assert NAME in str(caught.value)
    logging.getLogger("samenspel.test").error("mislukt", exc_info=caught.value)
    logging.getLogger("django.db.backends").error(f"(0.1) SELECT {NAME}; args={NAME}")
    assert NAME not in json.dumps(lines(), ensure_ascii=False)
    assert lines()[0]["behind"] == ["InvalidTextRepresentation"]


def test_arguments_and_unknown_keys_are_left_out(lines: Any) -> None:
    logging.getLogger("samenspel.test").warning("gezien: %s", NAME, extra={"naam": NAME, "code": "a1"})
    [line] = lines()
    assert NAME not in json.dumps(line, ensure_ascii=False)
    assert line["text"] == "gezien: %s"
    assert line["code"] == "a1"
    assert line.keys() <= KEYS | {"time", "level", "logger", "text"}


def test_text_of_a_library_is_replaced_by_its_place(lines: Any) -> None:
    logging.getLogger("een.bibliotheek").warning(f"connecting as {NAME} failed")
    [line] = lines()
    assert line["text"].startswith("test_logs:")
    assert NAME not in json.dumps(line, ensure_ascii=False)


def test_a_value_that_is_a_long_text_is_cut(lines: Any) -> None:
    logging.getLogger("samenspel.test").info("x", extra={"what": "y" * 500, "stil": ["worker"] * 50})
    [line] = lines()
    assert len(line["what"]) == logs.LONGEST
    assert len(line["stil"]) == 20


def test_every_request_has_an_id_that_its_lines_share(lines: Any) -> None:
    seen: list[UUID] = []

    def page(_: HttpRequest) -> HttpResponse:
        logging.getLogger("samenspel.test").warning("binnen")
        seen.append(request_id())
        return HttpResponse()

    request = HttpRequest()
    request.method, request.path = "GET", f"/zaak/{NAME}"
    line_per_request(page)(request)
    line_per_request(page)(request)
    found = [(line["text"], line["request"]) for line in lines()]
    assert found == [(text, str(one)) for one in seen for text in ("binnen", "verzoek")]
    assert seen[0] != seen[1]
    assert request_id() != request_id()
    assert NAME not in json.dumps(lines(), ensure_ascii=False)


@pytest.mark.django_db
def test_a_page_is_told_by_its_name_and_not_by_its_address(lines: Any) -> None:
    Client().get("/gezondheid/levend?naam=Jansje")
    Client().get("/zaak/6c8f1b40-0000-4000-8000-000000000001/Jansje")
    told = [(line["page"], line["status"]) for line in lines() if line["text"] == "verzoek"]
    assert told[0] == ("live", 200)
    assert told[1][0] == "?"
    assert "Jansje" not in json.dumps(lines())


def test_what_nobody_catches_is_told_the_same_way(lines: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    logs.take_over()

    def fail() -> None:
        raise LookupError(NAME)

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    try:
        fail()
    except LookupError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    assert [line["error"] for line in lines()] == ["LookupError"] * 2
    assert NAME not in json.dumps(lines(), ensure_ascii=False)


def _log_calls() -> list[tuple[str, ast.Call]]:
    found = []
    for path in sorted((ROOT / "samenspel").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                target = node.func
                levels = {"debug", "info", "warning", "error", "critical", "exception"}
                if isinstance(target.value, ast.Name) and target.value.id == "log" and target.attr in levels:
                    found.append((f"{path.relative_to(ROOT)}:{node.lineno}", node))
    return found


def test_every_line_that_we_write_has_a_constant_text_and_known_keys() -> None:
    calls = _log_calls()
    assert len(calls) > 10
    for where, call in calls:
        assert len(call.args) == 1, f"{where}: arguments are never filled in; use extra="
        assert isinstance(call.args[0], ast.Constant), f"{where}: the text is a constant"
        for keyword in call.keywords:
            if keyword.arg == "extra" and isinstance(keyword.value, ast.Dict):
                names = {key.value for key in keyword.value.keys if isinstance(key, ast.Constant)}
                assert names <= KEYS, f"{where}: {names - KEYS}"
