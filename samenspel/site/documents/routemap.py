# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""`routekaart.svg` and `routekaart.md`: the four moments as the rules work them out, drawn and told.

The drawing is the one of the Casusbeeld, with the values that hold for the whole country and for no family.
"""

from datetime import date
from typing import Any

from django.template.loader import render_to_string

from samenspel.cases.drawing import lines
from samenspel.cases.pages import wording
from samenspel.rules import catalogue, tables
from samenspel.rules.clocks import register
from samenspel.site.documents import markdown
from samenspel.site.documents.terms import say

LICENCE = "SPDX-License" + "-Identifier: CC-BY-4.0"  # whole, it would be the licence of this file
GRADES = {"must": "Zit er altijd", "conditional": "Als de voorwaarde opgaat", "optional": "Mogelijk"}
ALWAYS = date(2026, 1, 1)  # the day whose terms are drawn; versions of a term stand in termijnen.md
TITLE = "Routekaart: wanneer stemmen zorg en straf af?"
SUMMARY = (
    "Afstemming begint bij de politie of bij Veilig Thuis. Er zijn vier momenten. Wat daar wordt afgesproken, komt in "
    "het plan van aanpak en in het veiligheidsplan. Bij een schending begint het weer bij directe veiligheid."
)


def drawing() -> str:
    """The SVG."""
    drawn = render_to_string("cases/routekaart.svg.html", {"routekaart": _values()})
    kept = "\n".join(line.rstrip() for line in drawn.splitlines() if line.strip())
    return f"<!-- SPDX-FileCopyrightText: 2026 samenspel contributors\n     {LICENCE} -->\n{kept}\n"


def page() -> str:
    """The same content as text, with the rules behind each moment."""
    return markdown.page(
        TITLE,
        "`moments.toml`, `invitations.toml` en `clocks.toml` in `samenspel/rules/data`",
        SUMMARY,
        f"![{TITLE} Dezelfde inhoud staat hieronder als tekst.](routekaart.svg)",
        f"De politie meldt {_report()} bij Veilig Thuis. Bij acute onveiligheid hebben zij direct contact.",
        *(_moment(number, moment) for number, moment in enumerate(wording.MOMENTS, start=1)),
        "## Het veiligheidsplan\n\n"
        + "\n".join(f"{n}. {name}: {line}." for n, (_, name, line) in enumerate(_phases(), 1)),
    )


def _values() -> dict[str, Any]:
    """What the template asks for (it says so at its top), for no case in particular."""
    names, whens = wording.moment_names(), wording.moment_when()
    moments = [
        {
            "number": number,
            "lines": lines(names[moment], 24),
            "when": whens[moment],
            "state": "none",
            "state_text": within(moment),
            "url": "",
        }
        for number, moment in enumerate(wording.MOMENTS, start=1)
    ]
    phases = [{"code": code, "name": name, "line": line, "state": "next"} for code, name, line in _phases()]
    return {"title": TITLE, "summary": SUMMARY, "report": _report(), "moments": moments, "phases": phases}


def _phases() -> list[tuple[str, str, str]]:
    return [
        ("A", "Acuut", "directe veiligheid, steeds weer"),
        ("B", "Risicogestuurd", "oorzaken aanpakken"),
        ("H", "Herstelgericht", "herstel van ieder gezinslid"),
    ]


def _report() -> str:
    return f"binnen {say(register().rule('DL-01', ALWAYS).count)}"


def within(moment: str) -> str:
    """How soon the moment has to be held: normally, and when it is urgent if that is sooner. At most 30 signs."""
    term = register().moments[moment]
    rule = register().rule(term.rule, ALWAYS)
    normal = say(rule.counting(term.normal)).partition(" (")[0]
    urgent = say(rule.counting(term.urgent or term.normal)).partition(",")[0].partition(" (")[0]
    if urgent != normal:
        return f"{normal}; bij spoed {urgent}"
    return f"binnen {normal}" if normal[0].isdigit() else normal


def _moment(number: int, moment: str) -> str:
    decisions, seats = tables.all_tables()["DT-02"], tables.all_tables()["DT-03"]
    indicated = [
        (row.id, wording.strength_name(row.then["strength"]), row.text, markdown.source(row.source))
        for row in decisions.rows
        if row.then["moment"] == moment
    ]
    invited = [
        f"- {name}: {', '.join(partners)}."
        for grade, name in GRADES.items()
        if (partners := _partners(seats, moment, grade))
    ]
    term = register().moments[moment].rule
    return "\n\n".join(
        [
            f"## {number}. {wording.moment_names()[moment]}",
            f"Aangewezen {wording.moment_when()[moment]}. Termijn: {within(moment)} ({term}).",
            markdown.table(("Regel", "Sterkte", "Wanneer", "Bron"), indicated),
            "\n".join(invited),
        ]
    )


def _partners(seats: tables.Table, moment: str, grade: str) -> list[str]:
    rows = [row.then for row in seats.rows if row.then["moment"] == moment and row.then["grade"] == grade]
    known = catalogue.organisations()
    return list(dict.fromkeys(known[then["partner"]].name for then in rows))
