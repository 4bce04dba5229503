# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who sits at the table of each moment: DT-03, and the standing members of the region (seed 003)."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from samenspel.cases.pages import wording
from samenspel.cases.pages.routemap import words
from samenspel.cases.pages.routemap.values import TableLine
from samenspel.rules.ruleset import Ruleset


def at(moment: str, grade: str, rules: Ruleset, day: date) -> tuple[str, ...]:
    """The kinds of organisations with that grade ("must", "conditional", "optional"), each once.

    Who sits there always is not named again where it would sit under a condition.
    """
    named = [
        row.then["partner"]
        for row in rules.tables["DT-03"].rows
        if row.validity.holds_on(day) and row.then["moment"] == moment and row.then["grade"] == grade
    ]
    standing = rules.parameters.standing.get(moment, ())
    if grade == "must":
        return tuple(dict.fromkeys((*named, *standing)))
    higher = at(moment, "must", rules, day)
    return tuple(one for one in dict.fromkeys(named) if one not in higher)


def lines(moment: str, rules: Ruleset, day: date, base: Ruleset | None) -> Iterator[TableLine]:
    """A line for each grade, with who is new there marked."""
    for grade, name in words.grades().items():
        found = at(moment, grade, rules, day)
        known = at(moment, grade, base, day) if base else found
        said = [
            words.named(one, rules)
            if one in known
            else _("%(name)s (erbij)") % {"name": words.named(one, rules)}
            for one in found
        ]
        if said:
            yield TableLine(name, wording.sentence(said), "" if set(found) <= set(known) else "new")


def differences(moment: str, rules: Ruleset, day: date, base: Ruleset | None) -> tuple[str, ...]:
    """In words: who joined, and who left."""
    return tuple(_differences(moment, rules, day, base)) if base else ()


def _differences(moment: str, rules: Ruleset, day: date, base: Ruleset) -> Iterator[str]:
    for grade, name in words.grades().items():
        here, there = at(moment, grade, rules, day), at(moment, grade, base, day)
        raised = at(moment, "must", rules, day)
        for one in here:
            if one not in there:
                yield _("%(grade)s: %(name)s, erbij") % {
                    "grade": name,
                    "name": words.named(one, rules),
                }
        for one in there:
            if one not in here and one not in raised:
                yield _("%(grade)s: %(name)s, niet meer") % {
                    "grade": name,
                    "name": words.named(one, rules),
                }
