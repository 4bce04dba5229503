# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""How far do two surnames, or two first names, agree? One answer each: the highest rung that holds.

Rule 1: names agree if the best pair of their words agrees; a name that one side lacks never counts against.
Rule 2: names *contradict* if both have words left over that nothing on the other side resembles. Then an
equal word is no more than the family: the name of the husband of two wives, the Maria of two sisters.
"""

from collections.abc import Callable, Iterable
from enum import StrEnum

from rapidfuzz.distance import JaroWinkler

from samenspel.rules.matching.features import Features
from samenspel.rules.matching.lexicon import LEXICON
from samenspel.rules.matching.names import Name, formal_names

SIMILAR = 0.9
SIMILAR_WITH_KEY = 0.8
LONG_ENOUGH_FOR_SOUND = 5
Same = Callable[[Name, Name], bool]
_LETTER_CLASSES = str.maketrans("cqyzv", "kkjsf")


class Surname(StrEnum):
    UNKNOWN = "unknown"
    RARE = "rare_equal"
    COMMON = "common_equal"
    SPELLING = "spelling"
    SIMILAR = "similar"
    SWAPPED = "swapped"
    PARTLY = "partly"
    DIFFERENT = "different"


class Given(StrEnum):
    UNKNOWN = "unknown"
    RARE = "rare_equal"
    COMMON = "common_equal"
    CALL_NAME = "call_name"
    SPELLING = "spelling"
    NICKNAME = "nickname"
    SIMILAR = "similar"
    PARTLY = "partly"
    INITIAL = "initial"
    SWAPPED = "swapped"
    INITIAL_DIFFERS = "initial_differs"
    DIFFERENT = "different"


def surname(a: Features, b: Features) -> Surname:
    """Every surname of a against every surname of b: as used, at birth, of the partner, in any order."""
    if not a.surnames or not b.surnames:
        return Surname.UNKNOWN
    if not _surnames_contradict(a, b):
        level = _best_surname(a.surnames, b.surnames)
        if level is not Surname.DIFFERENT:
            return level
    if names_swapped(a, b):
        return Surname.SWAPPED
    return Surname.PARTLY if _overlap(a.surnames, b.surnames, alike) else Surname.DIFFERENT


def given(a: Features, b: Features) -> Given:
    """First names and call names; initials only where one side has no names."""
    if not a.all_givens or not b.all_givens:
        return _initial(a, b)
    if not _givens_contradict(a, b):
        level = _first_or_call(a, b)
        if level is not Given.DIFFERENT:
            return level
    if _overlap(a.all_givens, b.all_givens, sounds_equal_given):
        return Given.PARTLY
    return Given.SWAPPED if names_swapped(a, b) else Given.DIFFERENT


def alike(one: Name, other: Name) -> bool:
    """Equal, equal in sound, or so close that a slip of the pen explains it. Symmetric."""
    if one.sound == other.sound:
        return True
    first, second = sorted((one.sound, other.sound))  # Jaro-Winkler may differ by order
    least = SIMILAR_WITH_KEY if one.key == other.key else SIMILAR
    return JaroWinkler.similarity(first, second) >= least


def sounds_equal_given(one: Name, other: Name) -> bool:
    """One given name in another spelling. Short names differ by a vowel (Sam, Sem), so they must be equal."""
    if one.plain == other.plain:
        return True
    if one.sound != other.sound:
        return False
    return min(len(one.plain), len(other.plain)) >= LONG_ENOUGH_FOR_SOUND or (one.listed and other.listed)


def names_swapped(a: Features, b: Features) -> bool:
    """The first name of each is the surname of the other."""
    return _overlap(a.givens, b.surnames, _same_sound) and _overlap(b.givens, a.surnames, _same_sound)


def _same_sound(one: Name, other: Name) -> bool:
    return one.sound == other.sound or one.plain == other.plain


def _overlap(ones: Iterable[Name], others: tuple[Name, ...], same: Same) -> bool:
    return any(same(one, other) for one in ones for other in others)


def _best_surname(ones: tuple[Name, ...], others: tuple[Name, ...]) -> Surname:
    equal = {one.plain for one in ones} & {other.plain for other in others}
    if equal:
        return Surname.COMMON if equal <= LEXICON.common_surnames else Surname.RARE
    if _overlap(ones, others, _same_sound):
        return Surname.SPELLING
    return Surname.SIMILAR if _overlap(ones, others, alike) else Surname.DIFFERENT


def _surnames_contradict(a: Features, b: Features) -> bool:
    if a.birth_surnames and b.birth_surnames:
        return not _overlap(a.birth_surnames, b.birth_surnames, alike)
    return _both_have_a_rest(a.surnames, b.surnames)


def _both_have_a_rest(ones: tuple[Name, ...], others: tuple[Name, ...]) -> bool:
    if len(ones) == 1 or len(others) == 1:
        return False
    return _has_a_rest(ones, others) and _has_a_rest(others, ones)


def _has_a_rest(ones: tuple[Name, ...], others: tuple[Name, ...]) -> bool:
    return any(not _overlap((one,), others, alike) for one in ones)


def _givens_contradict(a: Features, b: Features) -> bool:
    """Two call names that differ, or without those: further first names that differ."""
    if a.called and b.called:
        return not alike(a.called, b.called)
    return _both_have_a_rest(a.givens, b.givens)


def _first_or_call(a: Features, b: Features) -> Given:
    """The name each goes by: the first of the first names, or the call name."""
    pairs = _leading_pairs(a, b)
    equal = {one.plain for one, other in pairs if one.plain == other.plain}
    if equal:
        return Given.COMMON if equal <= LEXICON.common_given else Given.RARE
    crossed = _crossed_pairs(a, b)
    if any(sounds_equal_given(one, other) for one, other in crossed):
        return Given.CALL_NAME
    if any(sounds_equal_given(one, other) for one, other in pairs) or _one_word(a) == _one_word(b):
        return Given.SPELLING
    if any(_one_is_formal(one, other) for one, other in (*pairs, *crossed)):
        return Given.NICKNAME
    return Given.SIMILAR if any(alike(one, other) for one, other in pairs) else Given.DIFFERENT


def _leading_pairs(a: Features, b: Features) -> list[tuple[Name, Name]]:
    pairs = list(zip(a.givens[:1], b.givens[:1], strict=False))
    if a.called and b.called:
        pairs.append((a.called, b.called))
    return pairs


def _crossed_pairs(a: Features, b: Features) -> list[tuple[Name, Name]]:
    """The call name of one with the first name of the other."""
    pairs = [(a.called, name) for name in b.givens[:1]] + [(b.called, name) for name in a.givens[:1]]
    return [(called, name) for called, name in pairs if called]


def _one_word(features: Features) -> str:
    return "".join(name.plain for name in features.givens or features.all_givens)


def _one_is_formal(one: Name, other: Name) -> bool:
    """One name is a known call name of the other, or both are call names of one formal name."""
    return not set(formal_names(one.plain)).isdisjoint(formal_names(other.plain))


def _initial(a: Features, b: Features) -> Given:
    ones, others = _first_letters(a), _first_letters(b)
    if not ones or not others:
        return Given.UNKNOWN
    return Given.INITIAL_DIFFERS if ones.isdisjoint(others) else Given.INITIAL


def _first_letters(features: Features) -> set[str]:
    """The first initial, and that of the call name; letters that sound alike are one."""
    called = features.called.plain[:1] if features.called else ""
    return set((features.letters[:1] + called).translate(_LETTER_CLASSES))
