# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A pattern over incidents, not one incident (handbook 3.9, 4.13, 13.6, 13.7).

The offence under which something was registered plays no part, and neither does which (former) partner
it was done to:
what counts is who did it, and that the relation had ended or that someone named the behaviour.
"""

from collections import Counter

from samenspel.rules.conditions.registry import condition, distinct, no, once, when, yes
from samenspel.rules.facts import Finding, Kind, Known, Situation

ENDED = ("ex_partner",)
PARTNERS = ("partner", "ex_partner")
PATTERN = 2
PERPETRATOR = ("pleger", "verdachte")


def _doers(item: Known) -> tuple[str, ...]:
    return tuple(key for role in PERPETRATOR for key in item.about.get(role, ()))


@once
def stalking_events(situation: Situation) -> tuple[Known, ...]:
    """Incidents by a former partner, and every event in which someone named stalking behaviour."""
    return tuple(
        item
        for item in situation.known
        if _indicators(item) > 0 or (situation.occurred(item) and _by_former_partner(situation, item))
    )


def _indicators(item: Known) -> int:
    value = item.facts.get("stalking_indicators")
    return value if isinstance(value, int) else 0


def _by_former_partner(situation: Situation, item: Known) -> bool:
    victims = item.about.get("slachtoffer", ())
    return any(situation.related(doer, victim, *ENDED) for doer in _doers(item) for victim in victims)


@condition("Is er een patroon van stalking: twee soorten gedrag of twee voorvallen?")
@once
def stalking_pattern(situation: Situation) -> Finding:
    kinds, named = situation.number("stalking_indicators")
    events = stalking_events(situation)
    happened = [item for item in events if situation.occurred(item) or item.kind is Kind.SIGNAL]
    doers = Counter(doer for item in happened for doer in (set(_doers(item)) or {""}))
    repeated = any(count >= PATTERN for count in doers.values())
    if kinds >= PATTERN or repeated:
        return yes(distinct((*named, *events)))
    return no()


@condition("Is er een aanwijzing voor stalking?")
def stalking_sign(situation: Situation) -> Finding:
    sash = situation.fact("sash_concern").support(("laag", "matig", "hoog"))
    return when(
        distinct((*(item for item in situation.known if _indicators(item)), *sash)) or _pattern(situation)
    )


def _pattern(situation: Situation) -> tuple[Known, ...]:
    return stalking_pattern(situation).support(("ja",))


@condition("Is de SASH afgenomen na het laatste voorval?")
def sash_current(situation: Situation) -> Finding:
    """An instrument describes its own moment: a new incident asks for a new one (handbook 5)."""
    taken = [one.known for one in situation.said("sash_concern") if one.value != "niet_afgenomen"]
    events = [item for item in stalking_events(situation) if situation.occurred(item)]
    if not taken or (events and max(item.at for item in taken) < events[-1].at):
        return no()
    return yes(taken)


@condition("Is er geweld tegen eerdere partners bekend?")
def earlier_victims(situation: Situation) -> Finding:
    """One person did something to two or more (former) partners."""
    said = situation.fact("earlier_partners").support(("ja",))
    partners: dict[str, dict[str, Known]] = {}
    for item in situation.known:
        for doer in _doers(item):
            for victim in item.about.get("slachtoffer", ()):
                if situation.related(doer, victim, *PARTNERS):
                    partners.setdefault(doer, {})[victim] = item
    several = {doer: found for doer, found in partners.items() if len(found) > 1}
    events = [item for found in several.values() for item in found.values()]
    return yes(distinct((*said, *events)), several) if said or several else no()


@condition("Is gevraagd naar eerdere partners?")
def earlier_partners_asked(situation: Situation) -> Finding:
    known = situation.said("earlier_partners")
    return when(one.known for one in known) if known else earlier_victims(situation)


@condition("Is de relatie voorbij, of gaat het daarom?")
def separated(situation: Situation) -> Finding:
    said = situation.fact("separation").support(("ja",))
    former = [
        {relation.source, relation.target}
        for relation in situation.picture.relations
        if relation.kind in ENDED
    ]
    involved = situation.perpetrators | situation.victims
    return yes(said, set().union(*former)) if any(pair <= involved for pair in former) else when(said)


@condition("Is er een klacht opgenomen?")
def complaint_recorded(situation: Situation) -> Finding:
    return when(situation.fact("complaint").support(("klacht",)))


@condition("Is bij de politie een casushouder aangewezen?")
def police_case_owner(situation: Situation) -> Finding:
    return when(
        item
        for item in situation.of(Kind.OWNER)
        if item.detail.get("what") == "case_owner" and item.detail.get("organisation") == "POL"
    )
