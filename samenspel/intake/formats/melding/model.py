# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The shape of a melding: the JSON of POST /api/melden/v1/meldingen, and the content that all formats share.

Rule 1: a model says shape and bounds of single values only; what belongs together is checked in `check`.
Rule 2: attributes are named as in the value types; aliases are the public Dutch names, titles are for people.
Rule 3: a key that we do not know is allowed, and kept.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from types import UnionType
from typing import Annotated, Any, Self, Union, get_args, get_origin

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
    model_validator,
)
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from samenspel.intake.formats import Sex

FIRST_YEAR, LAST_YEAR = 1850, 2200
MOST_PERSONS, MOST_RELATIONS = 200, 1000


def _wrong(code: str, text: str, **values: str | int) -> PydanticCustomError:
    """An error with a text of ours. Its values stay apart (%(name)s), so that the text can be translated."""
    return PydanticCustomError(code, text, values)


def _iso(parse: Callable[[str], Any], example: str) -> Callable[[Any], Any]:
    """A check that takes ISO 8601 text only: no numbers, which a lax reader takes for seconds since 1970."""

    def check(value: Any) -> Any:
        if not isinstance(value, str):
            raise _wrong("datum", "Schrijf dit als tekst, bijvoorbeeld %(example)s.", example=example)
        try:
            parsed = parse(value)
        except ValueError:
            what = "Dit is geen bestaand tijdstip of bestaande datum. Schrijf %(example)s."
            raise _wrong("datum", what, example=example) from None
        if not FIRST_YEAR <= parsed.year <= LAST_YEAR:
            what = "Het jaar moet tussen %(first)s en %(last)s liggen."
            raise _wrong("jaar", what, first=FIRST_YEAR, last=LAST_YEAR)
        return parsed

    return check


def _moment(value: str) -> datetime:
    if "T" not in value.upper() or value.endswith("-00:00"):
        raise ValueError(value)
    parsed = datetime.fromisoformat(value)
    if parsed.tzinfo is None:
        raise ValueError(value)
    return parsed if not FIRST_YEAR <= parsed.year <= LAST_YEAR else parsed.astimezone(UTC)


def _fact(value: Any, depth: int = 0) -> Any:
    """A value of handbook 4.2: a word, a number, yes or no; a list of these; or a table."""
    if isinstance(value, dict | list) and (len(value) > 50 or depth == 2):
        raise _wrong("feit", "Deze lijst is te lang of te diep: hoogstens 50 waarden, in twee lagen.")
    if isinstance(value, dict):
        if not all(isinstance(key, str) and 0 < len(key) <= 60 for key in value):
            raise _wrong("feit", "Een sleutel is hier 1 tot 60 tekens lang.")
        return {key: _fact(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list):
        return tuple(_fact(item, depth + 1) for item in value)
    if isinstance(value, str) and 0 < len(value) <= 1000:
        return value
    if isinstance(value, bool) or (isinstance(value, int) and abs(value) < 10**9):
        return value
    raise _wrong("feit", "Geef een woord, een geheel getal, ja of nee, of een lijst daarvan.")


Kort = Annotated[str, StringConstraints(min_length=1, max_length=200, strict=True)]
Regel = Annotated[str, StringConstraints(min_length=1, max_length=2_000, strict=True)]
Tekst = Annotated[str, StringConstraints(min_length=1, max_length=200_000, strict=True)]
Alles = Annotated[str, StringConstraints(min_length=1, max_length=40_000_000, strict=True)]
Oin = Annotated[str, StringConstraints(pattern=r"^[0-9]{20}$", strict=True)]
Bsn = Annotated[str, StringConstraints(pattern=r"^[0-9]{8,9}$", strict=True)]
Sleutel = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.-]{1,60}$", strict=True)]
Variabele = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,59}$", strict=True)]
Pad = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_./-]{1,200}$", strict=True)]
JaNee = Annotated[bool, Field(strict=True)]
Datum = Annotated[date, BeforeValidator(_iso(date.fromisoformat, "2026-11-01"))]
Tijdstip = Annotated[datetime, BeforeValidator(_iso(_moment, "2026-11-01T20:40:00Z"))]
Jaar = Annotated[int, Field(strict=True, ge=FIRST_YEAR, le=LAST_YEAR)]
Maand = Annotated[int, Field(strict=True, ge=1, le=12)]
Feit = Annotated[
    Any,
    PlainValidator(_fact),
    WithJsonSchema(
        {"type": ["string", "integer", "boolean", "array", "object"], "description": "handboek 4.2"}
    ),
]


