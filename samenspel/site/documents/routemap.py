# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""`routekaart.svg` and `routekaart.md`: the routekaart as the national rules draw it, and the same as text.

The drawing is the one of the Casusbeeld, with what holds for the whole country and for no family.
"""

from collections.abc import Iterator
from datetime import date

from django.template.loader import render_to_string

from samenspel.cases.pages.routemap import RouteMap, of_rules
from samenspel.cases.pages.routemap.values import RuleLine, Stop, TermLine
from samenspel.rules.ruleset import national
from samenspel.site.documents import markdown

LICENCE = "SPDX-License" + "-Identifier: CC-BY-4.0"  # whole, it would be the licence of this file
ALWAYS = date(
    2026, 1, 1
)  # the day whose rows and terms are drawn; other versions stand in tabellen.md, termijnen.md
FILES = "`samenspel/rules/data` (momenten, uitnodigingen, termijnen, schendingen, maatregelen)"


def _map() -> RouteMap:
    return of_rules(national(), ALWAYS)


def drawing() -> str:
    """The SVG: the wide drawing, with everything that it needs in itself."""
    values = {"board": _map().boards[0], "title": _map().title, "summary": _map().summary, "alone": True}
    drawn = render_to_string("cases/routekaart.svg.html", values)
    kept = "\n".join(line.strip() for line in drawn.splitlines() if line.strip())
    return f"<!-- SPDX-FileCopyrightText: 2026 samenspel contributors\n     {LICENCE} -->\n{kept}\n"


def page() -> str:
    """The same content as text: per station what the rules say there, with the source of every row and term."""
    found = _map()
    return markdown.page(
        found.title,
        FILES,
        found.summary,
        f"![{found.title} Dezelfde inhoud staat hieronder als tekst.](routekaart.svg)",
        *("\n\n".join(_stop(stop)) for stop in found.stops),
        f"## Terug\n\n{found.route.words.back}.",
    )


def _stop(stop: Stop) -> Iterator[str]:
    station = stop.station
    yield f"## {station.number}. {station.name}" if station.number else f"## {station.name}"
    if stop.lead:
        yield stop.lead
    if station.notes:
        yield "\n".join(f"- {note.text}" for note in station.notes)
    if stop.lines:
        yield "\n".join(f"- **{line.name}**: {line.text}" for line in stop.lines)
    if stop.rules:
        yield markdown.table(("Regel", "Sterkte", "Wat zij zegt", "Bron"), [_rule(one) for one in stop.rules])
    if stop.terms:
        heads = ("Termijn", "Duurt", "Voor", "Grondslag")
        yield markdown.table(heads, [_term(one) for one in stop.terms])


def _rule(one: RuleLine) -> tuple[str, ...]:
    return one.id, one.strength, one.text, _source(one.source, one.verify)


def _term(one: TermLine) -> tuple[str, ...]:
    return f"{one.id} {one.name}", one.length, one.owners, _source(one.source, one.verify)


def _source(text: str, verify: bool) -> str:
    return f"{text} · {markdown.UNCONFIRMED}" if verify else text
