# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fictitious persons, what others write down about them, and people who only look like them.

Error model of one observation (chance per field, independent): given name 40 % (roepnaam, initials,
spelling, first of several, typo, hyphen), surname 40 % (prefix moved, glued, dropped or abbreviated,
spelling, maiden or partner name only, order of a double name, typo, accents), birth date 22 % (swapped,
partial, one digit, filled in on 1 January, missing), address 45 % (moved, missing), phone 60 % (missing or
new), BSN missing 75 %, sex missing 5 % or wrong 0.5 %, first name and surname swapped 1 %.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from random import Random

from samenspel.rules.facts import Born
from samenspel.rules.matching import Features, Sex, fold
from tests.rules.matching_names import CALLED, ORIGINS, REWRITTEN, TWINS, Origin

Pair = tuple[Features, Features]


@dataclass(frozen=True)
class Negative:
    """Two different persons who look alike, and how."""

    kind: str
    a: Features
    b: Features


class Corpus:
    """Makes persons and observations; the same seed gives the same corpus on every machine."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self._serial = 0

    # --- persons -----------------------------------------------------------------------------------------

    def unique(self, kind: str) -> str:
        self._serial += 1
        return f"{kind}{self._serial:06}"

    def person(self) -> Features:
        origin = self.chance.choices(list(ORIGINS.values()), [each.share for each in ORIGINS.values()])[0]
        sex = self.chance.choice((Sex.MAN, Sex.WOMAN))
        names = [self.chance.choice(origin.women if sex is Sex.WOMAN else origin.men)]
        while self.chance.random() < origin.second_names and len(names) < 3:
            names.append(self.chance.choice(origin.women if sex is Sex.WOMAN else origin.men))
        own = self.chance.choice(origin.surnames)
        partner = self.partner_name(origin, sex)
        return Features(
            first_names=" ".join(dict.fromkeys(names)),
            call_name=self.call_name(names[0]),
            surname=partner if partner and self.chance.random() < 0.3 else own,
            birth_surname=own,
            partner_surname=partner,
            born=self.birth_date(origin),
            sex=sex,
            addresses=frozenset({self.unique("adres")}),
            former_addresses=frozenset({self.unique("adres")} if self.chance.random() < 0.4 else ()),
            phones=frozenset({self.unique("telefoon")} if self.chance.random() < 0.7 else ()),
            bsn=self.unique("bsn"),
        )

    def call_name(self, first: str) -> str:
        return self.chance.choice(CALLED.get(first, (first,))) if self.chance.random() < 0.5 else ""

    def partner_name(self, origin: Origin, sex: Sex) -> str:
        married = sex is Sex.WOMAN and self.chance.random() < 0.4
        return self.chance.choice(origin.surnames) if married else ""

    def birth_date(self, origin: Origin) -> Born:
        year = self.chance.randint(1935, 2024)
        if self.chance.random() < origin.filled_dates:
            return Born(year, 1, 1)
        return Born(year, self.chance.randint(1, 12), self.chance.randint(1, 28))

    # --- what another organisation writes down -------------------------------------------------------------

    def observed(self, person: Features) -> Features:
        seen = self.observed_given(person)
        seen = self.observed_surname(seen)
        seen = replace(seen, born=self.observed_date(person.born))
        if self.chance.random() < 0.01:
            seen = replace(seen, first_names=seen.surname, surname=seen.first_names, call_name="", prefix="")
        if self.chance.random() < 0.05:
            seen = replace(seen, sex=None)
        if self.chance.random() < 0.005:
            seen = replace(seen, sex=Sex.MAN if person.sex is Sex.WOMAN else Sex.WOMAN)
        return self.observed_contact(seen)

    def observed_given(self, person: Features) -> Features:
        first = person.first_names.split()[0] if person.first_names not in REWRITTEN else person.first_names
        if self.chance.random() > 0.4:
            return replace(person, call_name=person.call_name if self.chance.random() < 0.3 else "")
        initials = "".join(f"{name[0]}." for name in person.first_names.split())
        return self.chance.choice(
            (
                replace(person, first_names=person.call_name or first, call_name=""),
                replace(person, first_names=self.chance.choice(CALLED.get(first, (first,))), call_name=""),
                replace(person, first_names="", initials=initials, call_name=""),
                replace(person, first_names=self.rewritten(first), call_name=""),
                replace(person, first_names=first, call_name=""),
                replace(person, first_names=self.typo(first), call_name=""),
                replace(person, first_names=person.first_names.replace(" ", "-"), call_name=""),
            )
        )

    def observed_surname(self, person: Features) -> Features:
        own, partner = person.birth_surname, person.partner_surname
        plain = replace(person, surname=person.surname, birth_surname="", partner_surname="")
        if self.chance.random() > 0.4:
            return plain
        written = self.chance.choice((own, partner or own, f"{partner}-{own}" if partner else own))
        written = self.chance.choice(
            (
                written,
                self.rewritten(written),
                self.moved_prefix(written),
                self.typo(written),
                self.without_accents(written),
            )
        )
        return replace(plain, surname=written)

    def observed_date(self, born: Born | None) -> Born | None:
        if born is None or self.chance.random() > 0.22:
            return born
        month, day = born.month or 1, born.day or 1
        slip = self.chance.choice((-1, 1))
        return self.chance.choice(
            (
                Born(born.year, day, month) if day <= 12 else Born(born.year, month, max(1, day - 1)),
                Born(born.year, month),
                Born(born.year),
                Born(born.year + slip, month, day),
                Born(born.year, month, max(1, min(28, day + 10 * slip))),
                Born(born.year, 1, 1),
                None,
            )
        )

    def observed_contact(self, person: Features) -> Features:
        chance = self.chance.random()
        if chance < 0.15:
            person = replace(person, addresses=frozenset())
        elif chance < 0.45:
            old = person.addresses if self.chance.random() < 0.5 else frozenset()
            person = replace(person, addresses=frozenset({self.unique("adres")}), former_addresses=old)
        else:
            person = replace(person, former_addresses=frozenset())
        if self.chance.random() < 0.6:
            new = {self.unique("telefoon")} if self.chance.random() < 0.3 else ()
            person = replace(person, phones=frozenset(new))
        return person if self.chance.random() < 0.25 else replace(person, bsn=None)

    # --- how writing goes wrong ----------------------------------------------------------------------------

    def rewritten(self, name: str) -> str:
        return self.chance.choice(REWRITTEN.get(name, (self.without_accents(name),)))

    def without_accents(self, name: str) -> str:
        return fold(name).title()

    def typo(self, name: str) -> str:
        place = self.chance.randrange(1, len(name)) if len(name) > 1 else 0
        letter = self.chance.choice("abdeghiklmnoprstu")
        return self.chance.choice(
            (
                name[:place] + name[place + 1 :],
                name[:place] + letter + name[place:],
                name[:place] + letter + name[place + 1 :],
                name[:place] + name[place + 1 : place + 2] + name[place : place + 1] + name[place + 2 :],
            )
        )

    def moved_prefix(self, name: str) -> str:
        *prefix, last = name.split()
        before = " ".join(prefix)
        short = "".join(f"{word[0]}." for word in prefix if word[0].isalpha())
        return self.chance.choice(
            (
                last,
                f"{last}, {before}".strip(", "),
                "".join(name.split()).capitalize(),
                f"{short} {last}".strip(),
            )
        )

    # --- people who only look alike ------------------------------------------------------------------------

    def negatives(self, each: int) -> Iterator[Negative]:
        kinds: dict[str, Callable[[], Pair]] = {
            "naamgenoot, andere datum": self.namesake,
            "naamgenoot, zelfde datum": self.namesake_same_date,
            "tweeling": self.twins,
            "vader en zoon": self.father_and_son,
            "nieuwe partner": self.new_partner,
            "verwisselde broers en zussen": self.swapped_siblings,
            "verkeerd BSN": self.copied_bsn,
            "zelfde opvang, ingevulde datum": self.same_shelter,
            "echtpaar": self.spouses,
        }
        for kind, make in kinds.items():
            for _ in range(each):
                yield Negative(kind, *make())

    def other(self, person: Features, **changes: object) -> Features:
        """Someone else who shares everything with this person that is not named here; no shared BSN."""
        fresh: dict[str, object] = {"bsn": self.unique("bsn") if self.chance.random() < 0.3 else None}
        return replace(person, **{**fresh, **changes})  # type: ignore[arg-type]

    def elsewhere(self) -> dict[str, object]:
        return {
            "addresses": frozenset({self.unique("adres")}),
            "former_addresses": frozenset(),
            "phones": frozenset({self.unique("telefoon")}),
        }

    def another_date(self, born: Born | None) -> Born:
        year = born.year if born else 1980
        return Born(
            year + self.chance.choice((-25, -7, 3, 10, 30)),
            self.chance.randint(1, 12),
            self.chance.randint(2, 28),
        )

    def namesake(self) -> Pair:
        one = self.person()
        return one, self.other(one, born=self.another_date(one.born), **self.elsewhere())

    def namesake_same_date(self) -> Pair:
        one = self.person()
        return one, self.other(one, **self.elsewhere())

    def twins(self) -> Pair:
        one = self.person()
        first, second = self.chance.choice(TWINS[one.sex or "V"]).split("/")
        one = replace(one, first_names=first, call_name="")
        return one, self.other(one, first_names=second)

    def father_and_son(self) -> Pair:
        one = self.person()
        born = self.chance.choice(
            (self.another_date(one.born), None, Born((one.born or Born(1950)).year + 30))
        )
        return one, self.other(one, born=born)

    def new_partner(self) -> Pair:
        one, new = self.person(), self.person()
        shared = one.partner_surname or "van Bergen"
        one = replace(one, surname=shared, partner_surname=shared)
        birth = self.chance.choice((new.birth_surname, ""))
        born = self.chance.choice((self.another_date(one.born), None))
        return one, self.other(one, surname=shared, birth_surname=birth, partner_surname=shared, born=born)

    def swapped_siblings(self) -> Pair:
        """The name of one child with the birth date of the other."""
        one, sibling = self.person(), self.person()
        if self.chance.random() < 0.5:
            return one, self.other(one, born=self.another_date(one.born))
        return one, self.other(one, first_names=f"{sibling.first_names}", call_name=sibling.call_name)

    def copied_bsn(self) -> Pair:
        """The BSN of a parent in the file of a child."""
        one, child = self.person(), self.person()
        return one, replace(child, surname=one.surname, bsn=one.bsn, addresses=one.addresses)

    def same_shelter(self) -> Pair:
        one = replace(self.person(), born=Born(self.chance.randint(1980, 2005), 1, 1))
        return one, self.other(one, phones=frozenset())

    def spouses(self) -> Pair:
        one, partner = self.person(), self.person()
        sex = Sex.MAN if one.sex is Sex.WOMAN else Sex.WOMAN
        return one, replace(
            partner, sex=sex, surname=one.surname, addresses=one.addresses, phones=one.phones, bsn=None
        )

    def true_pairs(self, number: int) -> list[Pair]:
        persons = [self.person() for _ in range(number)]
        return [(person, self.observed(person)) for person in persons]
