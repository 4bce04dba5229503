# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The form as Django draws it, and what is wrong with it, field by field."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from samenspel.intake.formats import Problem, Report, Unreadable
from samenspel.intake.formats.melding.read import read
from samenspel.intake.forms.filled import COUNT, Filled, key_of, words_of
from samenspel.intake.forms.specs import AT_ONCE, CATEGORIES, LISTS, Look, Section, Spec, row_specs, sections
from samenspel.intake.forms.words import worded
from samenspel.people.forms import Error


@dataclass(frozen=True, slots=True)
class Fields:
    """Fields that belong together: those that show at once, and those behind "meer". `opened`: some of these count."""

    fields: list[forms.BoundField]
    more: list[forms.BoundField]
    opened: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list: its place, and its fields."""

    index: int
    fields: Fields


class ReportForm(forms.Form):
    """The whole form, drawn from what was filled in. Everything is optional to Django: `melding.read` decides."""

    def __init__(self, filled: Filled) -> None:
        data = QueryDict(mutable=True)
        for name, said in filled.values.items():
            data.setlist(name, said)
        for name, count in filled.rows.items():
            data[COUNT + name] = str(count)
        super().__init__(data, auto_id="id_%s", use_required_attribute=False)
        self.filled = filled
        people = _people(filled)
        for name in filled.rows:
            self.fields[COUNT + name] = forms.CharField(required=False, widget=forms.HiddenInput)
        for name, spec in filled.fields():
            self.fields[name] = _field(spec, filled.values.get(name, []), people)
            if spec.look is Look.ANSWER:
                self.fields[words_of(name)] = forms.CharField(
                    label=_("%(question)s, toelichting") % {"question": in_words(spec.title)},
                    required=False,
                    widget=forms.TextInput(attrs={"autocomplete": "off"}),
                )
        self.full_clean()
        self._errors = forms.utils.ErrorDict(renderer=self.renderer)

    def report(self) -> Report | None:
        """The report that the form says; None when something is wrong, which then stands beside its field."""
        tree, wrong = self.filled.tree()
        for name, text in wrong.items():
            self._wrong(name, text)
        if wrong:
            return None
        tree.setdefault("kenmerk", "")
        try:
            return read(json.dumps(tree).encode())
        except Unreadable as error:
            for problem in error.problems:
                self._wrong(self.field_of(problem.where), worded(problem))
            return None

    def field_of(self, pointer: str) -> str:
        """The field that a problem at this place of the JSON is about; "" when it is about the form as a whole."""
        steps = [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]
        before = ""
        if len(steps) > 1 and steps[0] in LISTS and steps[1].isdecimal():
            row = self.filled.position(steps[0], int(steps[1]))
            if row is None:
                return ""
            before, steps = f"{steps[0]}-{row}.", steps[2:]
        for end in range(len(steps), 0, -1):
            name = before + ".".join(steps[:end])
            if name in self.fields:
                return name
        return next((name for name in self.fields if before and name.startswith(before)), "")

    def mistakes(self) -> list[Error]:
        """What the summary above the form says: each leads to its field."""
        return [self._mistake(name, str(text)) for name, texts in self.errors.items() for text in texts]

    def _mistake(self, name: str, text: str) -> Error:
        if name not in self.fields:
            return Error("", "", text)
        bound = self[name]
        return Error(bound.auto_id if bound.use_fieldset else bound.id_for_label, self.called(name), text)

    def called(self, name: str) -> str:
        """How people know a field: its label, and before it whose it is."""
        listed, dash, rest = name.partition("-")
        label = str(self.fields[name].label)
        if not dash or listed not in LISTS:
            return label
        return f"{row_title(listed, int(rest.partition('.')[0]))}, {label.lower()}"

    def _wrong(self, name: str, text: str) -> None:
        self.add_error(name if name in self.fields else None, text)

    def hidden(self) -> list[forms.BoundField]:
        return [self[COUNT + name] for name in self.filled.rows]

    def sections(self) -> Iterator[tuple[Section, Fields]]:
        for section in sections():
            yield section, self._together(section.specs, "")

    def rows(self, name: str) -> list[Row]:
        specs = row_specs(name)
        return [
            Row(index, self._together(specs, f"{name}-{index}.")) for index in range(self.filled.rows[name])
        ]

    def _together(self, specs: Iterable[Spec], before: str) -> Fields:
        first, more = list[str](), list[str]()
        for spec in specs:
            name, *words = _names(spec, before)
            (first if spec.path in AT_ONCE or spec.path == ("sleutel",) else more).append(name)
            more += words
        opened = any(self.filled.said(name) or name in self.errors for name in more)
        return Fields([self[name] for name in first], [self[name] for name in more], opened)


def row_title(name: str, index: int) -> str:
    titles = {"betrokkenen": _("Persoon"), "relaties": _("Relatie"), "geinformeerd": _("Wie het weet")}
    return f"{titles[name]} {index + 1}"


def as_errors(problems: Iterable[Problem]) -> list[Error]:
    """Problems of a paste: they have no field yet."""
    return [Error("id_paste", problem.where or _("Uw tekst"), worded(problem)) for problem in problems]


def in_words(label: str) -> str:
    """A label for the reader. Shapes spell theirs out part by part: "Melder: Naam", "Registratie 1, houder"."""
    if label and _(label) != label:
        return _(label)
    return "".join(_part(one) for one in re.split("(: |, )", label))


def _part(text: str) -> str:
    number = re.search(r" \d+$|$", text)
    name = text[: number.start()] if number else text
    title = name[:1].upper() + name[1:]
    known = _(title) if title else title
    if known == title:
        return text
    return (known if name == title else known[:1].lower() + known[1:]) + text[len(name) :]


def _names(spec: Spec, before: str) -> list[str]:
    name = before + spec.name
    return [name, words_of(name)] if spec.look is Look.ANSWER else [name]


def _people(filled: Filled) -> list[tuple[str, str]]:
    """The persons of the form, for relations and for who was told."""
    found = []
    for index in range(filled.rows["betrokkenen"]):
        before = f"betrokkenen-{index}."
        names = [
            filled.said(before + name) for name in ("roepnaam", "voornamen", "tussenvoegsel", "achternaam")
        ]
        called = " ".join(said[0] for said in (names[0] or names[1], names[2], names[3]) if said)
        title = row_title("betrokkenen", index)
        found += [(key, f"{title}: {called}" if called else title) for key in filled.said(key_of(index))[:1]]
    return found


def _field(spec: Spec, said: list[str], people: list[tuple[str, str]]) -> forms.Field:
    """The Django field. What was typed stays possible, also when it is no choice of ours."""
    common: dict[str, Any] = {"label": in_words(spec.title), "required": False, "help_text": _help(spec)}
    if spec.path == ("sleutel",):
        return forms.CharField(**common, widget=forms.HiddenInput)
    if spec.look in (Look.YES_NO, Look.ANSWER):
        known = [(word, word) for word in (_("ja"), _("nee"), _("onbekend"))]
        options = [("ja", known[0][1]), ("nee", known[1][1]), ("onbekend", known[2][1])]
        return forms.CharField(**common, widget=forms.RadioSelect(choices=_with(options, said)))
    if spec.look is Look.CHOICES:
        return forms.MultipleChoiceField(
            **common, choices=_with(_options(spec), said), widget=forms.CheckboxSelectMultiple
        )
    if spec.look is Look.CHOICE and spec.path[0] == "feiten":
        options = [*_options(spec), ("onbekend", _("onbekend"))]
        return forms.CharField(**common, widget=forms.RadioSelect(choices=_with(options, said)))
    if spec.look in (Look.CHOICE, Look.PERSON):
        options = people if spec.look is Look.PERSON else _options(spec)
        return forms.CharField(
            **common, widget=forms.Select(choices=[("", _("kies")), *_with(options, said)])
        )
    if spec.look in (Look.TEXT, Look.LINES, Look.NUMBERS):
        rows = 8 if spec.look is Look.TEXT else 2
        return forms.CharField(**common, widget=forms.Textarea(attrs={"rows": rows, "autocomplete": "off"}))
    return forms.CharField(**common, widget=forms.TextInput(attrs={"autocomplete": "off"}))


def _options(spec: Spec) -> list[tuple[str, str]]:
    if spec.path == ("melder", "hoedanigheid"):
        return [(code, f"{code} {_(name)}") for code, name in CATEGORIES.items()]
    if spec.path == ("geslacht",):
        return [("V", _("vrouw")), ("M", _("man")), ("O", _("onbekend of anders"))]
    return [(word, _(word.replace("_", " "))) for word in spec.options]


def _with(options: list[tuple[str, str]], said: list[str]) -> list[tuple[str, str]]:
    """The options, and what was said beside them: a paste or a message may know other words."""
    known = {value for value, _label in options}
    return [*options, *((one, one[:200]) for one in dict.fromkeys(said) if one.strip() and one not in known)]


def _help(spec: Spec) -> str:
    helps: dict[tuple[str, ...], str] = {
        ("kenmerk",): _(
            "Het nummer van uw eigen dossier. Hebt u er nog geen? Laat het leeg; wij geven er dan een."
        ),
        ("voorgevallen",): _("Bijvoorbeeld 1-11-2026 20:40, of alleen 1-11-2026."),
        ("vastgesteld",): _("Wanneer het vermoeden vaststond."),
        ("gemeld",): _("Wanneer u het hoorde of zag."),
        ("geboorte",): _("Bijvoorbeeld 14-3-1990, of alleen 1990."),
        ("rollen",): _("De rol bij dit voorval."),
        ("adresGeheim",): _("Bij “ja” laten wij dit adres nergens zien."),
    }
    if spec.look is Look.NUMBERS:
        return _("Elk nummer op een eigen regel, met wie het gaf: politie: PL0600-1.")
    if spec.look is Look.LINES:
        return _("Elk op een eigen regel.")
    return helps.get(spec.path, "")
