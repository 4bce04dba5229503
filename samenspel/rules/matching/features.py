# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What one person record offers for comparison.

Rule 1: addresses, phone numbers and BSN arrive as keyed hashes, made by the owner of the secret; here they
can only be equal or not. A protected address has no hash at all, so its household is never found by place.
Rule 2: the hash of a BSN is handed in only in flows that may use the number (Wmo 2015, 5.2.9; handbook 8.3).
Rule 3: absent is absent. An empty text, an empty set and None never count against a person.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from samenspel.rules.facts import Born
from samenspel.rules.matching.names import Name, given, given_words, initial_letters, surname, surname_words


class Sex(StrEnum):
    """As registered. X, and not knowing (None), never weigh for or against."""

    MAN = "M"
    WOMAN = "V"
    X = "X"


@dataclass(frozen=True)
class Features:
    """The comparable values of one person record. Roles in a case are left out on purpose.

    Names are as written; each surname may carry its own prefix anywhere ("van den Berg", "Berg, v.d."), and
    `surname` may be a double name. `addresses` are keyed hashes of `numbers.address`, `phones` of
    `numbers.phone`, `bsn` of `numbers.bsn`. An unborn child has `due` (the expected date) and `mother` (an
    opaque key of her).
    """

    first_names: str = ""
    initials: str = ""
    call_name: str = ""
    prefix: str = ""
    surname: str = ""
    birth_surname: str = ""
    partner_surname: str = ""
    born: Born | None = None
    sex: Sex | None = None
    addresses: frozenset[str] = frozenset()
    former_addresses: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    bsn: str | None = None
    unborn: bool = False
    due: date | None = None
    mother: str | None = None

    @cached_property
    def surnames(self) -> tuple[Name, ...]:
        """Every surname this person is known by, one word each: as used, at birth, of the partner."""
        texts = (f"{self.prefix} {self.surname}", self.birth_surname, self.partner_surname)
        words = dict.fromkeys(word for text in texts for word in surname_words(text))
        return tuple(surname(word) for word in words)

    @cached_property
    def birth_surnames(self) -> tuple[Name, ...]:
        """The words of the surname at birth, if it is recorded as such."""
        return tuple(surname(word) for word in surname_words(self.birth_surname))

    @cached_property
    def givens(self) -> tuple[Name, ...]:
        """First names in their order, without the call name."""
        return tuple(given(word) for word in given_words(self.first_names))

    @cached_property
    def called(self) -> Name | None:
        """The call name (roepnaam), if recorded: its words as one."""
        words = given_words(self.call_name)
        return given("".join(words)) if words else None

    @cached_property
    def all_givens(self) -> tuple[Name, ...]:
        """First names and the call name, each once."""
        return tuple(dict.fromkeys((*self.givens, *((self.called,) if self.called else ()))))

    @cached_property
    def letters(self) -> str:
        """Initials, as lower case letters; where not written, those of the first names or the call name."""
        return initial_letters(self.initials, self.first_names or self.call_name)