def _field(alias: str, title: str, **bounds: Any) -> Any:
    return Field(default=None, alias=alias, title=title, **bounds)


def _many(alias: str, title: str, most: int = 50) -> Any:
    return Field(default=(), alias=alias, title=title, max_length=most)


def is_string(field: FieldInfo) -> bool:
    """Whether the field is a string in JSON: a text, a choice, a date or a moment."""
    optional = get_origin(field.annotation) in (Union, UnionType)
    for kind in get_args(field.annotation) if optional else (field.annotation,):
        base = get_args(kind)[0] if get_origin(kind) is Annotated else kind
        if isinstance(base, type) and issubclass(base, str | date):
            return True
    return False


class Shape(BaseModel):
    """What all parts of a melding share: Dutch names outside, unknown keys kept."""

    model_config = ConfigDict(extra="allow", validate_by_name=False, validate_by_alias=True)

    @field_validator("*", mode="before")
    @classmethod
    def not_too_many(cls, value: Any, info: ValidationInfo) -> Any:
        """Refuses a list that is too long before a look at its items: one error instead of a million."""
        bounds = cls.model_fields[str(info.field_name)].metadata
        most = next((bound.max_length for bound in bounds if hasattr(bound, "max_length")), None)
        if isinstance(value, list | dict) and most is not None and len(value) > most:
            raise _wrong("te-veel", "Dit zijn er te veel: hoogstens %(max_length)s.", max_length=most)
        return value


class Dag(Shape):
    """A date as far as it is known: a whole date, or a year with or without a month."""

    date: Datum | None = _field("datum", "Datum")
    year: Jaar | None = _field("jaar", "Jaar")
    month: Maand | None = _field("maand", "Maand")

    @model_validator(mode="after")
    def one_way_to_say_it(self) -> Self:
        moment = self.moment if isinstance(self, Wanneer) else None
        ways = [way for way in (self.date, self.year, moment) if way is not None]
        if len(ways) > 1 or (self.month is not None and self.year is None):
            raise _wrong(
                "tegenstrijdig", "Geef een tijdstip, een datum, of een jaar met eventueel een maand."
            )
        return self


class Wanneer(Dag):
    """A moment, or a date as far as it is known."""

    moment: Tijdstip | None = _field("tijdstip", "Tijdstip")


class Antwoord(Shape):
    """Yes (true), no (false) or unknown (null), and the words of the source if it said more."""

    said: JaNee | None = _field("antwoord", "Antwoord")
    text: Tekst | None = _field("toelichting", "Toelichting")


class Adres(Shape):
    """An address in parts, or as it was described."""

    street: Kort | None = _field("straat", "Straat")
    number: Kort | None = _field("huisnummer", "Huisnummer")
    letter: Kort | None = _field("huisletter", "Huisletter")
    suffix: Kort | None = _field("toevoeging", "Toevoeging")
    postcode: Kort | None = _field("postcode", "Postcode")
    city: Kort | None = _field("woonplaats", "Woonplaats")
    country: Kort | None = _field("land", "Land")
    description: Regel | None = _field("omschrijving", "Omschrijving")
    bag: Kort | None = _field("nummeraanduidingIdentificatie", "BAG-nummeraanduiding")


