# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every table that somebody's question is about, asked at once."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from samenspel.rules.facts import Finding, Situation
from samenspel.rules.ruleset import Ruleset, national
from samenspel.rules.tables import TableTrace
from samenspel.rules.verdicts.asking import Told, ask
from samenspel.rules.verdicts.informing import about_informed
from samenspel.rules.verdicts.preconditions import about_bound
from samenspel.rules.verdicts.talking import about_child

LookUp = Callable[[Situation, str | None, Ruleset | None], Mapping[str, Finding]]
# Tables about one person: what the picture says of him or her is looked up.
ABOUT: Mapping[str, LookUp] = {
    "DT-06": about_bound,
    "DT-10": about_informed,
    "DT-12": about_child,
}
ALWAYS = ("DT-10", "DT-12")  # who names a person asks these two; DT-06 needs a measure too
ADVICE = (
    "DT-13",
)  # about the picture, but nothing hangs on it: who asks may tell what the picture does not say


def asked_of(
    situation: Situation, told: Told, rules: Ruleset | None = None, person: str | None = None
) -> Mapping[str, TableTrace]:
    """Every table to which `told` gives an answer that no picture holds, or advice that `told` bears on.

    With `person` (a key of the picture) also those about a person, with the answers that the picture has.
    """
    rules = rules or national()
    found: dict[str, TableTrace] = {}
    for ident, table in rules.tables.items():
        asks = table.questions().keys() if ident in ADVICE else table.outside
        if asks & set(told) or (person and ident in ALWAYS):
            known = ABOUT[ident](situation, person, rules) if person and ident in ABOUT else {}
            found[ident] = ask(ident, situation, told, rules, known)
    return MappingProxyType(found)
