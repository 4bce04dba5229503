# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""`toegang.md`: who gets where. Every address, and what each kind of visitor gets there.

Rule 1: nothing here is decided: the list of open pages, the API document and the addresses themselves say it. What
somebody sees behind an address is decided by row security, and not by this list.
Rule 2: a test really asks every address, as nobody and as each of the cast, and compares.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.urls import URLResolver, get_resolver

from samenspel.partners.api import SCOPES
from samenspel.rules import catalogue
from samenspel.site.api import BASE, api
from samenspel.site.api.document import document
from samenspel.site.documents import markdown
from samenspel.site.middleware import OPEN


class Who(StrEnum):
    """For whom an address is."""

    EVERYBODY = "iedereen"
    MEMBER = "wie is aangemeld"
    THEIRS = "wie is aangemeld, voor wat van hem is"
    FUNCTION = "wie is aangemeld, in een functie"
    MACHINE = "een systeem van een partner"


# What somebody who is not signed in, a member, a member of whom it is not, and a machine get.
GETS: Mapping[Who, tuple[str, str, str, str]] = {
    Who.EVERYBODY: ("ja", "ja", "ja", "ja"),
    Who.MEMBER: ("aanmelden", "ja", "ja", "aanmelden"),
    Who.THEIRS: ("aanmelden", "ja", "404", "aanmelden"),
    Who.FUNCTION: ("aanmelden", "ja", "404", "aanmelden"),
    Who.MACHINE: ("401", "401", "401", "ja"),
}
HEADS = ("Adres", "Wie", "Niet aangemeld", "Medewerker van wie het is", "Andere medewerker", "Systeem")
# Whose a thing in an address is.
OWNERS = {
    "case": "wie aan de zaak werkt, zelf of met zijn dienst",
    "doubt": "wie de dienst bezet die de twijfel heeft",
    "message": "wie de dienst bezet die het bericht heeft, of aan de zaak werkt die het werd",
    "draft": "wie het concept schrijft",
    "variant": "de regionale beheerders van de regio",
}
# Pages that only exist for whoever has one function.
FUNCTIONS = {"route-versions": "de regionale beheerders van een regio"}
UNTOLD = "**niet beschreven**: zeg het in `samenspel/site/documents/entrances.py`"
API = f"/{BASE}"
INTRODUCTION = (
    "Een pagina is dicht, tenzij haar naam op de lijst van open pagina's staat (`site/middleware.py: OPEN`). "
    "Wat iemand ziet, volgt uit zijn organisatie en uit de zaken waaraan hij werkt. Daarom is er geen kolom per "
    "functie; elke medewerker kan elke functie hebben. Alleen de routekaart van een regio vraagt naar een functie: "
    "die van regionaal beheerder. Onbekend en verboden zijn hetzelfde antwoord (404)."
)


@dataclass(frozen=True, slots=True)
class Entrance:
    """One address, as a reader sees it; `owner` says whose it is, when it is somebody's."""

    address: str
    name: str
    who: Who
    owner: str = ""


def page() -> str:
    """The document. Reads addresses; asks nothing of any database."""
    rows = [
        (f"`{one.address}`", one.owner or one.who.value, *GETS[one.who])
        for one in sorted(entrances(), key=lambda one: one.address)
    ]
    functions = sorted(function.name for function in catalogue.functions().values())
    scopes = [(f"`{scope}`", meaning) for scope, meaning in SCOPES.items()]
    return markdown.page(
        "Wie waar mag komen",
        "de adressen in `samenspel/*/pages` en `samenspel/*/api`",
        INTRODUCTION,
        markdown.table(HEADS, rows),
        f"De functies: {', '.join(functions)}.",
        "## Rechten van systemen",
        markdown.table(("Recht", "Wat het systeem mag"), scopes),
    )


def entrances() -> Iterator[Entrance]:
    """Every address of the site; not what is left under /api/, where there is nothing."""
    closed = set(_machine_addresses())
    for address, name in _addresses(get_resolver()):
        if address in closed or name == "oauth-token":
            yield Entrance(address, name, Who.MACHINE)
        elif address.startswith("/api/") or name in OPEN:
            yield Entrance(address, name, Who.EVERYBODY)
        elif name in FUNCTIONS:
            yield Entrance(address, name, Who.FUNCTION, FUNCTIONS[name])
        elif part := re.search(r"{(\w+)}", address):
            yield Entrance(address, name, Who.THEIRS, OWNERS.get(part[1], UNTOLD))
        else:
            yield Entrance(address, name, Who.MEMBER)


def _machine_addresses() -> Iterator[str]:
    """The operations of the API that ask for a token."""
    for path, operations in document(api)["paths"].items():
        if any(operation.get("security") for operation in operations.values()):
            yield API + path


def _addresses(resolver: URLResolver, prefix: str = "/") -> Iterator[tuple[str, str]]:
    for one in resolver.url_patterns:
        part = prefix + _readable(str(one.pattern))
        if isinstance(one, URLResolver):
            yield from _addresses(one, part)
        elif one.name:
            yield part, one.name


def _readable(pattern: str) -> str:
    """An address as people write it: `zaak/{case}`."""
    named = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"{\1}", pattern)
    return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", named).strip("^$")
