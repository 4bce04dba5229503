# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fictitious families and the reports about them: the same for the same seed and number, on every machine.

Names are spread as in the Netherlands: a few very common surnames and a long tail of rare ones, so that what
recognition has to look through is as much as in reality, and not one name in fifty.
"""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from tests.rules.matching_names import ORIGINS, Origin


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# Parts of Dutch place and trade names: some ten thousand rare surnames that sound like surnames.
HEADS = _words(
    "Achter Ooster Wester Noorder Zuider Groen Roode Witte Zwarte Oude Nieuwe Hooge Lage Lange Korte Breede Diepe "
    "Eiken Elzen Esschen Haver Hazel Heide Hout Kalver Klaver Klooster Koren Kraaien Linden Meulen Moer Molen Nacht "
    "Olm Paarden Rogge Rozen Schaaps Schuur Steen Sterren Tarwe Veen Vinken Voorder Vossen Water Weide Wilgen Zand Zee"
)
TAILS = _words(
    "akker beek berg bos brink broek bron brug burg dal dijk dorp duin eind es gaard hof holt horst huis huizen kamp "
    "kerk kolk kooi kuil laar land linde loo maat meer molen oever poel poort rode schot sluis stede steen straat "
    "veld ven venne voort vliet waard weg werf wijk wold woud zande zicht zijl"
)
INFIXES = (("", 60), ("van", 16), ("de", 8), ("van der", 8), ("van de", 5), ("ten", 3))
COPY_SEED = 12  # of the families that a filled database knows
COMMON = 0.3  # share of persons with a surname of the short lists; the rest has one of the long tail


@dataclass(frozen=True, slots=True)
class Someone:
    """One person of a family. `role` is the role in the report."""

    first_names: str
    infix: str
    surname: str
    born: date
    sex: str
    role: str


@dataclass(frozen=True, slots=True)
class Family:
    """People at one address. The first is the victim, the second the perpetrator, the others are children."""

    number: int
    persons: tuple[Someone, ...]
    street: str
    house: str
    postcode: str
    phone: str


def family(number: int, seed: int = 1) -> Family:
    """Family `number`: two adults and one to four children, mostly two."""
    chance = Random(f"{seed} {number}")
    origin = chance.choices(list(ORIGINS.values()), [each.share for each in ORIGINS.values()])[0]
    father = surname(chance, origin)
    mother = surname(chance, origin)
    woman = _someone(chance, origin, mother, "V", (1958, 2004), "slachtoffer")
    man = _someone(chance, origin, father, "M", (1955, 2003), "pleger")
    count = chance.choices((1, 2, 3, 4), (20, 40, 30, 10))[0] + 1
    children = [
        _someone(chance, origin, father, chance.choice("VM"), (2009, 2025), "minderjarige")
        for _ in range(count)
    ]
    return Family(
        number,
        (woman, man, *children),
        f"{chance.choice(HEADS)}{chance.choice(TAILS)}straat",
        str(chance.randint(1, 400)),
        f"{chance.randint(1000, 9999)}{''.join(chance.choices('ABCDEGHJKLMNPRSTVWXZ', k=2))}",
        f"06{chance.randint(10_000_000, 99_999_999)}",
    )


def surname(chance: Random, origin: Origin) -> tuple[str, str]:
    """Infix and surname."""
    if chance.random() < COMMON:
        words = chance.choice(origin.surnames).split()
        split = next((index for index, word in enumerate(words) if word[0].isupper()), 0)
        return " ".join(words[:split]), " ".join(words[split:])
    infix = chance.choices([word for word, _ in INFIXES], [share for _, share in INFIXES])[0]
    return infix, f"{chance.choice(HEADS)}{chance.choice(TAILS)}"


def _someone(
    chance: Random, origin: Origin, name: tuple[str, str], sex: str, years: tuple[int, int], role: str
) -> Someone:
    given = origin.women if sex == "V" else origin.men
    names = [chance.choice(given)]
    if chance.random() < origin.second_names:
        names.append(chance.choice(given))
    born = date(chance.randint(*years), chance.randint(1, 12), chance.randint(1, 28))
    return Someone(" ".join(dict.fromkeys(names)), *name, born, sex, role)


def melding(of: Family, kenmerk: str, at: datetime) -> dict[str, Any]:
    """A police report about that family that happened three hours before `at`, as the JSON of the API."""
    when = (at - timedelta(hours=3)).astimezone(UTC).isoformat(timespec="seconds")
    chance = Random(kenmerk)
    children = range(3, len(of.persons) + 1)
    return {
        "kenmerk": kenmerk,
        "berichtnummer": f"{kenmerk}-1",
        "verzondenOp": at.astimezone(UTC).isoformat(timespec="seconds"),
        "voorgevallen": {"tijdstip": when},
        "vastgesteld": {"tijdstip": when},
        "melder": {"hoedanigheid": "01", "organisatie": "Politie Voorbeeld", "functie": "wijkagent"},
        "omschrijvingIncident": "Buren hoorden geschreeuw en belden. " * chance.randint(3, 20),
        "overlegGewenst": {"antwoord": chance.random() < 0.5},
        "aanhouding": {"antwoord": chance.random() < 0.3},
        "feiten": {"acute_unsafety": chance.choice(("ja", "nee")), "weapons": "geen"},
        "betrokkenen": [_person(index, one, of) for index, one in enumerate(of.persons, start=1)],
        "relaties": [
            {"van": "2", "tot": "1", "soort": "ex_partner"},
            *({"van": parent, "tot": str(child), "soort": "ouder"} for child in children for parent in "12"),
        ],
    }


def message(of: Family, kenmerk: str, at: datetime) -> bytes:
    """The same as the bytes that a sender posts."""
    return json.dumps(melding(of, kenmerk, at), ensure_ascii=False).encode()


def _person(key: int, one: Someone, of: Family) -> dict[str, Any]:
    home = {"straat": of.street, "huisnummer": of.house, "postcode": of.postcode, "woonplaats": "Testdorp"}
    told: dict[str, Any] = {
        "sleutel": str(key),
        "achternaam": one.surname,
        "voornamen": one.first_names,
        "geboorte": {"datum": one.born.isoformat()},
        "geslacht": one.sex,
        "rollen": [one.role],
        "verblijfadres": home,
    }
    if one.infix:
        told["tussenvoegsel"] = one.infix
    if key == 1:
        told["telefoonnummers"] = [of.phone]
    return told
