# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""`deelmatrix.md`: who may give what to whom, for what, on which ground."""

from collections.abc import Iterable

from samenspel.rules import catalogue
from samenspel.rules.sharing import Ground, grounds
from samenspel.site.documents import markdown

REGIMES = {
    "WPG": "Wet politiegegevens",
    "WJSG": "Wet justitiële en strafvorderlijke gegevens",
    "AVG": "AVG",
    "AVG_WMO": "AVG met Wmo 2015",
    "AVG_JEUGDWET": "AVG met Jeugdwet",
}
OTHERS = {
    "PROC_DIR": "procesregisseur",
    "MELDER": "melder",
    "SLACHTOFFER": "slachtoffer",
    "VERDACHTE": "verdachte",
    "CBS": "CBS",
    "INSPECTIE": "inspectie",
    "VIR": "Verwijsindex risicojongeren",
}
ALWAYS = """Wat geen grond goed kan maken, ook als een rij opgaat:

- gegevens van een ander doorgeven: alleen wie de gegevens bezit, geeft ze;
- een geheime plaats, een beschermde bron, een opname of foto van bewijs;
- een verklaring van een kind, behalve aan wie haar mag horen;
- gegevens over gezondheid, behalve aan Veilig Thuis en de inspectie;
- iets waar het belang van een onderzoek aan in de weg staat, zonder instemming van de officier van justitie;
- iets waarvan niemand heeft gekeken of er zulke gegevens in staan."""


def page() -> str:
    """The document. Reads the sharing matrix; no database, no clock."""
    rows = grounds().rows
    off = sum(bool(row.off) for row in rows)
    introduction = (
        f"Wat hier niet staat, mag niet. Er zijn {len(rows)} gronden; {off} staan uit, meestal omdat een deskundige ze "
        "nog moet bevestigen. Wat als voorwaarde moet vaststaan, staat bij “Alleen als”; onbekend telt als nee. Een "
        "uitnodiging is alleen: wie, en de vraag."
    )
    return markdown.page(
        "Wie mag wat met wie delen",
        "`samenspel/rules/data/grounds.toml`",
        introduction,
        ALWAYS,
        "De letters bij “Van” en “Naar” staan onderaan uitgelegd.",
        markdown.table(("Grond", "Van", "Naar", "Stand", "Bron"), [_line(row) for row in rows]),
        *(_detail(row) for row in rows),
        "## Wie wie is",
        markdown.table(("Letters", "Wie"), sorted((code, _name(code)) for code in grounds().kinds)),
    )


def _line(row: Ground) -> tuple[str, ...]:
    name = f"{row.id} {row.name}{markdown.period(row.validity)}"
    givers, receivers = " ".join(sorted(row.givers)), " ".join(sorted(row.receivers))
    return name, givers, receivers, "uit" if row.off else "aan", markdown.source(row.source)


def _detail(row: Ground) -> str:
    told = {
        "Van": _kinds(row.givers),
        "Naar": _kinds(row.receivers),
        "Wat": ", ".join(sorted(row.data)).replace("_", " "),
        "Waarvoor": ", ".join(sorted(row.purposes)).replace("_", " "),
        "Regime bij wie geeft": ", ".join(REGIMES[one] for one in sorted(row.regimes)),
        "Alleen als": markdown.listed(row.needs, "en"),
        "Daarbij": " ".join(row.conditions),
        "Hoort het gezin het": row.family,
        "Staat uit": row.off,
    }
    lines = "\n".join(f"- {name}: {text}" for name, text in told.items() if text)
    return f"### {row.id} {row.name}\n\n{lines}"


def _kinds(codes: Iterable[str]) -> str:
    return ", ".join(sorted((_name(code) for code in codes), key=str.casefold))


def _name(code: str) -> str:
    known = catalogue.organisations().get(code)
    return known.name if known else OTHERS[code]
