# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""`tabellen.md`: every decision table as a lawyer reads it, with the source of each row."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from samenspel.rules import catalogue, conditions, tables, wording
from samenspel.rules.law import Reason
from samenspel.rules.safety.values import alarm_kinds
from samenspel.rules.tables import Hit, Row, Table
from samenspel.site.documents import markdown

MINIMUM = "**landelijk minimum**"
ALWAYS = date(2000, 1, 1)  # the day that the data give to what holds as long as anybody looks back
HITS = {
    Hit.COLLECT: "Alle rijen die opgaan, tellen.",
    Hit.FIRST: "De eerste rij die opgaat, telt.",
}


def page() -> str:
    """The document. Reads the tables in force; no database, no clock."""
    found = tables.all_tables()
    return markdown.page(
        "Alle beslistabellen",
        "`samenspel/rules/data/*.toml`",
        _introduction(found),
        _contents(found.values()),
        *(_table(one) for one in found.values()),
        _alarms(),
    )


def _introduction(found: Mapping[str, Table]) -> str:
    rows = [row for one in found.values() for row in one.rows]
    waiting = sum(row.source.verify for row in rows)
    minimum = sum(row.minimum for row in rows)
    return (
        "Een rij stelt vragen en noemt de antwoorden waarbij zij opgaat. Onbekend is een antwoord, en nooit “nee”. "
        "Wat eruit komt, is een voorstel: een professional besluit, en een afwijzing heeft een reden.\n\n"
        f"Er zijn {len(found)} tabellen met {len(rows)} rijen. Bij {waiting} rijen staat {markdown.UNCONFIRMED}: "
        "een deskundige moet die bevestigen voordat een regio ermee werkt. "
        f"{minimum} rijen zijn {MINIMUM}: een regio kan ze niet weglaten, verzwakken of vertragen. "
        "Waar een wet de bron is, staat de verwijzing (JCI) erbij; zij opent de tekst die nu geldt.\n\n"
        f"Versie van de regels, zoals het logboek haar noemt: `{tables.version()}`."
    )


def _contents(found: Iterable[Table]) -> str:
    lines = [f"* {one.id} {one.name} ({len(one.rows)} rijen)" for one in found]
    return "\n".join(["De tabellen:", "", *lines])


def _table(found: Table) -> str:
    rows = [
        (_name(row), _when(row), _then(row.then), row.text, markdown.source(row.source), _since(row))
        for row in found.rows
    ]
    heads = ("Regel", "Als", "Dan", "Reden die de lezer ziet", "Bron", "Geldt")
    about = f"{HITS[found.hit]}{_outside(found)}"
    return f"## {found.id} {found.name}\n\n{about}\n\n{markdown.table(heads, rows)}"


def _outside(found: Table) -> str:
    """What the tables cannot find in what is known about a family: whoever asks has to say it."""
    asked = [conditions.question(name) for name in sorted(found.outside)]
    texts = "\n".join(f"* {one.text}" for one in asked if one)
    return f"\n\nWie deze tabel gebruikt, zegt zelf (en anders is het onbekend):\n\n{texts}" if texts else ""


def _name(row: Row) -> str:
    return f"{row.id}\n{MINIMUM}" if row.minimum else row.id


def _since(row: Row) -> str:
    """The days on which a row holds; a row of which only "always" was said has none to show."""
    first, last = row.validity.since, row.validity.until
    since = f"vanaf {first}" if first > ALWAYS else ""
    return " ".join(part for part in (since, f"tot {last}" if last else "") if part) or "altijd"


def _when(row: Row) -> str:
    if row.otherwise:
        return "geen andere rij opgaat"
    every = [wording.say_asked(one) for one in row.when]
    some = [wording.say_asked(one) for one in row.any]
    if some:
        every.append(
            "en ten minste één van: " + "; ".join(some) if every else "ten minste één van: " + "; ".join(some)
        )
    return "\n".join(every) or "altijd"


def _then(outcome: Mapping[str, Any]) -> str:
    return "\n".join(f"{key}: {said}" for key, said in wording.say_cells(outcome))


def _alarms() -> str:
    rows: Iterable[tuple[str, ...]] = (
        (kind.reason.rule, kind.reason.text, _who(kind.who), _origin(kind.reason))
        for kind in alarm_kinds().values()
    )
    text = "Een alarm blijft staan zolang het opgaat. Het noemt alleen wie de zaak al kent."
    heads = ("Alarm", "Wat er aan de hand is", "Wie kijkt ernaar", "Bron")
    return f"## Alarmen\n\n{text}\n\n{markdown.table(heads, rows)}"


def _who(kinds: Iterable[str]) -> str:
    return ", ".join(catalogue.organisations()[kind].name for kind in kinds) or "wie het voorval kent"


def _origin(reason: Reason) -> str:
    return markdown.source(reason.source)
