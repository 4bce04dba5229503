# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What must be reported, asked or recorded, and was not (handbook 4.10, 3.1, 3.9, 3.12)."""

from samenspel.rules.catalogue import words
from samenspel.rules.conditions.registry import condition, no, when, yes
from samenspel.rules.conditions.stalking import stalking_events
from samenspel.rules.facts import NO, Finding, Kind, Known, Situation


@condition("Weet de politie van een voorval?")
def police_knows(situation: Situation) -> Finding:
    return when(_police(situation))


def _police(situation: Situation) -> list[Known]:
    return [item for item in situation.of(Kind.INCIDENT) if item.by == "POL"]


def reported(situation: Situation, incident: Known) -> bool:
    """Whether a report names this incident, or the police reported later without naming one."""
    return any(
        report.detail.get("incident") == incident.id
        or (report.detail.get("incident") is None and report.by == "POL" and report.at >= incident.at)
        for report in situation.of(Kind.REPORT)
    )


@condition("Is een voorval bij de politie nog niet gemeld bij Veilig Thuis?")
def police_unreported(situation: Situation) -> Finding:
    return when(item for item in _police(situation) if not reported(situation, item))


@condition("Is alles wat de politie weet al gemeld?")
def police_reported(situation: Situation) -> Finding:
    known = _police(situation)
    return yes(known) if known and all(reported(situation, item) for item in known) else no()


@condition("Gaat het om huiselijk geweld of kindermishandeling (niet uitgesloten)?")
def domestic(situation: Situation) -> Finding:
    """Only someone who says "no" makes it a "no"."""
    said = situation.fact("hgkm")
    return no(said.support((NO,))) if NO in said.values else yes(said.support(("ja",)))


@condition("Komt het voorval uit stalking door een ex-partner?")
def former_partner_events(situation: Situation) -> Finding:
    return when(stalking_events(situation))


@condition("Is een verdachte minderjarig?")
def suspect_minor(situation: Situation) -> Finding:
    age, told = situation.number("perpetrator_age")
    young = [
        key for key in situation.perpetrators & situation.children if not situation.younger_than(key, 12)
    ]
    return yes(told, young) if young or 12 <= age < 18 else no()


@condition("Is het wapenbezit nagegaan?")
def weapons_checked(situation: Situation) -> Finding:
    return when(one.known for one in situation.said("weapons"))


@condition("Is het slachtoffer individueel beoordeeld?")
def individually_assessed(situation: Situation) -> Finding:
    known = words("individual_assessment")
    return when(
        item
        for item in situation.of(Kind.ASSESSMENT)
        if str(item.detail.get("instrument", "")).strip().lower() in known
    )


@condition("Is er iets gebeurd (een incident of een melding)?")
def something_happened(situation: Situation) -> Finding:
    return when(situation.occurrences)


@condition("Is na het laatste voorval gezegd of het acuut onveilig is?")
def safety_judged(situation: Situation) -> Finding:
    events = situation.occurrences
    said = [one.known for one in situation.said("acute_unsafety")]
    current = [item for item in said if not events or item.at >= events[-1].at]
    return when(current)


@condition("Hebben politie en Veilig Thuis al direct contact gehad?")
def direct_contact(situation: Situation) -> Finding:
    held = situation.held("acuut")
    return when([held] if held else [])
