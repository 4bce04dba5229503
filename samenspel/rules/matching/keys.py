# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The keys under which a record is found: two records that may be one person share at least one.

Rule 1: equality only. Row-level security keeps similarity indexes from being used; equality it leaves alone.
Rule 2: every kind of key survives the corruption of what the others hold: a wrong date, another surname, a
call name, a move. The keys of both sides are made by the same function; a query has no keys of its own.

    d:YYYYxxyy|K   whole birth date (day and month in either order) and one name, surname or given name alike
    y:YYYY|K|I     birth year, surname, initial             (day or month wrong or unknown)
    m:xxyy|K|I     day and month, surname, initial          (year wrong; not for 1 January and 1 July)
    n:K|K          surname and given name in either order   (no birth date; the least selective kind)
    a:HASH|I       address and initial
    p:HASH b:HASH  phone, BSN
    u:KEY          the mother of an unborn child or of a child

K is the phonetic key of a name, I its first sign. They hold no more than the names and dates beside them.
"""

from collections.abc import Iterable, Iterator

from samenspel.rules.matching.compare_facts import FILLED_IN
from samenspel.rules.matching.features import Features
from samenspel.rules.matching.names import Name, consonants, formal_names, given, sounds_like

MOST_NAMES = 2


def blocking_keys(features: Features) -> frozenset[str]:
    """The index keys of one record: typically eight to ten, never empty if anything but a date is known."""
    surnames = _few(name.key for name in features.surnames)
    givens = _few(key for name in _going_by(features) for key in _given_keys(name))
    initials = _few(key[0] for key in givens) or _few([consonants(sounds_like(features.letters[:1]))])
    found = [f"n:{'|'.join(sorted((last, first)))}" for last in surnames for first in givens]
    found += _dated(features, surnames, givens, initials)
    found += [f"a:{place}|{i}" for place in features.addresses | features.former_addresses for i in initials]
    found += [f"p:{number}" for number in features.phones]
    found += [f"b:{features.bsn}"] if features.bsn else []
    found += [f"u:{features.mother}"] if features.mother else []
    return frozenset(found)


def _dated(features: Features, surnames: list[str], givens: list[str], initials: list[str]) -> Iterator[str]:
    if features.born is None:
        return
    year, month, day = features.born.year, features.born.month, features.born.day
    lead = initials[0] if initials else ""
    yield from (f"y:{year}|{name}|{lead}" for name in surnames)
    if month and day:
        low, high = sorted((month, day))
        yield from (f"d:{year}{low:02}{high:02}|{name}" for name in {*surnames, *givens})
        if (month, day) not in FILLED_IN:
            yield from (f"m:{low:02}{high:02}|{name}|{lead}" for name in surnames)


def _going_by(features: Features) -> tuple[Name, ...]:
    """The first of the first names, and the call name."""
    return (*features.givens[:1], *((features.called,) if features.called else ()))


def _given_keys(name: Name) -> list[str]:
    """A call name is found under its formal names; other names under their own sound."""
    formals = formal_names(name.plain)
    return [given(formal).key for formal in formals[:MOST_NAMES]] if formals else [name.key]


def _few(keys: Iterable[str]) -> list[str]:
    return [key for key in dict.fromkeys(keys) if key][:MOST_NAMES]
