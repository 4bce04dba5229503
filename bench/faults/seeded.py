# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The fault of a number: the same one for everybody, in the rules as they are now."""

from dataclasses import dataclass, replace
from random import Random
from types import MappingProxyType

from bench.faults import seen, tables, terms
from samenspel.rules.ruleset import Ruleset

ON_TABLES = 0.7
"""The part of the faults that is in a table; the rest is in terms and numbers."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What was changed (a kind, and Dutch words), and the rules with it."""

    kind: str
    what: str
    rules: Ruleset


def fault(rules: Ruleset, seed: int, number: int) -> Fault:
    """One change that can be seen. Tries until there is one."""
    chance = Random(f"{seed} {number}")
    while True:
        found = _on_table(rules, chance) if chance.random() < ON_TABLES else _on_terms(rules, chance)
        if found is not None:
            return found


def _on_table(rules: Ruleset, chance: Random) -> Fault | None:
    """Every kind of fault is as likely; then every table that can have it, and in that every row."""
    kind = chance.choice(list(tables.CHANGES))
    table = chance.choice([one for one in rules.tables.values() if tables.can_have(kind, one)])
    row = chance.choice(table.rows)
    found = tables.CHANGES[kind](table, row, chance)
    if found is None or not seen.table_differs(table, found[1]):
        return None
    changed = MappingProxyType({**rules.tables, table.id: found[1]})
    return Fault(kind, found[0], replace(rules, tables=changed))


def _on_terms(rules: Ruleset, chance: Random) -> Fault | None:
    kind = chance.choice([*terms.CHANGES, "termijn van een moment", "getal"])
    if kind == "getal":
        number = terms.other_number(rules.parameters, chance)
        return number and Fault(kind, number[0], replace(rules, parameters=number[1]))
    if kind == "termijn van een moment":
        moment = terms.other_moment_term(rules.terms, chance)
        return moment and Fault(kind, moment[0], replace(rules, terms=moment[1]))
    rule = chance.choice(rules.terms.rules)
    found = terms.CHANGES[kind](rule, chance)
    if found is None:
        return None
    changed = tuple(found[1] if one is rule else one for one in rules.terms.rules)
    return Fault(kind, found[0], replace(rules, terms=replace(rules.terms, rules=changed)))