class Nummer(Shape):
    """A registration number of an organisation."""

    holder: Kort = Field(alias="houder", title="Houder")
    value: Kort = Field(alias="nummer", title="Nummer")


class Betrokkene(Shape):
    """A person whom the report is about, or who is mentioned in it."""

    key: Sleutel = Field(default="", alias="sleutel", title="Sleutel")
    last_name: Kort | None = _field("achternaam", "Achternaam")
    infix: Kort | None = _field("tussenvoegsel", "Tussenvoegsel")
    first_names: Kort | None = _field("voornamen", "Voornamen")
    call_name: Kort | None = _field("roepnaam", "Roepnaam")
    initials: Kort | None = _field("voorletters", "Voorletters")
    maiden_name: Kort | None = _field("geboortenaam", "Geboortenaam")
    maiden_infix: Kort | None = _field("tussenvoegselGeboortenaam", "Tussenvoegsel geboortenaam")
    aliases: tuple[Kort, ...] = _many("aliassen", "Ook bekend als")
    born: Dag | None = _field("geboorte", "Geboren")
    birth_place: Kort | None = _field("geboorteplaats", "Geboorteplaats")
    unborn: JaNee = Field(default=False, alias="ongeboren", title="Ongeboren")
    due: Datum | None = _field("uitgerekendeDatum", "Uitgerekend op")
    deceased: JaNee | None = _field("overleden", "Overleden")
    died: Dag | None = _field("overlijden", "Overleden op")
    sex: Sex | None = _field("geslacht", "Geslacht")
    bsn: Bsn | None = _field("bsn", "BSN")
    alien_number: Kort | None = _field("vreemdelingennummer", "Vreemdelingennummer")
    nationality: Kort | None = _field("nationaliteit", "Nationaliteit")
    languages: tuple[Kort, ...] = _many("talen", "Taal")
    formal: Adres | None = _field("inschrijfadres", "Inschrijfadres")
    actual: Adres | None = _field("verblijfadres", "Verblijfadres")
    secret_address: JaNee | None = _field("adresGeheim", "Adres geheim")
    phones: tuple[Kort, ...] = _many("telefoonnummers", "Telefoon")
    emails: tuple[Kort, ...] = _many("emailadressen", "E-mail")
    roles: tuple[Kort, ...] = _many("rollen", "Rol")
    numbers: tuple[Nummer, ...] = _many("nummers", "Registratie")
    remarks: Tekst | None = _field("aanvullendeInformatie", "Aanvullende informatie")
    care_for_minor: Tekst | None = _field("overigeZorgMinderjarige", "Overige zorg minderjarige")


class Relatie(Shape):
    """`van` is the `soort` of `tot`: the person with key P is the ex-partner of V."""

    source: Sleutel = Field(alias="van", title="Van")
    target: Sleutel = Field(alias="tot", title="Tot")
    kind: Kort = Field(alias="soort", title="Soort")
    custody: JaNee | None = _field("gezag", "Gezag")


class Geinformeerde(Shape):
    """Who was told about this report, how, when, and with what reaction."""

    person: Sleutel | None = _field("betrokkene", "Betrokkene")
    name: Regel | None = _field("naam", "Naam")
    how: Regel | None = _field("wijze", "Wijze")
    on: Wanneer | None = _field("moment", "Wanneer")
    reacted: JaNee | None = _field("gereageerd", "Gereageerd")
    reaction: Tekst | None = _field("reactie", "Reactie")


class Melder(Shape):
    """Who reports, and whether that person wants to stay unknown to the family."""

    category: Annotated[str, StringConstraints(pattern=r"^[0-9]{2}$", strict=True)] | None = _field(
        "hoedanigheid", "Hoedanigheid"
    )
    name: Kort | None = _field("naam", "Naam")
    function: Kort | None = _field("functie", "Functie")
    organisation: Kort | None = _field("organisatie", "Organisatie")
    branch: Kort | None = _field("instantiecode", "Instantiecode")
    anonymous: JaNee | None = _field("anoniemVoorGezin", "Anoniem voor het gezin")


