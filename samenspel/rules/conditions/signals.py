# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Signals to show, not to score (handbook 5.7)."""

from datetime import datetime, timedelta
from itertools import pairwise

from samenspel.rules.catalogue import words
from samenspel.rules.conditions.children import contacts, each_child
from samenspel.rules.conditions.registry import condition, when, whose, yes
from samenspel.rules.facts import YES, Finding, Keeps, Kind, Known, Situation, variables

RISING = ("acute_unsafety", "threat_level", "sash_concern", "stalking_indicators")
CLOSE = timedelta(days=14)


@condition("Is gedreigd met doden of zelfdoding?")
def death_threat(situation: Situation) -> Finding:
    """Someone said so, or the offence was registered under such a name."""
    said = situation.fact("threat_to_kill").support((YES,))
    named = [item for item in situation.known if _names(item, "threat_to_kill")]
    return when((*said, *named))


def _names(item: Known, ident: str) -> bool:
    offence = str(item.detail.get("offence") or "").lower()
    return any(word in offence for word in words(ident))


@condition("Wordt het geweld erger, of komt het vaker voor?")
def escalating(situation: Situation) -> Finding:
    """Someone said so, a later event is heavier than an earlier one, or incidents come closer together."""
    said = situation.fact("escalation").support((YES,))
    return when((*said, *_heavier(situation), *_closer(situation)))


def _heavier(situation: Situation) -> list[Known]:
    found = []
    for name in RISING:
        ranks = [(_rank(name, item), item) for item in situation.known]
        stated = [(rank, item) for rank, item in ranks if rank is not None]
        found += [later for (low, _), (high, later) in pairwise(stated) if high > low]
    return found


def _rank(name: str, item: Known) -> int | None:
    value = item.facts.get(name)
    if isinstance(value, int):
        return int(value)
    order = variables()[name].values
    return order.index(value) if value in order and variables()[name].keeps is Keeps.HIGHEST else None


def _closer(situation: Situation) -> list[Known]:
    """The last three occurrences: the second interval is less than half the first, and at most two weeks."""
    if len(situation.occurrences) < 3:
        return []
    first, second, third = situation.occurrences[-3:]
    before, after = second.at - first.at, third.at - second.at
    return [third] if after <= CLOSE and after * 2 < before else []


@condition("Is er een zwangerschap?")
def pregnant(situation: Situation) -> Finding:
    said = (
        *situation.fact("pregnancy").support((YES,)),
        *situation.fact("child_involved").support(("ongeboren",)),
    )
    unborn = [key for key, person in situation.picture.persons.items() if person.unborn]
    return yes(said, unborn) if unborn else when(said)


@condition("Is er een kind dat zich nog niet zelf verplaatst?")
def pre_mobile_child(situation: Situation) -> Finding:
    said = [
        (child, one.known)
        for child, one in each_child(situation, situation.said("pre_mobile"))
        if one.value == YES
    ]
    return whose({child for child, _ in said}, [item for _, item in said])


@condition("Is een kind of slachtoffer te lang niet gezien?")
def out_of_sight(situation: Situation) -> Finding:
    """A child that nobody saw within days of the first event; anyone whose last contact is too long ago."""
    if not situation.occurrences and not situation.of(Kind.SIGNAL):
        return when(())
    first = situation.known[0].at
    persons = situation.picture.persons
    watched = {
        key for key in situation.children | situation.victims if key in persons and not persons[key].unborn
    }
    return whose(key for key in watched if persons[key].deceased is None and _unseen(situation, key, first))


def _unseen(situation: Situation, key: str, first: datetime) -> bool:
    seen = contacts(situation, key)
    parameters = situation.parameters
    if seen:
        return situation.now - seen[-1].at > timedelta(days=parameters.seen_interval_days)
    return key in situation.children and situation.now - first > timedelta(days=parameters.unseen_days)
