# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""How StUF spells a value: dates without dashes, Ja and Nee, what is known of a birth date.

A spelling reads the text and attributes of one element as the plain JSON value of our melding, and back.
Reading raises ValueError for a text that it does not know, and gives None for one that says nothing.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from samenspel.intake.formats import LOCAL
from samenspel.intake.formats.melding.model import FIRST_YEAR, LAST_YEAR

STUF = "http://www.egem.nl/StUF/StUF0301"
INCOMPLETE = f"{{{STUF}}}indOnvolledigeDatum"
YES, NO, UNKNOWN = frozenset(("ja", "j")), frozenset(("nee", "n")), frozenset(("onbekend",))

Attributes = Mapping[str, str]
_DAY = re.compile(r"[0-9]{4}(?:[0-9]{2}(?:[0-9]{2})?)?", re.ASCII)
_STAMP = re.compile(r"[0-9]{12}(?:[0-9]{2}(?:[0-9]{1,6})?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Spelling:
    """Two functions: element → plain value, plain value → text and attributes of the element."""

    read: Callable[[str, Attributes], Any]
    write: Callable[[Any], tuple[str, Attributes]]


def _read_day(text: str, attributes: Attributes) -> dict[str, Any]:
    """jjjjmmdd where 00 is unknown; the attribute says from where on it is unknown: V (nowhere), D, M, J."""
    known = attributes.get(INCOMPLETE, "V")
    if not _DAY.fullmatch(text) or known not in ("V", "D", "M", "J"):
        raise ValueError(text)
    year, month, day = int(text[:4]), int(text[4:6] or 0), int(text[6:] or 0)
    if (known == "J" and month) or not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(text)
    if month == 0 or known == "M":
        return {"jaar": year}
    if day == 0 or known == "D":
        date(year, month, 1)
        return {"jaar": year, "maand": month}
    return {"datum": date(year, month, day).isoformat()}


def _write_day(value: dict[str, Any]) -> tuple[str, Attributes]:
    if "datum" in value:
        return value["datum"].replace("-", ""), {INCOMPLETE: "V"}
    if "maand" in value:
        return f"{value['jaar']:04}{value['maand']:02}00", {INCOMPLETE: "D"}
    return f"{value['jaar']:04}0000", {INCOMPLETE: "M"}


def _write_moment(value: dict[str, Any]) -> tuple[str, Attributes]:
    if "tijdstip" in value:
        return f"{datetime.fromisoformat(value['tijdstip']).astimezone(LOCAL):%Y%m%d}", {}
    text, attributes = _write_day(value)
    return text, {} if attributes == {INCOMPLETE: "V"} else attributes


def _read_stamp(text: str, attributes: Attributes) -> str:
    """jjjjmmddhhmm[ss[fraction]], local time; the hour that comes twice in autumn is the first one."""
    if not _STAMP.fullmatch(text) or not FIRST_YEAR <= int(text[:4]) <= LAST_YEAR:
        raise ValueError(text)
    whole = datetime.strptime(text[:14].ljust(14, "0"), "%Y%m%d%H%M%S")  # noqa: DTZ007 — made local below
    local = (whole + timedelta(seconds=float(f"0.{text[14:] or 0}"))).replace(tzinfo=LOCAL)
    moment = local.astimezone(UTC)
    if moment.astimezone(LOCAL).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise ValueError(text)
    return moment.isoformat().replace("+00:00", "Z")


def _write_stamp(value: str) -> tuple[str, Attributes]:
    return f"{datetime.fromisoformat(value).astimezone(LOCAL):%Y%m%d%H%M%S}", {}


def _read_answer(text: str, attributes: Attributes) -> dict[str, Any]:
    word = text.casefold()
    if word in YES | NO:
        return {"antwoord": word in YES}
    if word == "geen":
        return {"antwoord": False, "toelichting": text}
    return {} if word in UNKNOWN else {"toelichting": text}


def _write_answer(value: dict[str, Any]) -> tuple[str, Attributes]:
    said = {True: "Ja", False: "Nee", None: "Onbekend"}[value.get("antwoord")]
    return value.get("toelichting") or said, {}


def _read_flag(text: str, attributes: Attributes) -> bool | None:
    word = text.casefold()
    if word in UNKNOWN:
        return None
    if word not in YES | NO:
        raise ValueError(text)
    return word in YES


def _write_place(value: dict[str, Any]) -> tuple[str, Attributes]:
    house = [value.get(name) for name in ("straat", "huisnummer", "huisletter", "toevoeging")]
    town = [value.get(name) for name in ("postcode", "woonplaats")]
    parts = [" ".join(filter(None, house)), " ".join(filter(None, town)), value.get("land")]
    return ", ".join(filter(None, [value.get("omschrijving"), *parts])), {}


SPELLINGS: Mapping[str, Spelling] = {
    "text": Spelling(lambda text, attributes: text, lambda value: (value, {})),
    "day": Spelling(_read_day, _write_day),
    "moment": Spelling(_read_day, _write_moment),
    "stamp": Spelling(_read_stamp, _write_stamp),
    "answer": Spelling(_read_answer, _write_answer),
    "flag": Spelling(_read_flag, lambda value: ("Ja" if value else "Nee", {})),
    "place": Spelling(lambda text, attributes: {"omschrijving": text}, _write_place),
}
