# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which fields the form has: each stands for one place in the JSON of a melding.

Rule 1: a field is named by its path ("melder.naam"); a row of a list comes before it ("betrokkenen-0.achternaam").
Rule 2: values are written as people write them (`formats.tekst.spelling`): "1-11-2026 20:40", "nee".
Rule 3: what the form has no field for stays where it is: nothing that was pasted or sent is dropped.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from samenspel.intake.formats import Sex
from samenspel.intake.formats.melding.model import (
    Antwoord,
    Betrokkene,
    Geinformeerde,
    Melding,
    Nummer,
    Relatie,
    Shape,
    Tekst,
)
from samenspel.intake.formats.tekst.labels import is_part, kind_of
from samenspel.rules.facts import variables
from samenspel.rules.facts.vocabulary import Shape as FactShape

Path = tuple[str, ...]


class Look(StrEnum):
    """How a field looks."""

    LINE = "line"
    TEXT = "text"
    LINES = "lines"  # one value a line
    NUMBERS = "numbers"  # one "holder: number" a line
    YES_NO = "yes_no"
    ANSWER = "answer"  # yes, no or unknown, and words beside it
    CHOICE = "choice"
    CHOICES = "choices"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Spec:
    """One field: where it stands in the tree, what it holds (`spelling` knows), how it looks and what can be chosen."""

    path: Path
    title: str
    kind: Any
    look: Look
    options: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return ".".join(self.path)


# What a form shows at once; everything else stands behind "meer", so that ten fields do not look like fifty.
AT_ONCE = frozenset(
    {
        ("kenmerk",),
        ("voorgevallen",),
        ("plaats", "omschrijving"),
        ("melder", "hoedanigheid"),
        ("melder", "naam"),
        ("melder", "anoniemVoorGezin"),
        ("contactpersoon", "telefoonnummers"),
        ("omschrijvingIncident",),
        ("omschrijvingSituatie",),
        ("overlegGewenst",),
        ("huisverbod",),
        ("aanhouding",),
        ("aangifte",),
        ("feiten", "acute_unsafety"),
        ("feiten", "structural_unsafety"),
        ("feiten", "threat_level"),
        ("feiten", "offence_suspicion"),
        ("feiten", "child_involved"),
        ("feiten", "injury"),
        ("feiten", "weapons"),
        ("feiten", "strangulation"),
        ("feiten", "informing_risk"),
        ("voornamen",),
        ("tussenvoegsel",),
        ("achternaam",),
        ("geboorte",),
        ("geslacht",),
        ("rollen",),
        ("ongeboren",),
        ("verblijfadres", "straat"),
        ("verblijfadres", "huisnummer"),
        ("verblijfadres", "postcode"),
        ("verblijfadres", "woonplaats"),
        ("adresGeheim",),
        ("telefoonnummers",),
        ("van",),
        ("soort",),
        ("tot",),
        ("gezag",),
        ("betrokkene",),
        ("wijze",),
        ("reactie",),
    }
)


@dataclass(frozen=True, slots=True)
class Section:
    """Fields that belong together."""

    id: str
    specs: tuple[Spec, ...]


LISTS: Mapping[str, tuple[type[Shape], int]] = {
    "betrokkenen": (Betrokkene, 30),
    "relaties": (Relatie, 60),
    "geinformeerd": (Geinformeerde, 30),
}
"""The lists whose rows can be added, with the most rows that one form holds."""

ROLES = ("slachtoffer", "pleger", "verdachte", "getuige", "ouder", "minderjarige", "ongeboren", "betrokkene")
RELATIONS = (
    "partner",
    "ex_partner",
    "ouder",
    "pleegouder",
    "stiefouder",
    "kind",
    "broer_of_zus",
    "grootouder",
    "familie",
    "huisgenoot",
    "verzorger",
    "bekende",
)
_SECTIONS: Mapping[str, tuple[str, ...]] = {
    "melding": ("reference", "occurred", "established", "received", "place"),
    "melder": ("reporter", "contact"),
    "gebeurd": ("incident", "situation", "additional"),
    "vragen": ("alignment_wanted", "existing_help", "home_ban", "arrest", "complaint", "honour"),
    "registraties": ("registrations", "numbers"),
}
_LEFT_OUT = {("melder", "instantiecode")}


