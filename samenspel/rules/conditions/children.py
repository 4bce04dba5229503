# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the routekaart asks about children (handbook 3.8, 4.15, 13.11)."""

from collections.abc import Iterable, Mapping

from samenspel.rules.catalogue import words
from samenspel.rules.conditions.registry import condition, no, when, whose, yes
from samenspel.rules.facts import YES, Finding, Kind, Known, Said, Situation

HARM = frozenset(
    {
        "vermoeden_psychisch",
        "vermoeden_lichamelijk",
        "verwaarlozing",
        "seksueel",
        "geconstateerd_psychisch",
        "geconstateerd_lichamelijk",
    }
)
PHYSICAL_HARM = frozenset({"vermoeden_lichamelijk", "geconstateerd_lichamelijk", "seksueel"})
INJURY = frozenset({"verklaard", "onverklaard"})
PRE_MOBILE_MONTHS = 6
INVOLVED = ("slachtoffer", "getuige", "aanwezig_in_huishouden", "ongeboren")


def each_child(situation: Situation, said: Iterable[Said]) -> list[tuple[str, Said]]:
    """What was said, for each child that it is about."""
    return [
        (child, one)
        for one in said
        for child in ((one.subject,) if one.subject else situation.child_keys(one.known))
    ]


def harmed(situation: Situation) -> dict[str, tuple[Known, ...]]:
    """The children for whom someone suspects or found harm, with the events."""
    found: dict[str, tuple[Known, ...]] = {}
    for child, one in each_child(situation, situation.said("child_harm")):
        if one.value in HARM:
            found[child] = (*found.get(child, ()), one.known)
    return found


@condition("Is een kind slachtoffer?")
def child_victim(situation: Situation) -> Finding:
    said = situation.fact("child_involved").support(("slachtoffer",))
    events = [k for k in situation.known if situation.children & set(k.about.get("slachtoffer", ()))]
    return when((*said, *events))


@condition("Zijn er kinderen bij betrokken?")
def minors_involved(situation: Situation) -> Finding:
    said = situation.fact("child_involved").support(INVOLVED)
    return whose(situation.children, said) if situation.children else when(said)


@condition("Heeft een kind dat zich nog niet zelf verplaatst letsel, of is er vaker onverklaard letsel?")
def suspicious_injury(situation: Situation) -> Finding:
    """For a child for whom nobody suspects harm yet; with harm suspected, the heavier row holds."""
    open_children = set(situation.children | {"*"}) - set(harmed(situation))
    injuries = [
        (child, one)
        for child, one in each_child(situation, situation.said("injury"))
        if one.value in INJURY and child in open_children
    ]
    found: dict[str, list[Known]] = {}
    for child in {child for child, _ in injuries}:
        mine = [one for key, one in injuries if key == child]
        unexplained = [one.known for one in mine if one.value == "onverklaard"]
        early = [
            one.known
            for one in mine
            if pre_mobile(situation, child, one.known) and not _ruled_out(child, one)
        ]
        events = early + (unexplained if len(unexplained) > 1 else [])
        if events:
            found[child] = events
    return yes((event for events in found.values() for event in events), found) if found else no()


def _ruled_out(child: str, injury: Said) -> bool:
    """Whether the event that tells of the injury also says that there is no sign of harm."""
    harm = injury.known.facts.get("child_harm")
    return (harm.get(child) if isinstance(harm, Mapping) else harm) == "geen_aanwijzing"


def pre_mobile(situation: Situation, child: str, item: Known) -> bool:
    """What was said about moving about.

    If nobody did, a child younger than half a year counts as pre-mobile.
    """
    said = [one.value for key, one in each_child(situation, situation.said("pre_mobile")) if key == child]
    if said:
        return YES in said
    person = situation.picture.persons.get(child)
    if person is None or person.born is None or person.unborn:
        return False
    youngest = person.born.latest()
    months = (
        (item.at.year - youngest.year) * 12 + item.at.month - youngest.month - (item.at.day < youngest.day)
    )
    return months < PRE_MOBILE_MONTHS


def _early_injuries(situation: Situation) -> list[Known]:
    """Injuries of children who could not move about yet, whoever suspects what."""
    return [
        one.known
        for child, one in each_child(situation, situation.said("injury"))
        if one.value in INJURY and pre_mobile(situation, child, one.known)
    ]


@condition("Voor welke kinderen is nog niet bekend of zij letsel of schade hebben?")
def child_harm_unknown(situation: Situation) -> Finding:
    if not situation.occurrences and not situation.of(Kind.SIGNAL):
        return no()
    said = {child for child, _ in each_child(situation, situation.said("child_harm"))}
    return whose(_living(situation) - said)


def _living(situation: Situation) -> set[str]:
    persons = situation.picture.persons
    return {key for key in situation.children if not persons[key].unborn}


def contacts(situation: Situation, child: str) -> list[Known]:
    return [item for item in situation.of(Kind.CONTACT) if item.detail.get("person") == child]


@condition("Welke kinderen heeft nog niemand gezien of gesproken?")
def child_unseen(situation: Situation) -> Finding:
    return whose(child for child in _living(situation) if not contacts(situation, child))


@condition("Welke kinderen zijn wel gezien, maar niet alleen?")
def child_unseen_alone(situation: Situation) -> Finding:
    seen = {child: contacts(situation, child) for child in _living(situation)}
    return whose(
        child
        for child, events in seen.items()
        if events and not any(event.detail.get("alone") is True for event in events)
    )


@condition("Is medisch of forensisch onderzoek van letsel nodig, en nog niet bekend?")
def medical_needed(situation: Situation) -> Finding:
    harm = [
        one.known
        for _, one in each_child(situation, situation.said("child_harm"))
        if one.value in PHYSICAL_HARM
    ]
    injuries = [one.known for one in situation.said("injury") if one.value == "onverklaard"]
    early = _early_injuries(situation)
    needed = sorted({item.id: item for item in (*harm, *injuries, *early)}.values(), key=lambda item: item.at)
    if not needed or not situation.children:
        return no()
    examined = any(item.at >= needed[-1].at and _is_medical(item) for item in situation.of(Kind.ASSESSMENT))
    return no() if examined else yes(needed)


def _is_medical(item: Known) -> bool:
    instrument = str(item.detail.get("instrument", "")).lower()
    return any(word in instrument for word in words("medical"))


@condition("Moet een kind uit huis, of weigeren de ouders mee te werken?")
def child_must_leave(situation: Situation) -> Finding:
    placed = [measure.known for measure in situation.in_force if measure.code in ("C04", "C05")]
    refused = situation.fact("family_cooperation").support(("weigert",))
    refused_with_child = refused if situation.children else ()
    return when((*situation.decided("child_leaves"), *placed, *refused_with_child))


@condition("Mag het gezin nog niet worden geïnformeerd?")
def informing_risky(situation: Situation) -> Finding:
    return when(situation.fact("informing_risk").support(("onderzoek", "veiligheid")))
