# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the specification says of a ruleset, and where the ruleset says something else.

The tests ask it about the national rules, the harness of seeded faults about rules with something wrong in them.
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from samenspel.rules import routekaart, safety, stories, verdicts
from samenspel.rules.clocks import Register, Term, due
from samenspel.rules.facts import Situation
from samenspel.rules.ruleset import Ruleset, national
from tests.rules.timelines import at, terms_of

SPEC = Path(__file__).parent / "spec"
STORIES = (
    "entry",
    "moments",
    "invitations",
    "phases",
    "prosecution",
    "preconditions",
    "breaches",
    "report_duty",
    "source_naming",
    "informing",
    "stalking",
    "child_talk",
    "harm",
    "decision_rights",
    "red_flags",
    "missing",
    "alarms",
)


@cache
def spec(name: str) -> Mapping[str, Any]:
    return tomllib.loads((SPEC / f"{name}.toml").read_text(encoding="utf-8"))


def wrong_in_stories(rules: Ruleset) -> Iterator[str]:
    """The examples that these rules break, with what they say instead."""
    for name in STORIES:
        for row in spec(name)["example"]:
            yield from (f"{name}:{row['id']}: {text}" for text in wrong_in_story(row, rules))


def wrong_in_story(row: Mapping[str, Any], rules: Ruleset | None = None) -> Iterator[str]:
    """What an example says and these rules (None: the national ones) do not."""
    persons, relations = row.get("persons"), row.get("relations", ())
    picture = stories.picture(row["events"], persons, relations, row.get("viewer", "VT"))
    now = stories.at(row["now"]) if "now" in row else stories.last(picture)
    evaluation = routekaart.evaluate(picture, now, rules)
    situation, told = Situation(picture, now, (rules or national()).parameters), row.get("told", {})
    asked = {ident: verdicts.ask(ident, situation, told, rules) for ident in evaluation.trace if told}
    traces = {**evaluation.trace, **asked, **verdicts.asked_of(situation, told, rules)}
    hits = {hit.row.id for trace in traces.values() for hit in trace.hits()}
    for ident in set(row.get("applies", ())) - hits:
        yield f"{ident} geldt niet"
    for ident in set(row.get("not", ())) & hits:
        yield f"{ident} geldt"
    moments = [proposal.moment.value for proposal in evaluation.proposals]
    if row.get("open", moments) != moments:
        yield f"open: {moments}"
    for what in set(row.get("missing", ())) - {one.what for one in evaluation.missing}:
        yield f"{what} ontbreekt niet"
    blocked = [one.what for one in evaluation.blocked]
    if row.get("blocked", blocked) != blocked:
        yield f"geblokkeerd: {blocked}"
    codes = {alarm.code for alarm in safety.assess(picture, now, rules, evaluation).alarms}
    for code in set(row.get("alarms", ())) - codes:
        yield f"geen alarm {code}"
    for code in set(row.get("no_alarms", ())) & codes:
        yield f"alarm {code}"


def wrong_in_terms(terms: Register) -> Iterator[str]:
    """The examples of terms that this register breaks: when one falls due, and how those of a case stand."""
    for row in spec("clocks")["due"]:
        found = due(row["rule"], at(row["start"]), variant=row.get("variant"), known=terms)
        if found.due != at(row["due"]):
            yield f"{row['rule']} {row['start']}: {found.due}"
    for case in spec("clocks")["case"]:
        yield from (f"{case['title']}: {text}" for text in _wrong_in_case(case, terms))


def _wrong_in_case(case: Mapping[str, Any], terms: Register) -> Iterator[str]:
    found = terms_of(case, terms)
    ids = [term.id for term in found]
    for wanted in case.get("expect", ()):
        if not any(_stands(term, wanted) for term in found):
            yield f"{wanted['id']} staat er niet zo voor"
    for ident in case.get("absent", ()):
        if ident in ids:
            yield f"{ident} loopt"
    for ident in case.get("once", ()):
        if ids.count(ident) != 1:
            yield f"{ident} loopt {ids.count(ident)} keer"
    if case.get("expect") == [] and ids:
        yield f"er loopt {ids}"


def _stands(term: Term, wanted: Mapping[str, Any]) -> bool:
    """Whether the term has every field that the example names, `says` as a part of its reason."""
    for key, value in wanted.items():
        said = (term.met_by or "") if key == "met_by" else getattr(term, "reason" if key == "says" else key)
        given = at(value) if key in ("start", "due") else value
        if (given not in said) if key == "says" else (said != given):
            return False
    return True


# What a region may make stricter, as handbook 4.4, 5.7 and 13 have it.
NUMBERS = {
    "repeat_count": 3,
    "repeat_months": 12,
    "unseen_days": 5,
    "seen_interval_days": 30,
    "ending_days": 14,
    "oversight_hours": 24,
}


def wrong_in_numbers(rules: Ruleset) -> Iterator[str]:
    """The numbers that are not those of the handbook."""
    for name, number in NUMBERS.items():
        if getattr(rules.parameters, name) != number:
            yield f"{name} is {getattr(rules.parameters, name)}, in het handboek {number}"
