# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a person writes a value: 1-11-2026, 20:40, ja, vrouw."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from samenspel.intake.formats import LOCAL, Sex
from samenspel.intake.formats.melding.model import FIRST_YEAR, LAST_YEAR, Antwoord, Dag, Wanneer

MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
YES, NO, UNKNOWN = ("ja", "j", "true"), ("nee", "n", "neen", "false"), ("onbekend",)
SEXES = {"v": "V", "vrouw": "V", "m": "M", "man": "M", "o": "O", "onbekend": "O", "x": "O"}

_DMY = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2}|[a-z]{3,9})[-/. ]([0-9]{4})", re.ASCII)
_MY = re.compile(r"([0-9]{1,2}|[a-z]{3,9})[-/. ]([0-9]{4})", re.ASCII)
_Y = re.compile(r"[0-9]{4}", re.ASCII)
_TIME = re.compile(r"(.+?),? (?:om )?([0-9]{1,2})[:.]([0-9]{2})(?::([0-9]{2}))?(?: uur)?", re.ASCII)


def read(kind: Any, text: str) -> Any:
    """The plain JSON value of a text, for a field of that kind. Raises ValueError if it cannot be that."""
    reader = _READERS.get(kind)
    return reader(text) if reader else text


def write(kind: Any, value: Any) -> str:
    """The text for a plain JSON value, such that `read` gives that value back."""
    writer = _WRITERS.get(kind)
    return writer(value) if writer else str(value)


def _month(text: str) -> int:
    if text.isdecimal():
        return int(text)
    return 3 if text == "mrt" else 1 + [name.startswith(text) for name in MONTHS].index(True)


def _read_date(text: str) -> str:
    found = _DMY.fullmatch(text.casefold())
    day = date(int(found[3]), _month(found[2]), int(found[1])) if found else date.fromisoformat(text)
    return day.isoformat()


def _write_date(value: str) -> str:
    return f"{date.fromisoformat(value):%d-%m-%Y}"


def _read_day(text: str) -> dict[str, Any]:
    word = text.casefold()
    if _Y.fullmatch(word):
        return {"jaar": int(word)}
    found = _MY.fullmatch(word)
    if not found:
        return {"datum": _read_date(text)}
    first = date(int(found[2]), _month(found[1]), 1)
    return {"jaar": first.year, "maand": first.month}


def _write_day(value: Mapping[str, Any]) -> str:
    if "datum" in value:
        return _write_date(value["datum"])
    return f"{value['maand']:02}-{value['jaar']:04}" if "maand" in value else f"{value['jaar']:04}"


def _read_moment(text: str) -> str:
    """ISO 8601 with an offset, or local time. A time that does not exist or comes twice is not understood."""
    found = _TIME.fullmatch(text)
    if not found or "T" in text:
        return _moment_text(datetime.fromisoformat(text))
    day = date.fromisoformat(_read_date(found[1]))
    clock = time(int(found[2]), int(found[3]), int(found[4] or 0), tzinfo=LOCAL)
    local = datetime.combine(day, clock)
    if not FIRST_YEAR <= day.year <= LAST_YEAR or local.utcoffset() != local.replace(fold=1).utcoffset():
        raise ValueError(text)
    return _moment_text(local)


def _moment_text(moment: datetime) -> str:
    if moment.tzinfo is None or not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError(moment)
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _write_moment(value: str) -> str:
    human = f"{datetime.fromisoformat(value).astimezone(LOCAL):%d-%m-%Y %H:%M:%S}".removesuffix(":00")
    try:
        return human if _read_moment(human) == value else value
    except ValueError:
        return value


def _read_when(text: str) -> dict[str, Any]:
    try:
        return {"tijdstip": _read_moment(text)}
    except ValueError:
        return _read_day(text)


def _write_when(value: Mapping[str, Any]) -> str:
    return _write_moment(value["tijdstip"]) if "tijdstip" in value else _write_day(value)


def _read_bool(text: str) -> bool:
    word = text.casefold()
    if word not in YES + NO:
        raise ValueError(text)
    return word in YES


def _read_sex(text: str) -> str:
    if text.casefold() not in SEXES:
        raise ValueError(text)
    return SEXES[text.casefold()]


def _read_answer(text: str) -> dict[str, Any]:
    """ja, nee or onbekend; one of these and, after a semicolon, the words of the source; or only words."""
    word, semicolon, rest = text.partition(";")
    said = word.strip().casefold()
    if said not in YES + NO + UNKNOWN:
        return {"toelichting": text}
    answer: dict[str, Any] = {} if said in UNKNOWN else {"antwoord": said in YES}
    return answer | ({"toelichting": rest.strip()} if semicolon and rest.strip() else {})


def _write_answer(value: Mapping[str, Any]) -> str:
    said = {True: "ja", False: "nee", None: "onbekend"}[value.get("antwoord")]
    words = value.get("toelichting")
    if words is None:
        return said
    return words if _read_answer(words) == value else f"{said}; {words}"


def _read_fact(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _write_fact(value: Any) -> str:
    bare = isinstance(value, str) and _read_fact(value) == value
    return value if bare else json.dumps(value, ensure_ascii=False)


_READERS: Mapping[Any, Callable[[str], Any]] = {
    bool: _read_bool,
    date: _read_date,
    datetime: _read_moment,
    Dag: _read_day,
    Wanneer: _read_when,
    Antwoord: _read_answer,
    Sex: _read_sex,
    dict: _read_fact,
}
_WRITERS: Mapping[Any, Callable[[Any], str]] = {
    bool: lambda value: "ja" if value else "nee",
    date: _write_date,
    datetime: _write_moment,
    Dag: _write_day,
    Wanneer: _write_when,
    Antwoord: _write_answer,
    dict: _write_fact,
}
