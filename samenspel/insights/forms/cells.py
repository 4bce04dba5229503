# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which cells each kind of block has, and what may be chosen in them: facts, values, moments, partners and terms.

A cell that holds something that cannot be chosen shows it all the same, first in its list, with its mistake beside it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Any

from django.utils.translation import gettext as _

from samenspel.cases.pages import wording
from samenspel.insights.forms.document import Cells
from samenspel.rules import conditions
from samenspel.rules.catalogue import measures, organisations
from samenspel.rules.facts import Kind, settings
from samenspel.rules.ruleset import national
from samenspel.rules.tables import Row, Table

Choice = tuple[str, str]
CITIZEN = "BURGER"


class Look(Enum):
    """What a cell looks like."""

    LINE = auto()
    AREA = auto()
    NUMBER = auto()
    DAY = auto()
    CHOICE = auto()
    CHOICES = auto()
    FLAG = auto()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: where it stands in its block ("then.moment"), its label, what may be chosen, and whether it may be
    left empty."""

    path: str
    label: str
    look: Look
    choices: Sequence[Choice] = ()
    hint: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a row: `part` is "when" (all of these) or "any" (one of these)."""

    part: str
    question: str
    cell: Cell


def head_cells() -> tuple[Cell, ...]:
    return (
        Cell("name", _("Naam van de routekaart"), Look.LINE),
        Cell(
            "since",
            _("Geldt vanaf"),
            Look.DAY,
            hint=_("Vandaag of later. Kiest u vandaag, dan gaat hij in zodra een collega hem vaststelt."),
        ),
        Cell("source.text", _("Waar berust het op?"), Look.LINE, hint=_("Bijvoorbeeld een convenant.")),
        Cell("note", _("Toelichting"), Look.AREA, optional=True),
    )


def cells_of(kind: str, block: Cells) -> tuple[Cell, ...]:
    """The cells of a block but for its questions, in their order. What an outcome holds follows from its table."""
    match kind:
        case "row":
            return (
                *_row_cells(),
                *_outcome(national().tables.get(str(block.get("table"))), whole=True),
                *_period(),
            )
        case "change":
            found = national_row(block)
            return (_national_row(), *_outcome(found[0] if found else None), _source())
        case "off":
            return (_national_row(minimum=False), Cell("reason", _("Waarom niet?"), Look.AREA))
        case "member":
            return (
                Cell("moment", _("Overleg"), Look.CHOICE, _moments()),
                Cell("partner", _("Wie"), Look.CHOICE, _organisations()),
            )
        case "target":
            return _target_cells(block)
        case "parameter":
            return (
                Cell("name", _("Instelling"), Look.CHOICE, _settings()),
                Cell("value", _("Waarde"), Look.NUMBER, hint=_range(block)),
            )
        case "partner":
            return (
                Cell("kind", _("Soort organisatie"), Look.CHOICE, _organisations()),
                Cell("name", _("Hoe heet zij hier?"), Look.LINE),
            )
        case _:
            return (
                _national_row(),
                Cell("text", _("Eigen tekst"), Look.AREA, hint=_("Komt na de landelijke tekst.")),
            )


def questions_of(kind: str, block: Cells) -> Iterator[Asked]:
    """The questions that a row asks now, with the answers that can be chosen."""
    if kind not in ("row", "change"):
        return
    for part in ("when", "any"):
        for question, chosen in block.get(part, {}).items():
            asked = conditions.question(question)
            known = asked.values if asked else ()
            given = chosen if isinstance(chosen, list) else [chosen]
            more = [str(one) for one in given if one not in known]
            label = wording.told(asked.text) if asked else question
            choices = [(one, wording.said(one)) for one in (*known, *more)]
            yield Asked(part, question, Cell(f"{part}.{question}", label, Look.CHOICES, choices))


def questions_for(kind: str, block: Cells) -> list[Choice]:
    """The questions that this row could ask more."""
    found = national_row(block) if kind == "change" else None
    table = found[0] if found else national().tables.get(str(block.get("table")))
    if table is None:
        return []
    asked = {*block.get("when", {}), *block.get("any", {})}
    known = (conditions.question(name) for name in conditions.known_names() if name not in asked)
    fitting = (one for one in known if one and (not one.outside or one.name in table.outside))
    return sorted(((one.name, wording.told(one.text)) for one in fitting), key=lambda choice: choice[1])


def national_row(block: Cells) -> tuple[Table, Row] | None:
    """The national row that a block is about."""
    wanted = block.get("row")
    rows = ((table, row) for table in national().tables.values() for row in table.rows)
    return next((found for found in rows if found[1].id == wanted), None)


def _row_cells() -> tuple[Cell, ...]:
    tables = [(one.id, f"{one.id} · {wording.told(one.name)}") for one in national().tables.values()]
    return (
        Cell("table", _("Tabel"), Look.CHOICE, tables),
        Cell("id", _("Nummer"), Look.LINE, hint=_("Begint met de regio en een punt.")),
        Cell("text", _("Reden die de lezer ziet"), Look.AREA),
    )


def _period() -> tuple[Cell, ...]:
    return (
        _source(),
        Cell(
            "since",
            _("Geldt vanaf"),
            Look.DAY,
            hint=_("Leeg: vanaf het begin van deze versie."),
            optional=True,
        ),
        Cell("until", _("Geldt tot"), Look.DAY, optional=True),
    )


