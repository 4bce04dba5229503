# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The stop order: nobody speaks with the parents until the consult has decided (handbook 3.8, 13.10)."""

from samenspel.rules.conditions.moments import newer
from samenspel.rules.facts import Known, Situation
from samenspel.rules.law import Reason, Source
from samenspel.rules.routekaart.values import Blocked
from samenspel.rules.tables import Find, Table, TableTrace

INFORM_PARENTS = "inform_parents"
STOP = Reason(
    "P8.2",
    "Spreek nog niet met de ouders: het overleg (SSK) beslist eerst wie wat zegt, en wanneer.",
    Source("handboek 3.8 en 13.10", verify=True),
)
KEPT = Reason(
    "P8.stop",
    "In het overleg is afgesproken om nog niet met de ouders te spreken.",
    Source("handboek 3.8 en 13.10", verify=True),
)
RISK = "DT-10.2"  # the row that says why a risk holds informing back


def blocked(situation: Situation, trace: TableTrace, find: Find, informing: Table) -> tuple[Blocked, ...]:
    """`inform_parents`, from the moment it is indicated until the consult decides; at most one.

    `trace` is that of DT-02, `informing` is DT-10.
    """
    risk = next(row for row in informing.rows if row.id == RISK).reason()
    held, kept = _decided(situation)
    risky = [item for item in find("informing_risky").support(("ja",)) if newer(item, held)]
    for reason, events in ((STOP, _indicated(trace, held)), (risk, risky), (KEPT, kept)):
        if events:
            return (_block(reason, events),)
    return ()


def stop_order(situation: Situation, trace: TableTrace) -> bool:
    """Whether nobody may speak with the parents yet because of the consult; `trace` is that of DT-02."""
    held, kept = _decided(situation)
    return bool(kept or _indicated(trace, held))


def _decided(situation: Situation) -> tuple[Known | None, list[Known]]:
    """The consult that decided last, or what lifted the order; and what keeps the order since."""
    held = situation.held("ssk")
    lifted = [item for item in situation.decided("lifts_stop") if held is None or item.at >= held.at]
    kept = [item for item in situation.decided("keeps_stop") if not lifted or item.at > lifted[-1].at]
    return (lifted[-1] if lifted else held), kept


def _indicated(trace: TableTrace, held: Known | None) -> list[Known]:
    """What asks for a consult, and is newer than the one that was held."""
    return [
        item
        for hit in trace.hits()
        if hit.row.then["moment"] == "ssk"
        for item in hit.events()
        if newer(item, held)
    ]


def _block(reason: Reason, events: list[Known]) -> Blocked:
    return Blocked(INFORM_PARENTS, min(item.recorded for item in events), None, reason)
