# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Postcode, phone number and BSN in one form, so that their keyed hashes are equal where they are."""

import re
from typing import Final

_POSTCODE: Final = re.compile(r"[1-9]\d{3}(?!SA|SD|SS)[A-Z]{2}")
_HOUSE_NUMBER: Final = re.compile(r"\s*0*(\d{1,5})")
# Numbers of organisations and services: thousands share them, so they tell nobody apart.
_SHARED: Final = ("+31800", "+31900", "+31906", "+31909", "+3188", "+3114", "+31112")
# CBS writes an unborn child as 999999999 and an unknown BSN as 000000000 (handbook 8.3).
_NO_BSN: Final = frozenset({"000000000", "999999999"})


def postcode(text: str) -> str | None:
    """A Dutch postcode as 1234AB, or None if it is none.

    >>> postcode("1234 ab"), postcode("0123 AB")
    ('1234AB', None)
    """
    compact = re.sub(r"[\s.-]", "", text).upper()
    return compact if _POSTCODE.fullmatch(compact) else None


def address(postal: str, house_number: str) -> str | None:
    """Postcode and house number as "1234AB 12": the text that is hashed. Additions are left out, they vary.

    >>> address("1234 ab", "12-III")
    '1234AB 12'
    """
    code, number = postcode(postal), _HOUSE_NUMBER.match(house_number)
    return f"{code} {number[1]}" if code and number else None


def phone(text: str) -> str | None:
    """A phone number as +31612345678 (or with another country's code); None if it is not a person's.

    >>> phone("06-12 34 56 78"), phone("0031 (0)30 1234567"), phone("0900-1234567")
    ('+31612345678', '+31301234567', None)
    """
    compact = re.sub(r"[\s().\-/]", "", text.replace("(0)", ""))
    if compact.startswith("00"):
        compact = "+" + compact[2:]
    elif compact.startswith("0"):
        compact = "+31" + compact[1:]
    elif len(compact) == 9 and compact.startswith("6"):
        compact = "+31" + compact
    if compact.startswith("+310"):
        compact = "+31" + compact[4:]
    return compact if _is_personal(compact) else None


def _is_personal(number: str) -> bool:
    if number.startswith("+31"):
        return bool(re.fullmatch(r"\+31[1-9]\d{8}", number)) and not number.startswith(_SHARED)
    return bool(re.fullmatch(r"\+[1-9]\d{7,14}", number))


def bsn(text: str) -> str | None:
    """A BSN as nine digits, or None if it fails the 11-test or stands for unborn or unknown.

    >>> bsn("9999.90.019"), bsn("999999999")
    ('999990019', None)
    """
    digits = re.sub(r"[\s.\-]", "", text).zfill(9)
    if not re.fullmatch(r"[0-9]{9}", digits) or digits in _NO_BSN:
        return None
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True))
    return digits if total % 11 == 0 else None
