# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rows of the tables, put at the stop that they are about, and compared with other rules."""

from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import date

from django.utils.translation import gettext as _

from samenspel.cases.pages import wording
from samenspel.cases.pages.routemap import words
from samenspel.cases.pages.routemap.values import RuleLine
from samenspel.rules.facts import Kind, Parameters
from samenspel.rules.ruleset import Ruleset
from samenspel.rules.tables import Row, Table

ENTRIES = ("entry_police", "entry_vt")
Wanted = Callable[[Table, Row], bool]


def rows_of_moment(moment: str, rules: Ruleset, base: Ruleset | None, day: date) -> tuple[RuleLine, ...]:
    """Every row that indicates this moment, in whichever table it stands."""
    return _lines(
        lambda table, row: "strength" in table.outputs and row.then.get("moment") == moment, rules, base, day
    )


def rows_of_entry(question: str, rules: Ruleset, base: Ruleset | None, day: date) -> tuple[RuleLine, ...]:
    """The rows of DT-01 about where a case comes in; those that indicate a moment stand at the moment too."""
    return _lines(lambda table, row: table.id == "DT-01" and question in _asked(row), rules, base, day)


def rows_about_contact(rules: Ruleset, base: Ruleset | None, day: date) -> tuple[RuleLine, ...]:
    """The other rows of DT-01, and the duty to report (DT-08)."""
    return _lines(
        lambda table, row: table.id == "DT-08" or (table.id == "DT-01" and not _asked(row) & set(ENTRIES)),
        rules,
        base,
        day,
    )


def rows_of_table(
    names: tuple[str, ...], rules: Ruleset, base: Ruleset | None, day: date
) -> tuple[RuleLine, ...]:
    """The rows of these tables, as far as the rules have them."""
    return _lines(lambda table, _row: table.id in names, rules, base, day)


def asks_breach(moment: str, rules: Ruleset) -> bool:
    """Whether a breach can bring a case back to this moment: a row asks for one, or one renews the row."""
    return any(
        row.then.get("moment") == moment
        and (Kind.BREACH in row.then.get("renewed_by", ()) or any("breach" in one for one in _asked(row)))
        for table in rules.tables.values()
        for row in table.rows
    )


def general(rules: Ruleset, base: Ruleset | None) -> tuple[str, ...]:
    """The settings and the names of a region that differ, in words."""
    return (*_settings(rules.parameters, base.parameters), *_names(rules, base)) if base else ()


def _settings(here: Parameters, there: Parameters) -> Iterator[str]:
    names = words.parameters()
    for one in fields(Parameters):
        mine, theirs = getattr(here, one.name), getattr(there, one.name)
        if one.name != "standing" and mine != theirs:
            yield _("%(name)s: %(here)s (landelijk %(there)s)") % {
                "name": names.get(one.name, one.name).capitalize(),
                "here": mine,
                "there": theirs,
            }


def _names(rules: Ruleset, base: Ruleset) -> Iterator[str]:
    for kind, name in rules.partners.items():
        if base.organisation(kind) != name:
            yield _("%(kind)s heet hier %(name)s") % {"kind": words.named(kind, base), "name": name}


def _asked(row: Row) -> set[str]:
    return {one.question for one in (*row.when, *row.any)}


def _lines(wanted: Wanted, rules: Ruleset, base: Ruleset | None, day: date) -> tuple[RuleLine, ...]:
    here, there = _rows(wanted, rules, day), _rows(wanted, base, day) if base else {}
    found = [_line(row, _mark(row, there.get(row.id), base is not None)) for row in here.values()]
    gone = [_line(row, "off") for row in there.values() if row.id not in here]
    return (*found, *gone)


def _rows(wanted: Wanted, rules: Ruleset, day: date) -> dict[str, Row]:
    return {
        row.id: row
        for table in rules.tables.values()
        for row in table.rows
        if row.validity.holds_on(day) and wanted(table, row)
    }


def _mark(row: Row, before: Row | None, compared: bool) -> str:
    if not compared:
        return ""
    if before is None:
        return "new"
    return "changed" if _content(row) != _content(before) else ""


def _content(row: Row) -> tuple[object, ...]:
    return row.when, row.any, row.otherwise, dict(row.then), row.text


def _line(row: Row, mark: str) -> RuleLine:
    strength = words.strengths().get(row.then.get("strength", ""), "")
    return RuleLine(row.id, strength, wording.told(row.text), row.source.text, row.source.verify, mark)
