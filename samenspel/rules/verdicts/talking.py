# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may talk with a child (DT-12), and what each kind of harm asks for first (DT-13)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from samenspel.rules.conditions.children import each_child
from samenspel.rules.facts import UNKNOWN, Finding, Situation
from samenspel.rules.law import Reason, Verdict
from samenspel.rules.ruleset import Ruleset
from samenspel.rules.tables import TableTrace
from samenspel.rules.verdicts.asking import NOTHING, Told, ask

TALKS_FROM = 4
NOW = frozenset({"ja", "zoals_afgesproken", "alleen_veiligheid"})
STRICTEST = ("eerst_overleg", "alleen_veiligheid", "zoals_afgesproken", "ja")
ROLES = ("slachtoffer", "getuige")


@dataclass(frozen=True, slots=True)
class ChildTalk:
    """For one child: what Veilig Thuis may do now (`talk`), and every way to go that holds (`routes`).

    The verdict is false as long as the consult (SSK) has to decide first.
    """

    child: str | None
    talk: str
    routes: tuple[str, ...]
    verdict: Verdict
    trace: TableTrace

    def __bool__(self) -> bool:
        return self.verdict.allowed


def child_talk(
    situation: Situation, child: str | None = None, told: Told = NOTHING, rules: Ruleset | None = None
) -> ChildTalk:
    """About this one child, a key of the picture. Source: handbook 4.14, 3.8, 3.10."""
    trace = ask("DT-12", situation, told, rules, about_child(situation, child, rules))
    rows = [hit.row for hit in trace.hits()]
    said = {row.then["talk"] for row in rows}
    talk = next((word for word in STRICTEST if word in said), STRICTEST[0])
    reasons = tuple(row.reason() for row in rows)
    return ChildTalk(
        child=child,
        talk=talk,
        routes=tuple(dict.fromkeys(row.then["route"] for row in rows)),
        verdict=Verdict(talk in NOW, reasons=reasons),
        trace=trace,
    )


def about_child(
    situation: Situation, child: str | None, rules: Ruleset | None = None
) -> Mapping[str, Finding]:
    """The answers that the picture has about this child."""
    return {"child_age": _age(situation, child), "child_role": _role(situation, child)}


def _age(situation: Situation, child: str | None) -> Finding:
    known = situation.picture.persons.get(child or "")
    ages = known.ages(situation.day) if known else None
    young = {years < TALKS_FROM for years in ages} if ages else set()
    return Finding({("onder_4" if young.pop() else "vanaf_4") if len(young) == 1 else UNKNOWN: ()})


def _role(situation: Situation, child: str | None) -> Finding:
    """What an event says of this child; else what was said of the children; being there is not yet being a witness."""
    roles = {role for item in situation.known for role in ROLES if child in item.about.get(role, ())}
    said = situation.said("child_involved")
    roles |= {one.value for key, one in each_child(situation, said) if key == child and one.value in ROLES}
    return Finding(dict.fromkeys((role for role in ROLES if role in roles), ()) or {UNKNOWN: ()})


@dataclass(frozen=True, slots=True)
class FirstStep:
    """What one kind of harm asks for first, and by when (Dutch words, "" when the field names no time)."""

    step: str
    within: str
    reason: Reason
    children: tuple[str, ...]


def first_steps(
    situation: Situation, harm: Collection[str] = (), rules: Ruleset | None = None
) -> tuple[FirstStep, ...]:
    """What the harm in this picture asks for first, or these kinds of harm (answers to `harm_kind`). Handbook 4.15."""
    told: Told = {"harm_kind": harm} if harm else NOTHING
    hits = ask("DT-13", situation, told, rules).hits()
    return tuple(
        FirstStep(hit.row.then["step"], hit.row.then["within"], hit.row.reason(), hit.asked[0].persons)
        for hit in hits
    )
