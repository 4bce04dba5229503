# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The kinds of events, and the fields that each has of its own."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from samenspel.insights.replay.chronology import CITIZEN, MOMENT, REPORT, TICK, Event
from samenspel.insights.replay.table import Table, at_the_end
from samenspel.rules.catalogue import measures, organisations
from samenspel.rules.facts import Kind, variables

Detail = dict[str, Any]
Read = Callable[[Table, Mapping[str, Any], Sequence[Event]], Detail]
ACTIONS = ("opgelegd", "verlengd", "beeindigd")
MOMENTS = ("acuut", "actieoverleg", "zsm", "ssk")
HOLDINGS = ("case_owner", "plan_holder", "oversight_holder")
PLACES = ("woning", "werk", "school")


def _given(**values: Any) -> Detail:
    """What the file says, without what it leaves out."""
    return {name: value for name, value in values.items() if value not in (None, "", ())}


def _incident(table: Table, persons: Mapping[str, Any], earlier: Sequence[Event]) -> Detail:
    return _given(offence=table.text("offence"), place=table.text("place"), photos=table.flag("photos"))


def _report(table: Table, persons: Mapping[str, Any], earlier: Sequence[Event]) -> Detail:
    number = table.number("incident")
    if number is not None:
        named = next((event for event in earlier if event.number == number), None)
        if named is None:
            table.problem("incident", f"{number} is geen eerdere gebeurtenis; dit is het nummer, vanaf 1")
        elif named.kind == TICK:
            table.problem(
                "incident", f"gebeurtenis {number} is geen voorval, maar alleen tijd die verstrijkt"
            )
    return _given(incident=number, anonymous=table.flag("anonymous"))


def _signal(table: Table, persons: Mapping[str, Any], earlier: Sequence[Event]) -> Detail:
    return _given(photos=table.flag("photos"))


def _assessment(table: Table, persons: Mapping[str, Any], earlier: Sequence[Event]) -> Detail:
    return _given(
        instrument=table.text("instrument"),
        outcome=table.text("outcome"),
        decided_by=table.texts("decided_by"),
    )


def _suspect(table: Table, persons: Mapping[str, Any], earlier: Sequence[Event]) -> Detail:
    statuses = variables()["suspect_status"].values
    return _given(
        person=table.choice("person", persons), status=table.choice("status", statuses, required=True)
    )


def _measure(table: Table, persons: Mapping[str, Any], earlier: Sequence[Event]) -> Detail:
    return _given(
        code=table.choice("code", measures(), required=True),
        person=table.choice("person", persons),
        protects=table.choices("protects", persons),
        until=table.moment("until", at_the_end),
        action=table.choice("action", ACTIONS) or ACTIONS[0],
        places=table.choices("places", PLACES),
        supervisor=table.choice("supervisor", organisations()),
    )


def _agreement(table: Table, persons: Mapping[str, Any], earlier: Sequence[Event]) -> Detail:
    return _given(
        id=table.text("id", required=True),
        person=table.choice("person", persons),
        title=table.text("title"),
        carries_prosecution_decision=table.flag("carries_prosecution_decision"),
    )


def _breach(table: Table, persons: Mapping[str, Any], earlier: Sequence[Event]) -> Detail:
    of = table.text("of", required=True)
    agreed = {event.detail.get("id") for event in earlier if event.kind == Kind.AGREEMENT}
    agreed |= {row.get("id") for event in earlier for row in event.facts.get("open_agreements", ())}
    if of and of not in measures() and of not in agreed:
        table.problem(
            "of", f"{of!r} is geen afspraak van een eerdere gebeurtenis en geen code van een maatregel"
        )
    return _given(of=of, danger=table.flag("danger"))


def _contact(table: Table, persons: Mapping[str, Any], earlier: Sequence[Event]) -> Detail:
    return _given(person=table.choice("person", persons, required=True), alone=table.flag("alone"))


def _moment(table: Table, persons: Mapping[str, Any], earlier: Sequence[Event]) -> Detail:
    seats = [code for code in organisations() if code != CITIZEN]
    present = tuple(dict.fromkeys(table.choices("present", seats, required=True)))
    decisions = table.texts("decisions")
    return {
        **_given(moment=table.choice("moment", MOMENTS, required=True)),
        "present": present,
        "decisions": decisions,
    }


def _decision(table: Table, persons: Mapping[str, Any], earlier: Sequence[Event]) -> Detail:
    return _given(what=table.text("what", required=True), person=table.choice("person", persons))


def _owner(table: Table, persons: Mapping[str, Any], earlier: Sequence[Event]) -> Detail:
    seats = [code for code in organisations() if code != CITIZEN]
    return _given(
        what=table.choice("what", HOLDINGS, required=True),
        organisation=table.choice("organisation", seats, required=True),
    )


def _move(table: Table, persons: Mapping[str, Any], earlier: Sequence[Event]) -> Detail:
    household = table.take("household")
    if household is not None and not isinstance(household, str | list | bool):
        table.problem("household", "verwacht een tekst of een lijst van teksten")
    return _given(
        person=table.choice("person", persons, required=True),
        region=table.text("region"),
        household=tuple(household) if isinstance(household, list) else household,
    )


def _tick(table: Table, persons: Mapping[str, Any], earlier: Sequence[Event]) -> Detail:
    return {}


FIELDS: Mapping[str, Read] = {
    Kind.INCIDENT.value: _incident,
    REPORT: _report,
    Kind.SIGNAL.value: _signal,
    Kind.ASSESSMENT.value: _assessment,
    Kind.SUSPECT.value: _suspect,
    Kind.MEASURE.value: _measure,
    Kind.AGREEMENT.value: _agreement,
    Kind.BREACH.value: _breach,
    Kind.CONTACT.value: _contact,
    MOMENT: _moment,
    Kind.DECISION.value: _decision,
    Kind.OWNER.value: _owner,
    Kind.MOVE.value: _move,
    TICK: _tick,
}
KINDS = tuple(FIELDS)
