# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Registering a report: items of the sender, shown to the receiver on a ground, in a case that both sit at."""

from datetime import datetime
from typing import Any

from samenspel.cases.access import root_of
from samenspel.cases.actions import (
    Because,
    cases_about,
    disclose,
    evaluate,
    join,
    open_case,
    oversee,
    seat,
)
from samenspel.cases.actions.items import REGIMES
from samenspel.cases.models import Case, CaseNumber, Item
from samenspel.intake.actions.content import add_report, yes
from samenspel.intake.actions.persons import Registered, record_persons
from samenspel.intake.formats import Report, Unreadable
from samenspel.intake.formats.melding.check import wrong_fact
from samenspel.journal.models import Actor, Handling, write
from samenspel.partners.access import acting_as, service_of
from samenspel.partners.models import DutyPost, Organisation
from samenspel.people.actions import tie
from samenspel.rules.facts import FactsError, read_facts
from samenspel.rules.law import Verdict
from samenspel.rules.sharing import Action, Context, Regime, Request, Resource, Subject, decide

CATEGORIES = frozenset({"melding", "incident", "personen", "feiten"})


class NoGround(Exception):
    """There is no ground on which this sender may give this to this receiver; says why, in Dutch."""


def register(
    report: Report, sender: Organisation, receiver: Organisation, received_at: datetime, now: datetime
) -> tuple[Case, Item]:
    """Put a report on the table. Returns the case that hosts it and the report's item.

    The report belongs to its sender (to the receiver, when that one wrote it down itself). A sender's case is its own:
    that the receiver may know the family already is joined on the receiver's side and told to nobody (architecture).
    Raises Unreadable when its facts or persons make no sense, NoGround when the sender may not give it.
    """
    facts = _facts(report)
    owner = service_of(sender, process="intake")
    with acting_as(owner, purpose="intake"):
        post = DutyPost.objects.needed(sender)
        persons = record_persons(report, by=owner, post=post, now=now)
        case = _case_of(persons, sender, receiver, now)
        persons.add_to(case, now)
        item = add_report(case, report, facts, persons, by=owner, received_at=received_at, now=now)
        _numbers(case, report, sender)
        if sender.pk != receiver.pk:
            _show(case, item, report, owner, sender, receiver, now)
        _journal("intake.register", owner, case, item, persons, now)
    if sender.pk != receiver.pk:
        _receive(case, item, report, persons, receiver, now)
    with acting_as(service_of(receiver, process="intake"), purpose="intake"):
        oversee(case, receiver, item)
        evaluate(case, now)
    return case, item


def _facts(report: Report) -> dict[str, Any]:
    """Facts of the report, with what its yes-no questions say in the words of handbook 4.2."""
    said: dict[str, Any] = dict(report.facts)
    if yes(report.complaint):
        said.setdefault("complaint", ["aangifte"])
    if yes(report.honour):
        said.setdefault("honour_indicators", True)
    if yes(report.alignment_wanted):
        said.setdefault("joint_plan_needed", True)
    try:
        return dict(read_facts(said))
    except FactsError as error:
        wrong = (wrong_fact(name, fact) for name, fact in said.items())
        raise Unreadable(tuple(one for one in wrong if one), report) from error


def _case_of(persons: Registered, sender: Organisation, receiver: Organisation, now: datetime) -> Case:
    known = cases_about(persons.records.values(), sender.pk)
    if known:
        return Case.objects.get(pk=root_of(known[0], sender.pk))
    actor = service_of(sender, process="intake")
    region = receiver.region or sender.region
    return open_case(by=actor, organisation=sender, region=region, ground="eigen", now=now)


def _numbers(case: Case, report: Report, sender: Organisation) -> None:
    """The sender's own numbers for this case, so that it finds the case by them."""
    numbers = {(number.holder[:40], number.value[:80]) for number in report.numbers}
    if report.reference:
        numbers.add(("kenmerk", report.reference[:80]))
    known = set(CaseNumber.objects.filter(case=case, organisation=sender).values_list("scheme", "number"))
    CaseNumber.objects.bulk_create(
        CaseNumber(case=case, organisation=sender, scheme=scheme, number=number)
        for scheme, number in sorted(numbers - known)
    )


def may_report(sender: Organisation, receiver: Organisation, now: datetime) -> Verdict:
    """May this organisation give this receiver a report, and on what ground? (IS-01, IS-19, IS-20)"""
    return decide(
        Request(
            Subject(sender.kind, "melden"),
            Action(receiver.kind),
            Resource(sender.kind, CATEGORIES, REGIMES.get(sender.kind, Regime.AVG).value, frozenset()),
            Context("melding", now),
        )
    )


def _show(
    case: Case,
    item: Item,
    report: Report,
    by: Actor,
    sender: Organisation,
    receiver: Organisation,
    now: datetime,
) -> None:
    verdict = may_report(sender, receiver, now)
    if not verdict or verdict.ground is None:
        raise NoGround(" ".join(reason.text for reason in verdict.reasons))
    seat(case, receiver, invited_by=sender, ground=verdict.ground, now=now)
    items = Item.objects.in_force().filter(case=case, organisation=sender, recorded_at=now)
    disclose(
        items,
        to=receiver,
        by=by,
        now=now,
        because=Because(
            purpose="melding",
            ground=verdict.ground,
            necessity="Wettelijke melding: nodig voor de taak van de ontvanger.",
            told="ja" if report.informed else "onbekend",
        ),
    )


def _receive(
    case: Case, item: Item, report: Report, theirs: Registered, receiver: Organisation, now: datetime
) -> None:
    """On the receiver's side: its own records, tied to the sender's, and its own case if it knows the family."""
    actor = service_of(receiver, process="intake")
    with acting_as(actor, purpose="intake"):
        post = DutyPost.objects.needed(receiver)
        ours = record_persons(report, by=actor, post=post, now=now, place=theirs.place)
        for key, record in ours.records.items():
            tie(theirs.records[key], record, now)
        known = [one for one in cases_about(ours.records.values(), receiver.pk) if one != case.pk]
        if known:
            join(case, root_of(known[0], receiver.pk), organisation=receiver, now=now)
        ours.add_to(case, now)
        _journal("intake.receive", actor, case, item, ours, now)


def _journal(name: str, by: Actor, case: Case, item: Item, persons: Registered, now: datetime) -> None:
    write(
        by=by,
        name=name,
        handling=Handling.COLLECT,
        now=now,
        case=case.pk,
        object_kind="item",
        object=item.pk,
        subjects=[record.pk for record in persons.records.values()],
        fields=CATEGORIES,
        purpose="melding",
    )
