# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""May the family hear who reported (DT-09)?"""

from samenspel.rules.facts import Situation
from samenspel.rules.law import Verdict
from samenspel.rules.ruleset import Ruleset
from samenspel.rules.verdicts.asking import NOTHING, Ruling, Told, ask

HIDDEN = "Ook niet indirect: let op vrije tekst, bijlagen, logboek en uitdraaien."


def may_name_source(
    source: str, situation: Situation, told: Told = NOTHING, rules: Ruleset | None = None
) -> Ruling:
    """Whether a source of this kind (an answer to `report_source`) may be named to the family of this situation.

    Only when every row that applies says so: what nobody knows holds it back.
    Basis: Uitvoeringsbesluit Wmo 2015 4.1.8 lid 3; handbook 4.11.
    """
    trace = ask("DT-09", situation, {"report_source": source, **told}, rules)
    hits = trace.hits()
    allowed = bool(hits) and all(hit.row.then["naming"] == "ja" for hit in hits)
    reasons = tuple(hit.row.reason() for hit in hits)
    ground = hits[0].row.source.jci if allowed else None
    return Ruling(Verdict(allowed, ground, () if allowed else (HIDDEN,), reasons), trace)
