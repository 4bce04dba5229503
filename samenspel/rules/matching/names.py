# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names, taken apart once: as written, as they sound, and the short key that finds them.

Rule 1: a prefix (tussenvoegsel) finds nothing and separates nobody: it is moved, glued, dropped, abbreviated.
Rule 2: sound is a net, not a judgment. Names that sound alike are compared; the ladder says what it is worth.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from samenspel.rules.matching.lexicon import LEXICON

KEY_LENGTH = 5
# Candidates share names with the one they are compared to, so few words bring most of the gain.
REMEMBERED = 8192
_VOWELS = frozenset("aeiouy")
_LETTERS_NFKD_LEAVES = str.maketrans(
    {"ł": "l", "ı": "i", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "e"}
)
_SILENT = re.compile(r"['`’‘ʼ´]")
_ABBREVIATED = re.compile(r"\b\w{1,3}\.")
_NO_LETTER = re.compile(r"[\W\d_]+")
_VOWEL_CLASSES = str.maketrans("eyu", "aio")
_NOT_IN_KEY = frozenset("aeiouyhwj")


@dataclass(frozen=True, slots=True)
class Name:
    """One word of a name. Names with an equal `sound` may be one name; `key` is what an index holds."""

    plain: str
    sound: str
    key: str

    @property
    def listed(self) -> bool:
        """Its other spellings are a known list, so an equal sound is no accident."""
        return self.plain in LEXICON.spellings


def fold(text: str) -> str:
    """Lower case, without accents, apostrophes and signs; words separated by one space.

    >>> fold("  Yıldız-'t Hóóft ")
    'yildiz t hooft'
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS_NFKD_LEAVES))
    bare = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return _NO_LETTER.sub(" ", _SILENT.sub("", bare)).strip()


@lru_cache(maxsize=REMEMBERED)
def surname_words(text: str) -> tuple[str, ...]:
    """The words of a surname that identify, without prefixes, wherever those stand; each once, in order.

    >>> surname_words("Berg, v.d."), surname_words("Bakker-van den Berg"), surname_words("Ben Ali")
    (('berg',), ('bakker', 'berg'), ('benali',))
    """
    words = fold(text).split()
    telling = [word for word in words if word not in LEXICON.prefixes]
    if not telling:
        return _known(["".join(words)])
    return _known(_join(telling))


@lru_cache(maxsize=REMEMBERED)
def given_words(text: str) -> tuple[str, ...]:
    """First names in order; hyphens separate. Initials ("J", "Th.") are no names and are left out."""
    return _known([word for word in _join(fold(_ABBREVIATED.sub(" ", text)).split()) if len(word) > 1])


def initial_letters(initials: str, first_names: str) -> str:
    """Initials as letters, written ones before derived ones: ("J.P.", "") and ("", "Jan Piet") give "jp"."""
    written = initials.strip()
    if written and not re.search(r"[\W_]", written):
        capitals = [sign for sign in written if sign.isupper()]
        return fold(" ".join(capitals or written)).replace(" ", "")
    return "".join(word[0] for word in fold(written or first_names).split())


@lru_cache(maxsize=REMEMBERED)
def surname(word: str) -> Name:
    """The word with its sound and key, both taken without a glued prefix."""
    sound = sounds_like(_unglue(word))
    return Name(word, sound, consonants(sound))


@lru_cache(maxsize=REMEMBERED)
def given(word: str) -> Name:
    """The word with its sound and key; known other spellings share both."""
    sound = sounds_like(LEXICON.spellings.get(word, word))
    return Name(word, sound, consonants(sound))


def sounds_like(word: str) -> str:
    """The word respelled so that ways to write one sound fall together, with three classes of vowels left."""
    for old, new in LEXICON.respell_start:
        if word.startswith(old):
            word = new + word[len(old) :]
            break
    for old, new in LEXICON.respell_any:
        word = word.replace(old, new)
    for old, new in LEXICON.respell_end:
        if word.endswith(old) and len(word) > len(old) + 1:
            word = word[: -len(old)] + new
    word = word[:1] + word[1:].replace("h", "")
    return "".join(sign for sign, _ in groupby(word.translate(_VOWEL_CLASSES)))


def consonants(sound: str) -> str:
    """The key of a sound: its beginning and its consonants, at most five signs, in capitals."""
    if not sound:
        return ""
    first = "a" if sound[0] in _VOWELS else sound[0]
    rest = (sign for sign in sound[1:] if sign not in _NOT_IN_KEY)
    return "".join((first, *rest))[:KEY_LENGTH].upper()


def formal_names(word: str) -> tuple[str, ...]:
    """The formal names that people with this call name may have; empty if none is known."""
    return LEXICON.formals.get(LEXICON.spellings.get(word, word), ())


def _known(words: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word and word not in LEXICON.placeholders))


def _join(words: list[str]) -> list[str]:
    """Glues words as Ben, Abdel and Gebre to the word that follows, articles in between included."""
    joined: list[str] = []
    open_word = ""
    for word in words:
        if word in LEXICON.joined or (open_word and word in LEXICON.prefixes):
            open_word += word
            continue
        joined.append(open_word + word)
        open_word = ""
    return [*joined, open_word] if open_word else joined


def _unglue(word: str) -> str:
    for prefix in LEXICON.glued:
        rest = word.removeprefix(prefix)
        if rest != word and _can_be_a_name(prefix, rest):
            return rest
    return word


def _can_be_a_name(prefix: str, rest: str) -> bool:
    """Whether the rest can stand alone: Terhorst is ter Horst, Terpstra and Dekker are whole names."""
    long_enough = len(rest) >= (3 if len(prefix) > 3 else 4)
    begins_well = bool(_VOWELS & set(rest[:2])) or rest[:3] in {"sch", "chr"} or rest[1:2] in {"r", "l"}
    return long_enough and begins_well and rest[0] != rest[1] and rest[0] != prefix[-1]
