# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""`tabellen.md`: every decision table as a lawyer reads it, with the source of each row."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from samenspel.rules import catalogue, conditions, tables
from samenspel.rules.law import Reason
from samenspel.rules.safety.values import alarm_kinds
from samenspel.rules.tables import Condition, Hit, Row, Table
from samenspel.site.documents import markdown

HITS = {
    Hit.COLLECT: "Alle rijen die opgaan, tellen.",
    Hit.FIRST: "De eerste rij die opgaat, telt.",
}
# What the keys and the codes of an outcome are called. A code that is a Dutch word stands for itself.
KEYS = {
    "start": "begin",
    "moment": "moment",
    "strength": "sterkte",
    "term": "termijn",
    "variant": "vorm van de termijn",
    "renewed_by": "opnieuw bij",
    "partner": "wie",
    "grade": "aan tafel",
    "tell": "meld het aan",
    "power": "bevoegdheid",
    "decision": "besluit",
    "reopens": "opent de afdoening opnieuw",
    "duty": "melden is een plicht",
    "report": "melden",
    "owner": "casushouder",
    "appraisal": "specialist",
    "meeting": "overleg",
    "measures": "te overwegen",
    "flag": "signaal",
    "name": "naam",
    "what": "gegeven",
    "who": "wie zorgt ervoor",
}
WORDS = {
    "must": "moet",
    "propose": "voorstel",
    "conditional": "als de voorwaarde opgaat",
    "optional": "mogelijk",
    "incident": "nieuw incident",
    "report": "nieuwe melding",
    "breach": "schending",
    "signal": "signaal",
    "suspect": "andere status van een verdachte",
    "assessment": "nieuwe beoordeling",
}
CODES = frozenset({"flag", "what"})  # names for the software; their Dutch name stands beside them


def page() -> str:
    """The document. Reads the tables in force; no database, no clock."""
    found = tables.all_tables()
    return markdown.page(
        "Alle beslistabellen",
        "`samenspel/rules/data/*.toml`",
        _introduction(found),
        *(_table(one) for one in found.values()),
        _alarms(),
    )


def _introduction(found: Mapping[str, Table]) -> str:
    rows = [row for one in found.values() for row in one.rows]
    waiting = Counter(row.source.verify for row in rows)[True]
    return (
        "Een rij stelt vragen en noemt de antwoorden waarbij zij opgaat. Onbekend is een antwoord, en nooit “nee”. "
        "Wat eruit komt, is een voorstel: een professional besluit, en een afwijzing heeft een reden.\n\n"
        f"Er zijn {len(found)} tabellen met {len(rows)} rijen. Bij {waiting} rijen staat {markdown.UNCONFIRMED}: "
        "een deskundige moet die bevestigen voordat een regio ermee werkt.\n\n"
        f"Versie van de regels, zoals het logboek haar noemt: `{tables.version()}`."
    )


def _table(found: Table) -> str:
    rows = [
        (_name(row), _when(row), _then(row.then), row.text, markdown.source(row.source)) for row in found.rows
    ]
    heads = ("Regel", "Als", "Dan", "Reden die de lezer ziet", "Bron")
    return f"## {found.id} {found.name}\n\n{HITS[found.hit]}\n\n{markdown.table(heads, rows)}"


def _name(row: Row) -> str:
    return row.id + markdown.period(row.validity)


def _when(row: Row) -> str:
    if row.otherwise:
        return "geen andere rij opgaat"
    every = [_asked(one) for one in row.when]
    some = [_asked(one) for one in row.any]
    if some:
        every.append(
            "en ten minste één van: " + "; ".join(some) if every else "ten minste één van: " + "; ".join(some)
        )
    return "\n".join(every) or "altijd"


def _asked(one: Condition) -> str:
    asked = conditions.question(one.question)
    text = asked.text if asked else one.question
    separator = "" if text.endswith("?") else ":"
    return f"{text}{separator} {markdown.listed(one.accepted)}"


def _then(outcome: Mapping[str, Any]) -> str:
    return "\n".join(
        f"{KEYS[key]}: {_said(key, value)}" for key, value in outcome.items() if value not in ("", (), False)
    )


def _said(key: str, value: Any) -> str:
    if value is True:
        return "ja"
    if isinstance(value, tuple | list):
        return ", ".join(_word(key, one) for one in value)
    return _word(key, str(value))


def _word(key: str, code: str) -> str:
    if key in CODES:
        return f"`{code}`"
    if key == "measures":
        return f"{code} {catalogue.measures()[code].name}"
    if key in ("tell", "who", "partner"):
        return catalogue.organisations()[code].name if code in catalogue.organisations() else code
    return WORDS.get(code, code.replace("_", " "))


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
