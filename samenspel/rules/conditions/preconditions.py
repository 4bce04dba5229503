# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What must be so before a measure can be placed (handbook 4.8).

About which measure and about whom somebody asks is told from outside; `verdicts.preconditions` finds the answers about
that person in the picture.
"""

from samenspel.rules.catalogue import measures
from samenspel.rules.conditions.children import harmed
from samenspel.rules.conditions.registry import condition, distinct, no, outside, unknown, yes
from samenspel.rules.facts import NO, UNKNOWN, YES, Finding, Situation

CONVICTED, FREE = "veroordeeld", "geen_verdachte"
UNSAFE = {
    "acute_unsafety": ("ja", "vermoeden"),
    "threat_level": ("dreigend_gevaar", "risico_op_gevaar"),
    "sash_concern": ("hoog",),
}

outside("measure", "Om welke maatregel gaat het?", measures())
outside("measure_action", "Wat gebeurt er met de maatregel?", ("opgelegd", "verlengd", "beeindigd"))
outside("bound_adult", "Is degene voor wie de maatregel geldt meerderjarig?")
outside("bound_suspect", "Is degene voor wie de maatregel geldt verdachte?")
outside("bound_convicted", "Is degene voor wie de maatregel geldt veroordeeld?")
outside("concerns_child", "Gaat het om een minderjarige of een ongeboren kind?")
outside(
    "serious_suspicion",
    "Zijn er ernstige bezwaren, en is er vrees voor ernstig belastend gedrag, gevaar of letsel?",
)
outside("prosecuted", "Wordt er vervolgd?")
outside("remand_possible", "Is voorlopige hechtenis toegelaten voor dit feit, en is er een grond?")
outside("request_made", "Is er een verzoek van de Raad, het Openbaar Ministerie of de GI?")
outside(
    "carrying_title",
    "Is er een voorwaardelijke straf, een schorsing of een voorwaardelijk sepot die de voorwaarde draagt?",
)
outside("claimant_willing", "Wil degene die de rechter erom moet vragen dat zelf?")
outside("claimant_named_safely", "Kan het slachtoffer veilig worden genoemd in de procedure?")
outside("disorder_harms", "Leidt een psychische stoornis tot ernstig nadeel?")
outside("care_refused", "Is er geen vrijwillige zorg mogelijk?")
outside("psychiatrist_stated", "Is er een medische verklaring van een psychiater?")
outside("lives_in_region", "Woont het slachtoffer in een regio met deze voorziening?")
outside("committee_agreed", "Heeft de commissie het goedgevonden?")
outside("taken_part_freely", "Doen beiden vrijwillig mee?")


@condition("Is er ernstig en onmiddellijk gevaar, of een ernstig vermoeden daarvan?", (YES, NO, UNKNOWN))
def serious_danger(situation: Situation) -> Finding:
    """Only who says that it is not acute and that nothing threatens says "no"."""
    events = [item for name, values in UNSAFE.items() for item in situation.fact(name).support(values)]
    if events:
        return yes(distinct(events))
    calm = (
        situation.fact("acute_unsafety").support((NO,)),
        situation.fact("threat_level").support(("geen",)),
    )
    return no(distinct((*calm[0], *calm[1]))) if all(calm) else unknown()


@condition("Wordt een kind in zijn ontwikkeling bedreigd?", (YES, UNKNOWN))
def development_threatened(situation: Situation) -> Finding:
    events = [item for found in harmed(situation).values() for item in found]
    placed = [one.known for one in situation.in_force if one.code in ("C03", "C04", "C05")]
    return yes(distinct((*events, *placed)), harmed(situation)) if events or placed else unknown()
