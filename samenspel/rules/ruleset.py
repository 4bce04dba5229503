# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rules that hold somewhere: the national ones, or what a region made of them.

Rule 1: whoever evaluates gets one ruleset and asks nothing else: tables, terms and parameters never come from two.
Rule 2: its version names exactly these rules, so that an old decision can always be explained with the rules of then.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from samenspel.rules import catalogue, tables
from samenspel.rules.clocks.register import Register, register
from samenspel.rules.facts import EMPTY, NATIONAL, Parameters
from samenspel.rules.tables import Table

NATIONAL_NAME = "landelijk"


@dataclass(frozen=True, slots=True)
class Ruleset:
    """Everything an evaluation rests on. `version` is a SHA-256 over what it was read from.

    `partners` are the names that kinds of organisations have in the region.
    """

    name: str
    version: str
    tables: Mapping[str, Table]
    terms: Register
    parameters: Parameters
    partners: Mapping[str, str] = field(default_factory=lambda: EMPTY)

    def organisation(self, kind: str) -> str:
        """What to call a kind of organisation here. KeyError for a kind that does not exist."""
        return self.partners.get(kind) or catalogue.organisations()[kind].name


@cache
def national() -> Ruleset:
    """The rules that ship with the package. Errors: `DataError` with every problem of every file."""
    return Ruleset(NATIONAL_NAME, tables.version(), tables.all_tables(), register(), NATIONAL)
