# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The log of a process: one JSON object per line on stderr, for operators, without anything about anybody.

Rule 1: a line holds the keys of `KEYS` and nothing else, whatever a caller adds.
Rule 2: the text of a line is the constant in our source; its arguments are never filled in. A library's text may have
values in it already, so of its lines the place is told and not the text.
Rule 3: of an exception its type and the places in our own files are told, never its message: a database puts whole
rows in there.
"""

import json
import logging
import sys
import threading
import time
import traceback
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from django.http import HttpRequest, HttpResponse

from samenspel import REQUEST

OURS = "samenspel"
ROOT = Path(__file__).resolve().parents[2]
LONGEST = 80

# What a line may say besides its time, level, logger, text, request and error. Numbers, codes and ids; never a text.
KEYS = frozenset(
    {
        "code",
        "deadline",
        "format",
        "handled",
        "method",
        "milliseconds",
        "organisation",
        "page",
        "reason",
        "round",
        "status",
        "term",
        "what",
        # what a round did
        "hersteld",
        "stil",
        "te_laat",
        "verschillen",
        "verwerkt",
        "verzonden",
    }
)
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "samenspel.site.logs.Line"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        OURS: {"level": "INFO"},
        # We write a line for every request ourselves; Django's own would name addresses.
        "django": {"handlers": [], "propagate": True, "level": "WARNING"},
        "django.request": {"level": "ERROR"},
        "django.server": {"handlers": [], "propagate": True, "level": "ERROR"},
        "_granian": {"handlers": [], "propagate": True, "level": "WARNING"},
    },
}

log = logging.getLogger(__name__)


class Line(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        ours = record.name.split(".")[0] == OURS
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "text": record.msg
            if ours and isinstance(record.msg, str)
            else f"{record.module}:{record.lineno}",
        }
        if request := REQUEST.get():
            line["request"] = str(request)
        line |= {key: _short(value) for key, value in vars(record).items() if key in KEYS}
        if isinstance(record.exc_info, tuple) and record.exc_info[1] is not None:
            line |= told(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def _short(value: object) -> object:
    """Numbers as they are, lists item by item, anything else as a short text."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, list | tuple | set | frozenset):
        return [_short(one) for one in list(value)[:20]]
    return str(value)[:LONGEST]


def told(error: BaseException) -> dict[str, object]:
    """What may be told of an exception: its type, those behind it, and where in our files they came from."""
    chain = list(_behind(error))
    return {
        "error": type(error).__name__,
        "behind": [type(one).__name__ for one in chain[1:]],
        "at": [place for one in chain for place in _places(one.__traceback__)],
    }


def _behind(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _places(trail: TracebackType | None) -> Iterator[str]:
    for frame in traceback.extract_tb(trail):
        file = Path(frame.filename)
        if file.is_relative_to(ROOT) and ".venv" not in file.parts:
            yield f"{file.relative_to(ROOT)}:{frame.lineno}"


def take_over() -> None:
    """Have what nobody catches told in a line as well, instead of with its message on stderr."""

    def in_a_thread(found: threading.ExceptHookArgs) -> None:
        if found.exc_value is not None:
            _uncaught(found.exc_type, found.exc_value, found.exc_traceback)

    sys.excepthook = _uncaught
    threading.excepthook = in_a_thread


def _uncaught(kind: type[BaseException], error: BaseException, trail: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    log.critical("niet opgevangen", exc_info=(kind, error, trail))


def line_per_request(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Gives every request an id, and tells what came of it: the page by its name, never by its address."""

    def handle(request: HttpRequest) -> HttpResponse:
        token, began = REQUEST.set(_id_of(request)), time.perf_counter()
        try:
            response = get_response(request)
            match = request.resolver_match
            log.info(
                "verzoek",
                extra={
                    "method": request.method,
                    "page": (match.url_name or "?") if match else "?",
                    "status": response.status_code,
                    "milliseconds": round((time.perf_counter() - began) * 1000, 1),
                },
            )
            return response
        finally:
            REQUEST.reset(token)

    return handle


def _id_of(request: HttpRequest) -> uuid.UUID:
    """The id that the sender or a proxy gave the request, if it is a UUID as those are written; else a new one."""
    given = request.headers.get("X-Request-ID", "").lower()
    try:
        told = uuid.UUID(given)
    except ValueError:
        return uuid.uuid4()
    return told if str(told) == given else uuid.uuid4()