@cache
def sections() -> tuple[Section, ...]:
    """The sections of the form itself, without its lists. Facts come after what happened."""
    made = {ident: Section(ident, tuple(_of(Melding, names))) for ident, names in _SECTIONS.items()}
    facts = Section("feiten", tuple(_facts()))
    order = ("melding", "melder", "gebeurd", "feiten", "vragen", "registraties")
    return tuple(facts if ident == "feiten" else made[ident] for ident in order)


@cache
def row_specs(name: str) -> tuple[Spec, ...]:
    """The fields of one row of a list."""
    shape, _most = LISTS[name]
    return tuple(_of(shape, tuple(shape.model_fields)))


def _of(shape: type[Shape], names: tuple[str, ...], before: Path = (), title: str = "") -> Iterator[Spec]:
    for name in names:
        field = shape.model_fields[name]
        kind, many = kind_of(field)
        path, full = (*before, str(field.alias)), f"{title}{field.title}"
        if path in _LEFT_OUT:
            continue
        if is_part(kind) and not many:
            yield from _of(kind, tuple(kind.model_fields), path, f"{field.title}: ")
        else:
            yield Spec(path, full, kind, *_look(path, kind, many, field.annotation))


def _look(path: Path, kind: Any, many: bool, annotation: Any) -> tuple[Look, tuple[str, ...]]:
    if path in (("van",), ("tot",), ("betrokkene",)):
        return Look.PERSON, ()
    known = {("rollen",): (Look.CHOICES, ROLES), ("soort",): (Look.CHOICE, RELATIONS)}
    if path in known:
        return known[path]
    if kind is Nummer:
        return Look.NUMBERS, ()
    if many:
        return Look.LINES, ()
    if kind is Sex:
        return Look.CHOICE, tuple(sex.value for sex in Sex)
    if path == ("melder", "hoedanigheid"):
        return Look.CHOICE, tuple(CATEGORIES)
    if kind is bool:
        return Look.YES_NO, ()
    if kind is Antwoord:
        return Look.ANSWER, ()
    long = annotation == Tekst | None
    return (Look.TEXT if long else Look.LINE), ()


def _facts() -> Iterator[Spec]:
    """Every variable of handbook 4.2 that one choice, one answer or one number can say."""
    looks = {
        FactShape.CHOICE: Look.CHOICE,
        FactShape.CHOICES: Look.CHOICES,
        FactShape.ANSWER: Look.YES_NO,
        FactShape.NUMBER: Look.LINE,
        FactShape.TEXT: Look.LINE,
    }
    for variable in variables().values():
        if variable.shape in looks and variable.id not in _NOT_FOR_REPORTERS:
            yield Spec(("feiten", variable.id), variable.name, dict, looks[variable.shape], variable.values)


# What the routekaart itself keeps, or what follows from where a report comes in.
_NOT_FOR_REPORTERS = frozenset(
    {"entry_point", "region", "suspect_status", "conditions_aligned", "facts_clear", "complaint"}
)

CATEGORIES: Mapping[str, str] = {
    "01": "politie",
    "02": "huisarts of praktijkondersteuner",
    "03": "jeugdgezondheidszorg",
    "04": "psychiater",
    "05": "ziekenhuis of spoedeisende hulp",
    "06": "geriater",
    "07": "gz-psycholoog",
    "08": "wijkteam",
    "09": "gecertificeerde instelling",
    "10": "jeugdhulpaanbieder",
    "11": "thuiszorg",
    "12": "maatschappelijk werk",
    "13": "vrouwenopvang",
    "14": "ander Veilig Thuis",
    "15": "school",
    "16": "leerplicht",
    "17": "gemeente, overig",
    "18": "kinderopvang",
    "19": "vrijwilligersorganisatie met professionals",
    "20": "andere professional",
    "30": "de pleger zelf",
    "31": "volwassen slachtoffer zelf",
    "32": "het kind zelf",
    "33": "familielid",
    "34": "iemand uit het sociale netwerk",
    "35": "buurtbewoner",
    "36": "vrijwilliger",
    "40": "anders",
    "41": "onbekend",
}
"""Who reports, as CBS counts it (handbook 10.2, hoedanigheid)."""
