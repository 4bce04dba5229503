# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The grounds for giving data to another organisation: what `data/grounds.toml` holds (handbook 8.2).

Rule 1: a row that an expert must still confirm is off, until somebody switches it on by its id.
Rule 2: a condition is a named function that answers from facts; what is not known is not fulfilled.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, partial
from types import MappingProxyType

from samenspel.rules import catalogue
from samenspel.rules.datafiles import Block, content, parse
from samenspel.rules.law import Source, Validity
from samenspel.rules.sharing.request import Request

FILE = "grounds.toml"
# Who is no kind of organisation at the table, but may give or receive.
OTHERS = frozenset({"PROC_DIR", "MELDER", "SLACHTOFFER", "VERDACHTE", "CBS", "INSPECTIE", "VIR"})


class Regime(StrEnum):
    """The law that the data fall under at the organisation that gives them (handbook 8.1)."""

    WPG = "WPG"
    WJSG = "WJSG"
    AVG = "AVG"
    AVG_WMO = "AVG_WMO"
    AVG_JEUGDWET = "AVG_JEUGDWET"


@dataclass(frozen=True, slots=True)
class Ground:
    """One row of the sharing matrix. `off` says why it is switched off; "" when it is on."""

    id: str
    name: str
    givers: frozenset[str]
    receivers: frozenset[str]
    data: frozenset[str]
    purposes: frozenset[str]
    regimes: frozenset[str]
    needs: tuple[str, ...]
    source: Source
    conditions: tuple[str, ...]
    family: str
    off: str
    validity: Validity


@dataclass(frozen=True, slots=True)
class Grounds:
    """All rows, and the words that they know."""

    rows: tuple[Ground, ...]
    kinds: frozenset[str]
    data: frozenset[str]
    purposes: frozenset[str]


def _is_true(name: str, text: str, request: Request) -> str | None:
    return None if request.context.facts.get(name) is True else text


def _conditions_only_with_role(request: Request) -> str | None:
    if (
        "voorwaarden" not in request.resource.categories
        or request.context.facts.get("melder_heeft_rol") is True
    ):
        return None
    return "Veiligheidsvoorwaarden gaan alleen naar een melder met een rol in het gezin; dat staat niet vast."


def _child_for_vt(request: Request) -> str | None:
    if request.action.recipient != "VT" or request.context.facts.get("kind_betrokken") is True:
        return None
    return "Aan Veilig Thuis alleen als er een kind bij betrokken is; dat staat niet vast."


def _consent_or_to_vt(request: Request) -> str | None:
    if request.action.recipient == "VT" or request.context.facts.get("toestemming") is True:
        return None
    return "Zonder toestemming in het plan alleen aan Veilig Thuis."


def _corv_or_urgent(request: Request) -> str | None:
    facts = request.context.facts
    if facts.get("kanaal") == "corv" or facts.get("onverwijlde_spoed") is True:
        return None
    return "Dit gaat via CORV, behalve bij onverwijlde spoed; geen van beide staat vast."


# What a row may ask for in `needs`: each answers None, or in Dutch why not.
NEEDS: Mapping[str, Callable[[Request], str | None]] = MappingProxyType(
    {
        "toestemming_officier": partial(
            _is_true, "toestemming_officier", "De toestemming van de officier staat niet vast."
        ),
        "zwaarwegend_belang": partial(
            _is_true, "zwaarwegend_belang", "Het zwaarwegend algemeen belang staat niet vast."
        ),
        "verdachte_minderjarig": partial(
            _is_true, "verdachte_minderjarig", "Niet bekend is dat de verdachte minderjarig is."
        ),
        "jeugdmaatregel_loopt": partial(
            _is_true, "jeugdmaatregel_loopt", "Niet bekend is dat er een maatregel of jeugdhulp loopt."
        ),
        "besluit_samenwerkingsverband": partial(
            _is_true,
            "besluit_samenwerkingsverband",
            "Het besluit over het samenwerkingsverband (Wpg artikel 20) staat niet vast.",
        ),
        "convenant": partial(
            _is_true, "convenant", "Niet bekend is dat het convenant van deze regio dit toestaat."
        ),
        "voorwaarden_alleen_met_rol": _conditions_only_with_role,
        "kind_betrokken_voor_vt": _child_for_vt,
        "toestemming_of_naar_vt": _consent_or_to_vt,
        "corv_of_spoed": _corv_or_urgent,
    }
)


def _ground(block: Block, groups: Mapping[str, tuple[str, ...]], kinds: frozenset[str]) -> Ground:
    def expanded(key: str) -> frozenset[str]:
        named = block.texts(key, accepted=sorted(kinds | groups.keys()))
        return frozenset(code for name in named for code in groups.get(name, (name,)))

    source = block.source()
    waiting = "Deze grond moet nog worden bevestigd." if source.verify else ""
    return Ground(
        id=block.row,
        name=block.text("name"),
        givers=expanded("from"),
        receivers=expanded("to"),
        data=frozenset(block.texts("data")),
        purposes=frozenset(block.texts("purposes")),
        regimes=frozenset(block.texts("regimes", accepted=tuple(Regime))),
        needs=block.texts("needs", accepted=tuple(NEEDS), default=()),
        source=source,
        conditions=block.texts("conditions", default=()),
        family=block.text("family"),
        off=block.text("off", waiting),
        validity=block.validity(),
    )


def read_grounds(text: str, file: str = FILE) -> Grounds:
    """The matrix from the text of a grounds table; DataError names everything that is wrong with it."""
    document = parse(file, text)
    document.only("group", "ground")
    kinds = frozenset(catalogue.organisations()) | OTHERS
    groups = {block.row: block.texts("members", accepted=sorted(kinds)) for block in document.blocks("group")}
    rows = tuple(_ground(block, groups, kinds) for block in document.blocks("ground"))
    document.close()
    data = frozenset(word for row in rows for word in row.data)
    purposes = frozenset(word for row in rows for word in row.purposes)
    return Grounds(rows, kinds, data, purposes)


@cache
def grounds() -> Grounds:
    """The matrix that ships with the package."""
    return read_grounds(content(FILE))
