# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the family may hear, and from whom it came (handbook 4.11, 4.12).

About which source and which person somebody asks is told from outside.
"""

from samenspel.rules.conditions.registry import condition, outside, unknown, yes
from samenspel.rules.facts import UNKNOWN, Finding, Situation

outside(
    "report_source",
    "Van wie komt de melding of de informatie?",
    ("professional", "niet_professional", "kind", "slachtoffer", "politie"),
)
outside("source_consents", "Vindt de bron het goed dat het gezin hoort wie het zei?")
outside(
    "naming_endangers_reporter",
    "Geeft het noemen van de bron een dreiging voor de melder of diens medewerkers?",
)
outside(
    "naming_breaks_trust", "Verstoort het noemen van de bron de vertrouwensrelatie met het gezin ernstig?"
)
outside("informed_age", "Hoe oud is degene die wordt geïnformeerd?", ("onder_12", "vanaf_12", "volwassen"))
outside(
    "delay_necessary",
    "Is uitstel nodig voor de taak van Veilig Thuis, en om het geweld te stoppen of het vermoeden te onderzoeken?",
)
outside("interest_opposes", "Verzet het belang van het kind zich ertegen dat de vertegenwoordiger het hoort?")
outside("stop_order", "Is afgesproken om nog niet met de ouders te spreken?")


@condition(
    "Geeft het noemen van de bron een dreiging voor slachtoffer of huisgenoten?", ("ja", "nee", UNKNOWN)
)
def naming_endangers_victim(situation: Situation) -> Finding:
    return _risk(situation, "veiligheid")


@condition("Is er een onderzoeksbelang dat zich tegen noemen verzet?", ("ja", "nee", UNKNOWN))
def investigation_interest(situation: Situation) -> Finding:
    return _risk(situation, "onderzoek")


def _risk(situation: Situation, kind: str) -> Finding:
    """What was said about the risk of informing may say yes; that nothing was said, or something else, is no "no"."""
    events = [one.known for one in situation.said("informing_risk") if one.value == kind]
    return yes(events) if events else unknown()
