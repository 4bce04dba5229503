# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What must be so before a measure is placed (DT-06), and whether its phase allows it (DT-04)."""

from collections.abc import Mapping

from samenspel.rules.catalogue import measures
from samenspel.rules.conditions.preconditions import CONVICTED, FREE
from samenspel.rules.facts import Finding, Situation
from samenspel.rules.facts.situation import ADULT
from samenspel.rules.law import Verdict
from samenspel.rules.ruleset import Ruleset
from samenspel.rules.verdicts.asking import NOTHING, Ruling, Told, answer, ask

CARRIES = ("S06", "S13", "S29")


def preconditions(
    measure: str,
    situation: Situation,
    *,
    person: str | None = None,
    action: str = "opgelegd",
    told: Told = NOTHING,
    rules: Ruleset | None = None,
) -> Ruling:
    """Whether nothing stands in the way of this measure (a code) for `person`, as far as this picture tells.

    Not allowed: a hard precondition is known not to hold; the reasons say which. Allowed with `conditions`: what nobody
    knows yet, to be checked by whoever decides. `action` is opgelegd, verlengd or beeindigd. Source: handbook 4.8.
    """
    found = about_bound(situation, person, rules)
    subject: Told = {"measure": measure, "measure_action": action, **told}
    trace = ask("DT-06", situation, subject, rules, found)
    blocked = [hit.row for hit in trace.hits() if hit.row.then["effect"] == "geblokkeerd"]
    unsure = [hit.row for hit in trace.hits() if hit.row.then["effect"] == "nagaan"]
    named = blocked or unsure or [hit.row for hit in trace.hits()]
    verdict = Verdict(
        not blocked,
        conditions=tuple(row.text for row in unsure),
        reasons=tuple(row.reason() for row in named),
    )
    return Ruling(verdict, trace)


def about_bound(
    situation: Situation, person: str | None, rules: Ruleset | None = None
) -> Mapping[str, Finding]:
    """The answers about the persons whom the measure is about. A status that is known is an answer; none is unknown."""
    status = situation.statuses.get(person or "")
    return {
        "bound_adult": answer(_adult(situation, person)),
        "bound_suspect": answer(status.value != FREE if status else None),
        "bound_convicted": answer(status.value == CONVICTED if status else None),
        "concerns_child": answer(_child(situation)),
        "prosecuted": answer(True if status and status.value == CONVICTED else None),
        "carrying_title": answer(_carried(situation, status.value if status else None)),
    }


def _adult(situation: Situation, person: str | None) -> bool | None:
    """None when the birth date leaves it open. Without a date, an age that was told counts."""
    known = situation.picture.persons.get(person or "")
    ages = known.ages(situation.day) if known else None
    if ages is None:
        years, told = situation.number("perpetrator_age")
        return years >= ADULT if told else None
    return True if ages[0] >= ADULT else False if ages[1] < ADULT else None


def _child(situation: Situation) -> bool | None:
    """Yes when someone of the family may be a child; no only when all are known to be adults."""
    if situation.children:
        return True
    ages = [one.ages(situation.day) for one in situation.picture.persons.values()]
    return False if ages and None not in ages else None


def _carried(situation: Situation, status: str | None) -> bool | None:
    """A conviction or a suspension is at hand, or a measure that carries conditions runs; else nobody knows."""
    running = any(one.code in CARRIES for one in situation.in_force)
    return True if running or status in (CONVICTED, "geschorst") else None


def may_start(measure: str, situation: Situation, rules: Ruleset | None = None) -> Ruling:
    """Whether the phase allows this measure now: else it may only be prepared, or is warned against (DT-04)."""
    trace = ask("DT-04", situation, NOTHING, rules)
    row = trace.hits()[0].row
    found = measures()[measure]
    against = measure in row.then["against"]
    early = bool(found.phases) and not set(found.phases) & set(row.then["allowed"])
    text = (f"{found.name} ({measure}): nu alleen voorbereiden.",) if early and not against else ()
    return Ruling(Verdict(not (against or early), conditions=text, reasons=(row.reason(),)), trace)
