# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""How far do two birth dates, sexes, addresses, phone numbers, BSNs or pregnancies agree?

Rule 1: what one side does not know is UNKNOWN, and weighs nothing.
Rule 2: 1 January and 1 July are often filled in where nobody knew the day; agreement on them says less.
"""

from datetime import date, timedelta
from enum import StrEnum

from rapidfuzz.distance import OSA

from samenspel.rules.facts import Born
from samenspel.rules.matching.features import Features, Sex

FILLED_IN = frozenset({(1, 1), (7, 1)})
# A child is born at most 18 weeks before and 4 weeks after the expected date; estimates differ by 6 weeks.
EARLY, LATE = timedelta(weeks=18), timedelta(weeks=4)
ESTIMATE = timedelta(weeks=6)


class BirthDate(StrEnum):
    UNKNOWN = "unknown"
    EQUAL = "equal"
    SWAPPED = "swapped"
    EQUAL_FILLED = "equal_filled"
    MONTH = "month"
    YEAR = "year"
    FILLED = "filled"
    DIGIT = "digit"
    DIFFERENT = "different"


class Simple(StrEnum):
    """For values that are equal or not."""

    UNKNOWN = "unknown"
    EQUAL = "equal"
    DIFFERENT = "different"


class Address(StrEnum):
    UNKNOWN = "unknown"
    EQUAL = "equal"
    FORMER = "former"
    DIFFERENT = "different"


class Pregnancy(StrEnum):
    UNKNOWN = "unknown"
    SAME = "same"
    MOTHER = "mother"
    OTHER = "other"


def born(a: Features, b: Features) -> BirthDate:
    if a.born is None or b.born is None:
        return BirthDate.UNKNOWN
    first, second = _parts(a.born), _parts(b.born)
    if 0 in first or 0 in second:
        return _partial_dates(first, second)
    return _whole_dates(first, second)


def sex(a: Features, b: Features) -> Simple:
    """A registered X may follow or precede a change of registration: it weighs nothing."""
    if a.sex in {None, Sex.X} or b.sex in {None, Sex.X}:
        return Simple.UNKNOWN
    return Simple.EQUAL if a.sex is b.sex else Simple.DIFFERENT


def address(a: Features, b: Features) -> Address:
    """Current with current first; then any address of one with any of the other, because people move."""
    if not a.addresses.isdisjoint(b.addresses):
        return Address.EQUAL
    all_a, all_b = a.addresses | a.former_addresses, b.addresses | b.former_addresses
    if not all_a or not all_b:
        return Address.UNKNOWN
    return Address.DIFFERENT if all_a.isdisjoint(all_b) else Address.FORMER


def phone(a: Features, b: Features) -> Simple:
    if not a.phones or not b.phones:
        return Simple.UNKNOWN
    return Simple.DIFFERENT if a.phones.isdisjoint(b.phones) else Simple.EQUAL


def bsn(a: Features, b: Features) -> Simple:
    if not a.bsn or not b.bsn:
        return Simple.UNKNOWN
    return Simple.EQUAL if a.bsn == b.bsn else Simple.DIFFERENT


def pregnancy(a: Features, b: Features) -> Pregnancy:
    """Only where one of the two is an unborn child: the same mother, and dates of one pregnancy?"""
    if not a.unborn and not b.unborn:
        return Pregnancy.UNKNOWN
    fits = _one_pregnancy(a, b)
    if fits is False or (a.mother and b.mother and a.mother != b.mother):
        return Pregnancy.OTHER
    if not a.mother or not b.mother:
        return Pregnancy.UNKNOWN
    return Pregnancy.SAME if fits else Pregnancy.MOTHER


def _parts(known: Born) -> tuple[int, int, int]:
    """Year, month, day; 0 is not known. A day without its month says nothing."""
    return (known.year, known.month or 0, (known.day or 0) if known.month else 0)


def _partial_dates(first: tuple[int, int, int], second: tuple[int, int, int]) -> BirthDate:
    if any(one and other and one != other for one, other in zip(first, second, strict=True)):
        # Another year or month excludes; a filled-in day and month excludes only by its year.
        filled = first[1:] in FILLED_IN or second[1:] in FILLED_IN
        return BirthDate.FILLED if filled and first[0] == second[0] else BirthDate.DIFFERENT
    return BirthDate.MONTH if first[1] and second[1] else BirthDate.YEAR


def _whole_dates(first: tuple[int, int, int], second: tuple[int, int, int]) -> BirthDate:
    if first == second:
        return BirthDate.EQUAL_FILLED if first[1:] in FILLED_IN else BirthDate.EQUAL
    if first == (second[0], second[2], second[1]):
        return BirthDate.SWAPPED
    if first[0] == second[0] and (first[1:] in FILLED_IN or second[1:] in FILLED_IN):
        return BirthDate.FILLED
    one_slip = OSA.distance(_digits(first), _digits(second)) == 1
    return BirthDate.DIGIT if one_slip else BirthDate.DIFFERENT


def _digits(parts: tuple[int, int, int]) -> str:
    return f"{parts[0]:04}{parts[1]:02}{parts[2]:02}"


def _one_pregnancy(a: Features, b: Features) -> bool | None:
    """Whether the dates can belong to one pregnancy; None if a date lacks."""
    if a.unborn and b.unborn:
        return abs(a.due - b.due) <= ESTIMATE if a.due and b.due else None
    unborn, child = (a, b) if a.unborn else (b, a)
    if unborn.due is None or child.born is None:
        return None
    return _can_be_born(child.born, unborn.due - EARLY, unborn.due + LATE)


def _can_be_born(known: Born, first: date, last: date) -> bool:
    return known.earliest() <= last and first <= known.latest()
