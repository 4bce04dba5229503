# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Faults in a term, and in a number that a region may set."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from random import Random
from types import MappingProxyType

from bench.faults.seen import count_differs, means_less
from samenspel.rules import catalogue
from samenspel.rules.clocks import Clock, ClockRule, Nature, Register
from samenspel.rules.clocks.register import UNITS, Count, MomentTerm
from samenspel.rules.facts.parameters import NUMBERS, Parameters, settings

Found = tuple[str, ClockRule] | None
Change = Callable[[ClockRule, Random], Found]


def other_owner(rule: ClockRule, chance: Random) -> Found:
    owner = chance.choice([code for code in catalogue.organisations() if code not in rule.owners])
    place = chance.randrange(len(rule.owners))
    owners = (*rule.owners[:place], owner, *rule.owners[place + 1 :])
    return f"{rule.id} is van {', '.join(owners)}", replace(rule, owners=owners)


def no_owner(rule: ClockRule, chance: Random) -> Found:
    return f"{rule.id} is van niemand", replace(rule, owners=())


def other_clock(rule: ClockRule, chance: Random) -> Found:
    clock = chance.choice([one for one in Clock if one is not rule.count.clock])
    return _counted(rule, replace(rule.count, clock=clock), f"telt op {clock}")


def other_amount(rule: ClockRule, chance: Random) -> Found:
    units = [unit for unit in UNITS if getattr(rule.count, unit)] or ["days"]
    unit = chance.choice(units)
    amount = max(0, getattr(rule.count, unit) + chance.choice((-2, -1, 1, 2, 5)))
    return _counted(rule, replace(rule.count, **{unit: amount}), f"telt {amount} {unit}")


def other_form(rule: ClockRule, chance: Random) -> Found:
    """A form of the term that lasts as long as the ordinary one, or is gone."""
    if not rule.variants:
        return None
    name = chance.choice(sorted(rule.variants))
    if chance.random() < 0.5:
        kept = {key: count for key, count in rule.variants.items() if key != name}
        return f"{rule.id} mist de vorm {name}", replace(rule, variants=MappingProxyType(kept))
    if not count_differs(rule, rule.variants[name], rule.count):
        return None
    same = MappingProxyType({**rule.variants, name: rule.count})
    return f"{rule.id} {name} duurt als de gewone", replace(rule, variants=same)


def _counted(rule: ClockRule, count: Count, what: str) -> Found:
    if not count_differs(rule, rule.count, count):
        return None
    return f"{rule.id} {what}", replace(rule, count=count)


def drop_event(rule: ClockRule, chance: Random) -> Found:
    """One thing no longer starts, meets or ends the term."""
    names = [name for name in ("starts", "met", "ends", "extends") if getattr(rule.events, name)]
    if not rule.live or not names:
        return None
    name = chance.choice(names)
    patterns = getattr(rule.events, name)
    gone = chance.choice(patterns)
    if not means_less(patterns, gone):
        return None
    kept = tuple(one for one in patterns if one is not gone)
    return f"{rule.id} {name}: {gone.kind} telt niet", replace(
        rule, events=replace(rule.events, **{name: kept})
    )


def other_nature(rule: ClockRule, chance: Random) -> Found:
    nature = Nature.DUTY if rule.nature is Nature.LIMIT else Nature.LIMIT
    return (f"{rule.id} is een {nature}", replace(rule, nature=nature)) if rule.live else None


def other_extension(rule: ClockRule, chance: Random) -> Found:
    if rule.extension is None:
        return None
    most = rule.extension.most + 1
    return f"{rule.id} kan {most} keer langer", replace(rule, extension=replace(rule.extension, most=most))


CHANGES: Mapping[str, Change] = {
    "andere eigenaar": other_owner,
    "geen eigenaar": no_owner,
    "andere klok": other_clock,
    "andere lengte": other_amount,
    "andere vorm": other_form,
    "gebeurtenis weg": drop_event,
    "andere soort": other_nature,
    "andere verlenging": other_extension,
}


def other_moment_term(terms: Register, chance: Random) -> tuple[str, Register] | None:
    """A moment is held within the term of something else."""
    moment = chance.choice(sorted(terms.moments))
    rules = [rule.id for rule in terms.rules if rule.id != terms.moments[moment].rule]
    wrong = MomentTerm(moment, chance.choice(rules), None, None)
    changed = MappingProxyType({**terms.moments, moment: wrong})
    return f"{moment} valt onder {wrong.rule}", replace(terms, moments=changed)


def other_number(parameters: Parameters, chance: Random) -> tuple[str, Parameters] | None:
    name = chance.choice(NUMBERS)
    number = chance.randint(settings()[name].least, settings()[name].most)
    if number == getattr(parameters, name):
        return None
    numbers = {one: getattr(parameters, one) for one in NUMBERS} | {name: number}
    return f"{name} is {number}", Parameters(standing=parameters.standing, **numbers)
