# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a melding says, section by section, in words: persons by their names, codes by what they mean."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from samenspel.cases.pages import wording
from samenspel.intake.formats import Report, ReportedPerson
from samenspel.intake.formats.melding.model import Betrokkene, Geinformeerde, Melding
from samenspel.intake.formats.melding.tree import to_tree
from samenspel.intake.formats.tekst.write import rows
from samenspel.intake.forms.form import in_words
from samenspel.intake.forms.specs import CATEGORIES

SECTIONS: Mapping[str, tuple[str, ...]] = {
    "voorval": (
        "kenmerk",
        "voorgevallen",
        "vastgesteld",
        "gemeld",
        "plaats",
        "omschrijvingIncident",
        "omschrijvingSituatie",
        "aanvullendeInformatie",
    ),
    "melder": ("melder", "contactpersoon"),
    "vragen": ("overlegGewenst", "bestaandeHulp", "huisverbod", "aanhouding", "aangifte", "eergerelateerd"),
    "registraties": ("registraties", "nummers"),
    "bericht": (
        "berichtnummer",
        "verzondenOp",
        "afzender",
        "afzenderApplicatie",
        "afzenderAdministratie",
        "ontvanger",
        "ontvangerApplicatie",
        "ontvangerAdministratie",
    ),
}


def sections(report: Report, *, hidden: bool = False) -> list[dict[str, Any]]:
    """Every section that says something; persons and what has no field here stand apart.

    `hidden`: where it happened was said, and shows on no page.
    """
    tree = to_tree(report)
    names = {person.key: called(person) for person in report.persons}
    _say_category(tree)
    parts = {ident: [row(*one) for one in _part(tree, wanted)] for ident, wanted in SECTIONS.items()}
    if hidden:
        parts["voorval"].append(row(_("Plaats"), in_the_message()))
    parts["feiten"] = [
        row(wording.label(name), wording.said(value)) for name, value in tree.get("feiten", {}).items()
    ]
    parts["relaties"] = [_relation(one, names) for one in tree.get("relaties", ())]
    told = [{**one, "betrokkene": names.get(one.get("betrokkene"))} for one in tree.get("geinformeerd", ())]
    parts["geinformeerd"] = [row(*line) for one in told for line in rows(one, Geinformeerde)]
    return [{"title": title, "rows": parts[ident]} for ident, title in _titles().items() if parts[ident]]


def in_the_message() -> str:
    return _("geheim: het staat alleen in het bericht zelf")


def _titles() -> dict[str, str]:
    return {
        "voorval": _("Wat er gebeurde"),
        "feiten": _("Feiten"),
        "relaties": _("Relaties"),
        "melder": _("Melder"),
        "vragen": _("Vragen"),
        "geinformeerd": _("Wie het weet"),
        "registraties": _("Registraties"),
        "bericht": _("Het bericht"),
    }


def _part(tree: Mapping[str, Any], wanted: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    return rows({name: tree[name] for name in wanted if name in tree}, Melding)


def _say_category(tree: dict[str, Any]) -> None:
    """Who reports, by the name of the category beside its code."""
    code = tree.get("melder", {}).get("hoedanigheid")
    if code in CATEGORIES:
        tree["melder"]["hoedanigheid"] = f"{code} {wording.told(CATEGORIES[code])}"


def _relation(one: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    source, target = names.get(one["van"], one["van"]), names.get(one["tot"], one["tot"])
    kind = wording.told(str(one["soort"]).replace("_", "-"))
    custody = {True: _(", met gezag"), False: _(", zonder gezag"), None: ""}[one.get("gezag")]
    return row(source, _("%(kind)s van %(name)s") % {"kind": kind, "name": target} + custody)


def called(person: ReportedPerson) -> str:
    """The name as people say it."""
    given = person.call_name or person.first_names or person.initials
    return " ".join(part for part in (given, person.infix, person.last_name) if part) or _("naam onbekend")


def rows_of(person: ReportedPerson) -> list[dict[str, Any]]:
    """Everything that a melding says of one person, but its roles."""
    tree = {name: value for name, value in to_tree(person).items() if name not in ("sleutel", "rollen")}
    sexes = {"V": _("vrouw"), "M": _("man"), "O": _("onbekend of anders")}
    if "geslacht" in tree:
        tree["geslacht"] = sexes.get(tree["geslacht"], tree["geslacht"])
    return [row(*one) for one in rows(tree, Betrokkene)]


def row(label: str, text: str) -> dict[str, Any]:
    """One line of a section. A label is translated; of what somebody said only the words of the form itself are."""
    known = text in ("ja", "nee", "onbekend", "vrouw", "man")
    value = wording.told(text) if known else text
    title = in_words(label)
    return {"label": title[:1].upper() + title[1:], "value": value, "unknown": text == "onbekend"}
