# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Putting a question to one table, with the answers that no picture holds."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from samenspel.rules import conditions, tables
from samenspel.rules.facts import NO, UNKNOWN, YES, Finding, Situation
from samenspel.rules.law import Reason, Verdict
from samenspel.rules.ruleset import Ruleset, national
from samenspel.rules.tables import TableTrace

Told = Mapping[str, str | Collection[str]]
NOTHING: Told = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Ruling:
    """A verdict, and the trace of the table that gave it."""

    verdict: Verdict
    trace: TableTrace

    def __bool__(self) -> bool:
        return self.verdict.allowed

    @property
    def reasons(self) -> tuple[Reason, ...]:
        return self.verdict.reasons


def ask(
    ident: str,
    situation: Situation,
    told: Told = NOTHING,
    rules: Ruleset | None = None,
    found: Mapping[str, Finding] = MappingProxyType({}),
) -> TableTrace:
    """The table `ident` about this situation.

    `told` are the answers of who asks, `found` those that were looked up for the person or child it is about; what was
    told goes first. Errors: `FactsError` for a question or word that does not exist.
    """
    table = (rules or national()).tables[ident]
    find = tables.finder(situation, {**found, **conditions.answers(told)})
    return tables.evaluate(table, find, situation.day)


def answer(known: bool | None) -> Finding:
    """What was looked up, as an answer: None is unknown."""
    return Finding({UNKNOWN if known is None else YES if known else NO: ()})