def _source() -> Cell:
    return Cell(
        "source.text", _("Bron"), Look.LINE, hint=_("Leeg: de bron van de hele routekaart."), optional=True
    )


def _national_row(*, minimum: bool = True) -> Cell:
    """Which national row a block is about; where a row can be switched off, only those that are no minimum."""
    rows = [
        (row.id, f"{row.id} · {wording.told(row.text)}"[:110])
        for table in national().tables.values()
        for row in table.rows
        if minimum or not (row.minimum or row.otherwise or row.then.get("strength") == "must")
    ]
    return Cell("row", _("Landelijke regel"), Look.CHOICE, rows)


def _outcome(table: Table | None, *, whole: bool = False) -> Iterator[Cell]:
    """The cells of an outcome. A `whole` one fills what every national row of the table fills."""
    if table is None:
        return
    for name, kind in table.outputs.items():
        rows = [row.then[name] for row in table.rows if not row.otherwise]
        is_always = whole and all(value not in ("", (), False) for value in rows)
        yield replace(_outcome_cell(table, name, kind), optional=not is_always)


def _outcome_cell(table: Table, name: str, kind: Any) -> Cell:
    label, path = _labels().get(name, name), f"then.{name}"
    if isinstance(kind, list):
        return Cell(path, label, Look.CHOICE, [(one, _value(name, one)) for one in kind if one])
    match name, kind:
        case "term", _:
            return Cell(path, label, Look.CHOICE, _terms())
        case "renewed_by", _:
            return Cell(
                path, label, Look.CHOICES, [(one.value, wording.kind_name(one.value)) for one in Kind]
            )
        case _, "flag":
            return Cell(path, label, Look.FLAG)
        case _, "organisation":
            return Cell(path, label, Look.CHOICE, _organisations())
        case _, "organisations":
            return Cell(path, label, Look.CHOICES, _organisations())
        case _, "measures":
            return Cell(
                path, label, Look.CHOICES, [(one.code, wording.told(one.name)) for one in measures().values()]
            )
        case _, "texts":
            return Cell(path, label, Look.CHOICES, _used(table, name))
        case _:
            return Cell(path, label, Look.LINE)


def _used(table: Table, name: str) -> list[Choice]:
    """The words that the national rows have in a cell with a list of words."""
    words = {word: None for row in table.rows for word in row.then.get(name, ())}
    return [(word, wording.said(word)) for word in words]


def _labels() -> dict[str, str]:
    return {
        "moment": _("Overleg"),
        "strength": _("Hoe sterk"),
        "term": _("Termijn"),
        "variant": _("Vorm van de termijn"),
        "renewed_by": _("Opnieuw na"),
        "partner": _("Wie"),
        "grade": _("Hoe zit die erbij"),
        "start": _("Wat start er"),
        "flag": _("Code van het signaal"),
        "name": _("Naam"),
        "what": _("Wat ontbreekt"),
        "who": _("Wie levert het"),
        "tell": _("Wie hoort het"),
        "power": _("Bevoegdheid"),
        "decision": _("Besluit"),
        "duty": _("Is het een plicht?"),
        "reopens": _("Komt de vervolging terug?"),
        "report": _("Melden bij Veilig Thuis"),
        "owner": _("Eigenaar"),
        "appraisal": _("Inschatting"),
        "meeting": _("Overleg"),
        "measures": _("Maatregelen om te overwegen"),
    }


def _value(name: str, value: str) -> str:
    if name in ("moment", "meeting") and value in wording.moment_names():
        return wording.moment_names()[value]
    if name == "strength":
        return wording.strength_name(value)
    grades = {"must": _("altijd"), "conditional": _("onder voorwaarde"), "optional": _("mag erbij")}
    return grades[value] if name == "grade" and value in grades else wording.said(value)


def _target_cells(block: Cells) -> tuple[Cell, ...]:
    rule = next((one for one in national().terms.rules if one.id == block.get("term")), None)
    forms = [(name, wording.said(name)) for name in (rule.variants if rule else ())]
    return (
        Cell("term", _("Termijn"), Look.CHOICE, _terms()),
        Cell(
            "variant",
            _("Vorm van de termijn"),
            Look.CHOICE,
            forms,
            hint=_("Leeg: de gewone vorm."),
            optional=True,
        ),
        Cell(
            "within.days",
            _("Binnen dagen"),
            Look.NUMBER,
            hint=_("Geteld zoals de termijn telt."),
            optional=True,
        ),
        Cell("within.hours", _("Binnen uren"), Look.NUMBER, optional=True),
        Cell("within.minutes", _("Binnen minuten"), Look.NUMBER, optional=True),
    )


def _range(block: Cells) -> str:
    found = settings().get(str(block.get("name")))
    if found is None:
        return ""
    return _("Van %(least)s tot en met %(most)s; landelijk %(value)s.") % {
        "least": found.least,
        "most": found.most,
        "value": found.value,
    }


def _settings() -> list[Choice]:
    return [(one.id, wording.told(one.name)) for one in settings().values()]


def _moments() -> list[Choice]:
    names = wording.moment_names()
    return [(one, names.get(one, one)) for one in national().terms.moments]


def _organisations() -> list[Choice]:
    return [(code, wording.organisation_name(code)) for code in organisations() if code != CITIZEN]


def _terms() -> list[Choice]:
    return list(
        {one.id: (one.id, f"{one.id} · {wording.told(one.name)}") for one in national().terms.rules}.values()
    )
