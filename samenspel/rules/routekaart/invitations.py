# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who is invited (DT-03): judged in the viewer's own picture, with the regular members of the region."""

from samenspel.rules.catalogue import organisations
from samenspel.rules.facts import Situation
from samenspel.rules.routekaart.values import Invite, Moment
from samenspel.rules.tables import TableTrace

PROBATION = "3RO"


def invite(moment: Moment, situation: Situation, trace: TableTrace) -> Invite:
    """The three lists for one moment, from the trace of DT-03, each in the order of the table."""
    grades: dict[str, list[str]] = {"must": [], "conditional": [], "optional": []}
    for hit in trace.hits():
        if hit.row.then["moment"] == moment:
            grades[hit.row.then["grade"]].append(_named(hit.row.then["partner"], situation))
    standing = [_named(code, situation) for code in situation.parameters.standing.get(moment, ())]
    must = dict.fromkeys((*grades["must"], *standing))
    conditional = (code for code in dict.fromkeys(grades["conditional"]) if code not in must)
    optional = (code for code in dict.fromkeys(grades["optional"]) if code not in must)
    return Invite(tuple(must), tuple(conditional), tuple(optional))


def _named(partner: str, situation: Situation) -> str:
    """3RO stands for three organisations until the viewer knows which one it is."""
    if partner != PROBATION:
        return partner
    known = [code for code in sorted(situation.knowing) if code in organisations()]
    return next((code for code in known if organisations()[code].group == PROBATION), partner)
