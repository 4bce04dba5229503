# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The questions of the joint judgement on prosecution (handbook 4.7), as far as the facts answer them.

Rule 1: facts may show that something is so. That nothing was reported shows nothing: then it is unknown, and the
        professionals answer (`conditions.answers`).
Rule 2: no answer follows from another, and no number of answers decides anything.
"""

from samenspel.rules.conditions.children import child_victim, harmed
from samenspel.rules.conditions.registry import condition, distinct, outside, unknown
from samenspel.rules.conditions.stalking import earlier_victims, stalking_pattern
from samenspel.rules.facts import UNKNOWN, YES, Finding, Kind, Situation

HEAVY = {
    "strangulation": (YES,),
    "weapons": ("vuurwapen", "ander"),
    "dependent_adult": (YES,),
    "injury": ("verklaard", "onverklaard"),
}
REPEATED = 2


@condition(
    "Hoe ernstig is het (letsel, wapen, verwurging, kwetsbaar slachtoffer)?", ("hoog", "laag", UNKNOWN)
)
def weigh_severity(situation: Situation) -> Finding:
    said = [item for name, values in HEAVY.items() for item in situation.fact(name).support(values)]
    children = [item for events in harmed(situation).values() for item in events]
    events = (*said, *children, *child_victim(situation).support((YES,)))
    return Finding({"hoog": distinct(events)}) if events else unknown()


@condition("Is er een patroon, herhaling of een eerdere schending?", ("aanwezig", "eerste_en_klein", UNKNOWN))
def weigh_pattern(situation: Situation) -> Finding:
    happened = situation.occurrences if len(situation.occurrences) >= REPEATED else ()
    events = (
        *happened,
        *situation.of(Kind.BREACH),
        *(item for _, item in situation.listed("breach")),
        *(item for _, item in situation.listed("prior_reports")),
        *stalking_pattern(situation).support((YES,)),
        *earlier_victims(situation).support((YES,)),
    )
    return Finding({"aanwezig": distinct(events)}) if events else unknown()


@condition("Is gehoord wat het slachtoffer wil?", ("gehoord", "niet_gehoord", UNKNOWN))
def weigh_wish(situation: Situation) -> Finding:
    said = tuple(one.known for one in situation.said("victim_wishes"))
    return Finding({"gehoord": said}) if said else unknown()


outside(
    "weigh_force",
    "Is dwang nodig voor de veiligheid (contactverbod, behandeling onder druk)?",
    ("ja", "afspraken_houden"),
)
outside("weigh_protection", "Heeft het slachtoffer bescherming nodig die alleen het strafrecht geeft?")
outside(
    "weigh_effect",
    "Wat doet vervolging met het kind, met de omgang en met de bereidheid om hulp te zoeken?",
    ("neutraal_of_positief", "duidelijk_negatief"),
)
outside("weigh_responsibility", "Neemt de pleger verantwoordelijkheid en hulp aan, en is dat na te gaan?")
outside("weigh_evidence", "Is er genoeg bewijs?", ("genoeg", "te_weinig"))