class Contactpersoon(Shape):
    """Whom to ask for more."""

    name: Kort | None = _field("naam", "Naam")
    department: Kort | None = _field("afdeling", "Afdeling")
    emails: tuple[Kort, ...] = _many("emailadressen", "E-mail")
    phones: tuple[Kort, ...] = _many("telefoonnummers", "Telefoon")


class OnbekendVeld(Shape):
    """Content that had no field in the format that it came in."""

    path: Regel = Field(alias="pad", title="Pad")
    text: Alles = Field(alias="tekst", title="Tekst")


class Melding(Shape):
    """A report of domestic violence or child abuse. The number of your own file (`kenmerk`) is required."""

    model_config = ConfigDict(json_schema_extra={"required": ["kenmerk"]})

    sender: Oin | None = _field("afzender", "Afzender")
    sender_application: Kort | None = _field("afzenderApplicatie", "Applicatie afzender")
    sender_administration: Kort | None = _field("afzenderAdministratie", "Administratie afzender")
    receiver: Oin | None = _field("ontvanger", "Ontvanger")
    receiver_application: Kort | None = _field("ontvangerApplicatie", "Applicatie ontvanger")
    receiver_administration: Kort | None = _field("ontvangerAdministratie", "Administratie ontvanger")
    message: Kort | None = _field("berichtnummer", "Berichtnummer")
    reference: Kort | None = _field("kenmerk", "Kenmerk")
    sent: Tijdstip | None = _field("verzondenOp", "Verzonden op")
    received: Wanneer | None = _field("gemeld", "Gemeld")
    occurred: Wanneer | None = _field("voorgevallen", "Voorgevallen")
    established: Wanneer | None = _field("vastgesteld", "Vermoeden vastgesteld")
    reporter: Melder | None = _field("melder", "Melder")
    contact: Contactpersoon | None = _field("contactpersoon", "Contactpersoon")
    place: Adres | None = _field("plaats", "Plaats")
    incident: Tekst | None = _field("omschrijvingIncident", "Omschrijving incident")
    situation: Tekst | None = _field("omschrijvingSituatie", "Omschrijving zorgelijke situatie")
    additional: Tekst | None = _field("aanvullendeInformatie", "Aanvullende informatie")
    alignment_wanted: Antwoord | None = _field("overlegGewenst", "Afstemmingsoverleg gewenst")
    existing_help: Antwoord | None = _field("bestaandeHulp", "Bestaande hulpverlening")
    home_ban: Antwoord | None = _field("huisverbod", "Tijdelijk huisverbod")
    arrest: Antwoord | None = _field("aanhouding", "Aanhouding")
    complaint: Antwoord | None = _field("aangifte", "Aangifte")
    honour: Antwoord | None = _field("eergerelateerd", "Eergerelateerd geweld")
    registrations: tuple[Regel, ...] = _many("registraties", "Relevante registratie", 500)
    numbers: tuple[Nummer, ...] = _many("nummers", "Registratie")
    facts: dict[Variabele, Feit] = Field(default={}, alias="feiten", title="Feit", max_length=100)
    persons: tuple[Betrokkene, ...] = _many("betrokkenen", "Betrokkene", MOST_PERSONS)
    relations: tuple[Relatie, ...] = _many("relaties", "Relatie", MOST_RELATIONS)
    informed: tuple[Geinformeerde, ...] = _many("geinformeerd", "Geïnformeerd", MOST_PERSONS)
    origin: dict[Pad, Regel] = Field(default={}, alias="herkomst", title="Herkomst", max_length=500)
    unknown: tuple[OnbekendVeld, ...] = _many("onbekend", "Onbekend veld", 100_000)
