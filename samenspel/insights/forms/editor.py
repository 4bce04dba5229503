# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The editor as Django draws it: blocks of cells, each with what is wrong in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from samenspel.cases.pages import wording
from samenspel.insights.forms.cells import (
    Cell,
    Choice,
    Look,
    cells_of,
    head_cells,
    national_row,
    questions_for,
    questions_of,
)
from samenspel.insights.forms.document import Cells, Document
from samenspel.people.forms import Error
from samenspel.rules.datafiles import Problem

ABOUT_A_ROW = ("change", "off", "text")


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a row as the page shows it; `drop` is the step that takes it away."""

    any_of: bool
    field: forms.BoundField
    drop: str


@dataclass(slots=True)
class Block:
    """One block: `name` in the form, its cells and questions, and what is wrong with it as a whole."""

    kind: str
    index: int
    name: str
    title: str
    national: str
    fields: list[forms.BoundField]
    asked: list[Question]
    can_ask: list[Choice]
    errors: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Group:
    """All blocks of one kind, with what they are for."""

    kind: str
    title: str
    intro: str
    add: str
    blocks: list[Block]


class Day(forms.TextInput):
    """A day, as the browser lets people choose it."""

    input_type = "date"


class Editor(forms.Form):
    """The document as fields. Django checks nothing: the reader of variants decides what is wrong."""

    def __init__(self, document: Document, problems: Iterable[Problem] = ()) -> None:
        self.document = document
        super().__init__(QueryDict(mutable=True), auto_id="id_%s", use_required_attribute=False)
        self.head = [self._field(cell, f"variant.{cell.path}", document.head) for cell in head_cells()]
        self.groups = [
            Group(
                kind,
                *words,
                [self._block(kind, index, one) for index, one in enumerate(document.blocks[kind])],
            )
            for kind, words in _words().items()
        ]
        self._errors = forms.utils.ErrorDict(renderer=self.renderer)
        self.wrong = [error for problem in problems for error in self._place(problem)]

    def _block(self, kind: str, index: int, cells: Cells) -> Block:
        name = f"{kind}-{index}"
        found = national_row(cells) if kind in ABOUT_A_ROW else None
        return Block(
            kind=kind,
            index=index,
            name=name,
            title=_title(kind, index, cells),
            national=wording.told(found[1].text) if found else "",
            fields=[self._field(cell, f"{name}.{cell.path}", cells) for cell in cells_of(kind, cells)],
            asked=[
                Question(
                    one.part == "any",
                    self._field(one.cell, f"{name}.{one.cell.path}", cells),
                    f"drop:{kind}:{index}:{one.part}:{one.question}",
                )
                for one in questions_of(kind, cells)
            ],
            can_ask=questions_for(kind, cells) if kind in ("row", "change") else [],
        )

    def _field(self, cell: Cell, name: str, cells: Cells) -> forms.BoundField:
        value = _found(cells, cell.path)
        self.fields[name] = _drawn(cell, value)
        assert isinstance(self.data, QueryDict)
        self.data.setlist(name, _said(value))
        return self[name]

    def _place(self, problem: Problem) -> Iterator[Error]:
        """Put a problem at its cell, else at its block, and tell it above the form."""
        blocks = [
            one for group in self.groups for one in group.blocks if _is_about(one, problem, self.document)
        ]
        names = ["variant"] if problem.row == "[variant]" else [one.name for one in blocks]
        at_cell = [f"{name}.{problem.field}" for name in names if f"{name}.{problem.field}" in self.fields]
        for name in at_cell:
            self.errors.setdefault(name, self.error_class(renderer=self.renderer)).append(problem.message)
            yield Error(f"id_{name}", _label(self.fields[name], problem), problem.message)
        if at_cell:
            return
        for block in blocks:
            block.errors.append(f"{problem.field}: {problem.message}")
        anchor = f"blok-{blocks[0].name}" if blocks else ""
        yield Error(anchor, f"{problem.row}, {problem.field}", problem.message)


def _is_about(block: Block, problem: Problem, document: Document) -> bool:
    """Whether a problem is about this block: by its kind and number, or by the row that it names."""
    cells = document.blocks[block.kind][block.index]
    if block.kind == "row":
        return problem.row in (str(cells.get("id", "")), str(block.index + 1)) and problem.table in (
            str(cells.get("table", "row")),
            "row",
        )
    if block.kind in ABOUT_A_ROW:
        named = str(cells["row"]) if "row" in cells else str(block.index + 1)
        fits = problem.table == block.kind or (national_row(cells) is not None and problem.table != "row")
        return problem.row == named and fits
    return problem.table == block.kind and problem.row == str(block.index + 1)


def _label(drawn: forms.Field, problem: Problem) -> str:
    """Where a cell is, as people find it: a block without a name of its own goes by the title of its kind."""
    if problem.row == "[variant]":
        return str(drawn.label)
    kind = _words().get(problem.table, ("",))[0] if problem.row.isdecimal() else ""
    return f"{kind} {problem.row}, {drawn.label}".lstrip()


def _title(kind: str, index: int, cells: Cells) -> str:
    return str(cells.get("id") or cells.get("row") or _("nummer %(number)s") % {"number": index + 1})


def _found(cells: Cells, path: str) -> Any:
    """What stands in a cell; None for an empty one. Names of questions have no points in them."""
    here: Any = cells
    for part in path.split("."):
        here = here.get(part) if isinstance(here, dict) else None
    return here


def _said(value: Any) -> list[str]:
    match value:
        case None | False:
            return []
        case True:
            return ["true"]
        case list():
            return [str(one) for one in value]
        case date():
            return [value.isoformat()]
        case _:
            return [str(value)]


def _drawn(cell: Cell, value: Any) -> forms.Field:
    choices = [*cell.choices]
    known = {code for code, _name in choices}
    choices += [(one, one) for one in _said(value) if one not in known]
    quiet: dict[str, Any] = {"label": cell.label, "help_text": cell.hint, "required": not cell.optional}
    attrs = {"autocomplete": "off"}
    match cell.look:
        case Look.CHOICE:
            return forms.ChoiceField(choices=[("", _("kies")), *choices], **quiet)
        case Look.CHOICES:
            return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **quiet)
        case Look.AREA:
            return forms.CharField(widget=forms.Textarea(attrs={**attrs, "rows": 3}), **quiet)
        case Look.FLAG:
            return forms.BooleanField(**quiet)
        case Look.DAY:
            return forms.CharField(widget=Day(attrs=attrs), **quiet)
        case Look.NUMBER:
            return forms.CharField(widget=forms.TextInput(attrs={**attrs, "inputmode": "numeric"}), **quiet)
        case _:
            return forms.CharField(widget=forms.TextInput(attrs=attrs), **quiet)


def _words() -> dict[str, tuple[str, str, str]]:
    """Per kind of block: title, what it is for, and what its button says."""
    return {
        "row": (
            _("Eigen regels"),
            _("Een regel die deze regio toevoegt. Hij komt na de landelijke regels van dezelfde tabel."),
            _("Nog een eigen regel"),
        ),
        "change": (
            _("Andere landelijke regels"),
            _("Verruim wat een landelijke regel vraagt, of maak sterker wat eruit volgt. Zwakker mag niet."),
            _("Nog een regel aanpassen"),
        ),
        "off": (
            _("Regels die hier niet gelden"),
            _("Alleen regels die geen landelijk minimum zijn."),
            _("Nog een regel uitzetten"),
        ),
        "member": (
            _("Vaste deelnemers"),
            _("Wie hier altijd aan tafel zit, naast wie er landelijk zit."),
            _("Nog een vaste deelnemer"),
        ),
        "target": (
            _("Eigen streeftijden"),
            _("Korter dan de landelijke termijn. Die blijft gelden."),
            _("Nog een streeftijd"),
        ),
        "parameter": (_("Instellingen"), _("Getallen die een regio mag kiezen."), _("Nog een instelling")),
        "partner": (
            _("Namen van partners"),
            _("Hoe een organisatie hier heet."),
            _("Nog een naam"),
        ),
        "text": (
            _("Eigen teksten"),
            _("Wat de lezer hier nog meer leest bij een landelijke regel."),
            _("Nog een eigen tekst"),
        ),
    }
