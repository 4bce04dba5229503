# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who decides, who may advise, and who may never decide (DT-14)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from samenspel.rules import conditions, tables
from samenspel.rules.catalogue import decisions, organisations
from samenspel.rules.law import Reason, Verdict
from samenspel.rules.ruleset import Ruleset, national
from samenspel.rules.tables import TableTrace

MEETING = "overleg"


@dataclass(frozen=True, slots=True)
class Rights:
    """About one decision: the functions that take it and the kinds of organisations where these are, who may advise,
    the kinds that may never take it, and what else may never take it (overleg, voorzitter, software).
    """

    decision: str
    functions: tuple[str, ...]
    decides: tuple[str, ...]
    advise: tuple[str, ...]
    never: tuple[str, ...]
    bodies: tuple[str, ...]
    reason: Reason
    trace: TableTrace


def who_decides(decision: str, day: date, rules: Ruleset | None = None) -> Rights:
    """About a decision of `catalogue.RIGHTS`, on a day. Errors: `FactsError` for another word. Handbook 4.16."""
    told = conditions.answers({"decision": decision})
    trace = tables.evaluate((rules or national()).tables["DT-14"], told.__getitem__, day)
    row = trace.hits()[0].row
    then = row.then
    return Rights(
        decision,
        then["functions"],
        then["decides"],
        then["advise"],
        then["never"],
        then["bodies"],
        row.reason(),
        trace,
    )


def may_decide(
    code: str, kind: str, day: date, present: Collection[str] = (), rules: Ruleset | None = None
) -> Verdict:
    """Whether an organisation of this kind may record the decision `code`, with these kinds at the table with it.

    Who takes it may be anyone there: with a decider at the table it is the decider's decision. Without one it is
    refused where the recorder, or a meeting as a body, may never take it; else the decider has still to confirm it.
    """
    found = decisions().get(code)
    if found is None or found.right is None:
        return Verdict(True)
    rights = who_decides(found.right, day, rules)
    table = {kind, *present}
    if table & set(rights.decides) or not rights.decides:
        return Verdict(True, reasons=(rights.reason,))
    if kind in rights.never or (len(table) > 1 and MEETING in rights.bodies):
        return Verdict(False, reasons=(rights.reason,))
    names = ", ".join(organisations()[one].name for one in rights.decides)
    return Verdict(
        True,
        conditions=(f"Dit besluit is aan: {names}. Laat het daar bevestigen.",),
        reasons=(rights.reason,),
    )
