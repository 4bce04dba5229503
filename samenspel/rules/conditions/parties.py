# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who has a reason to sit at the table (handbook 4.5): judged in what the viewer knows, nothing more."""

from samenspel.rules.catalogue import measures, organisations
from samenspel.rules.conditions.registry import Read, condition, when
from samenspel.rules.facts import Finding, Kind, Known, Situation

PROBATION = ("3RO", "RN", "SVG", "LDH")
PUBLIC_ORDER = ("B06", "B07", "B08", "B09")


@condition("Loopt er een huisverbod, of is ertoe besloten?")
def home_ban(situation: Situation) -> Finding:
    placed = [one.known for one in situation.in_force if one.code in ("B01", "B02")]
    return when((*placed, *situation.decided("home_ban")))


@condition("Loopt er een maatregel voor de openbare orde?")
def public_order(situation: Situation) -> Finding:
    return when(one.known for one in situation.in_force if one.code in PUBLIC_ORDER)


@condition("Loopt er reclasseringstoezicht, of is de reclassering al betrokken?")
def probation_involved(situation: Situation) -> Finding:
    return when(event for code in PROBATION for event in involved(situation, code))


@condition("Loopt er een maatregel of jeugdreclassering bij een gecertificeerde instelling?")
def youth_protection(situation: Situation) -> Finding:
    return when(involved(situation, "GI"))


@condition("Is de zaak bekend bij het Zorg- en Veiligheidshuis?")
def known_at_zvh(situation: Situation) -> Finding:
    present = [item for item in situation.of(Kind.MOMENT) if "ZVH" in item.detail.get("present", ())]
    return when((*involved(situation, "ZVH"), *present))


@condition("Wil het slachtoffer hulp, of heeft het bescherming nodig?")
def victim_needs_support(situation: Situation) -> Finding:
    wishes = situation.fact("victim_wishes").support(("contact", "protection"))
    danger = (
        *situation.fact("threat_level").support(("dreigend_gevaar",)),
        *situation.fact("sash_concern").support(("matig", "hoog")),
    )
    protected = [one.known for one in situation.in_force if one.has("reach") or one.has("place")]
    return when((*wishes, *danger, *protected))


def involved(situation: Situation, code: str) -> tuple[Known, ...]:
    """The events that give this organisation a part: it acts, is responsible, or watches over a measure."""
    acts = [item for item in situation.known if item.by == code]
    owns = [item for item in situation.of(Kind.OWNER) if item.detail.get("organisation") == code]
    watches = [
        one.known for one in situation.in_force if watched_by(one.code, code) or one.supervisor == code
    ]
    return tuple({item.id: item for item in (*acts, *owns, *watches)}.values())


def watched_by(measure: str, organisation: str) -> bool:
    """Whether the catalogue names this organisation as the one that watches over the measure."""
    found = measures().get(measure)
    return found is not None and organisation in found.monitors


def _task(code: str) -> Read:
    def read(situation: Situation) -> Finding:
        owns = [item for item in situation.of(Kind.OWNER) if item.detail.get("organisation") == code]
        watches = [
            one.known for one in situation.in_force if watched_by(one.code, code) or one.supervisor == code
        ]
        return when((*owns, *watches))

    read.__name__ = f"task_{code.lower()}"
    return read


for _code, _organisation in organisations().items():
    condition(f"Heeft deze partner een taak in het plan: {_organisation.name}?")(_task(_code))
