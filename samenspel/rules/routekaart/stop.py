# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The stop order: nobody speaks with the parents until the consult has decided (handbook 3.8, 13.10)."""

from samenspel.rules.conditions.moments import newer
from samenspel.rules.facts import Known, Situation
from samenspel.rules.law import Reason, Source
from samenspel.rules.routekaart.values import Blocked
from samenspel.rules.tables import Find, TableTrace

INFORM_PARENTS = "inform_parents"
STOP = Reason(
    "P8.2",
    "Spreek nog niet met de ouders: het overleg (SSK) beslist eerst wie wat zegt, en wanneer.",
    Source("handboek 3.8 en 13.10", verify=True),
)
RISK = Reason(
    "DT-10.2",
    "Het gezin informeren geeft nu gevaar of schaadt het onderzoek; het overleg beslist wanneer het wel kan.",
    Source("Wmo 2015 5.3.1; handboek 4.12"),
)
KEPT = Reason(
    "P8.stop",
    "In het overleg is afgesproken om nog niet met de ouders te spreken.",
    Source("handboek 3.8 en 13.10", verify=True),
)


def blocked(situation: Situation, trace: TableTrace, find: Find) -> tuple[Blocked, ...]:
    """`inform_parents`, from the moment it is indicated until the consult decides; at most one."""
    held = situation.held("ssk")
    lifted = [item for item in situation.decided("lifts_stop") if held is None or item.at >= held.at]
    if lifted:
        held = lifted[-1]
    kept = [item for item in situation.decided("keeps_stop") if not lifted or item.at > lifted[-1].at]
    indicated = [
        item
        for hit in trace.hits()
        if hit.row.then["moment"] == "ssk"
        for item in hit.events()
        if newer(item, held)
    ]
    risky = [item for item in find("informing_risky").support(("ja",)) if newer(item, held)]
    for reason, events in ((STOP, indicated), (RISK, risky), (KEPT, kept)):
        if events:
            return (_block(reason, events),)
    return ()


def _block(reason: Reason, events: list[Known]) -> Blocked:
    return Blocked(INFORM_PARENTS, min(item.recorded for item in events), None, reason)
