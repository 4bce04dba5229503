# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Registering a report: items of the sender, shown to the receiver on a ground, in a case that both sit at."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from samenspel.cases.access import root_of
from samenspel.cases.actions import (
    ItemDraft,
    PartDraft,
    add_items,
    cases_about,
    disclose,
    evaluate,
    hold,
    join,
    open_case,
    seat,
)
from samenspel.cases.actions.items import REGIMES
from samenspel.cases.models import Case, CaseNumber, HolderKind, Item
from samenspel.intake.actions.persons import Registered, name_parts, record_persons
from samenspel.intake.formats import Answer, Problem, Report, Unreadable
from samenspel.journal.models import Actor, Handling, write
from samenspel.partners.access import acting_as, service_of
from samenspel.partners.models import DutyPost, Organisation
from samenspel.people.actions import tie
from samenspel.rules.facts import FactsError, Kind, read_facts
from samenspel.rules.law import Verdict
from samenspel.rules.sharing import Action, Context, Regime, Request, Resource, Subject, decide

CATEGORIES = frozenset({"melding", "incident", "personen", "feiten"})
POLICE = "01"


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
        post = _post(sender)
        persons = record_persons(report, by=owner, post=post, now=now)
        case = _case_of(persons, sender, receiver, now)
        persons.add_to(case, now)
        item = _items(case, report, facts, persons, owner, received_at, now)
        _numbers(case, report, sender)
        if sender.pk != receiver.pk:
            _show(case, item, report, owner, sender, receiver, now)
        _journal("intake.register", owner, case, item, persons, now)
    if sender.pk != receiver.pk:
        _receive(case, item, report, persons, receiver, now)
    with acting_as(service_of(receiver, process="intake"), purpose="intake"):
        evaluate(case, now)
    return case, item


def _facts(report: Report) -> dict[str, Any]:
    """Facts of the report, with what its yes-no questions say in the words of handbook 4.2."""
    said: dict[str, Any] = dict(report.facts)
    if _yes(report.complaint):
        said.setdefault("complaint", ["aangifte"])
    if _yes(report.honour):
        said.setdefault("honour_indicators", True)
    if _yes(report.alignment_wanted):
        said.setdefault("joint_plan_needed", True)
    try:
        return dict(read_facts(said))
    except FactsError as error:
        raise Unreadable(
            tuple(
                Problem(f"feiten.{one.field}", one.message, "onbekend-feit", "de hele melding")
                for one in error.problems
            ),
            report,
        ) from error


def _yes(answer: Answer | None) -> bool:
    return answer is not None and answer.said is True


def _post(organisation: Organisation) -> DutyPost:
    post = DutyPost.objects.of(organisation.pk)
    if post is None:
        raise LookupError(f"{organisation.name} heeft geen dienstpost")
    return post


def _case_of(persons: Registered, sender: Organisation, receiver: Organisation, now: datetime) -> Case:
    known = cases_about(persons.records.values(), sender.pk)
    if known:
        return Case.objects.get(pk=root_of(known[0], sender.pk))
    actor = service_of(sender, process="intake")
    region = receiver.region or sender.region
    return open_case(by=actor, organisation=sender, region=region, ground="eigen", now=now)


def _items(
    case: Case,
    report: Report,
    facts: dict[str, Any],
    persons: Registered,
    by: Actor,
    received_at: datetime,
    now: datetime,
) -> Item:
    """The incident, the report of it, and a suspect that was arrested; returns the report."""
    category = report.reporter.category if report.reporter else None
    source = "" if by.kind != "VT" else _kind_of_reporter(category)
    about = tuple(
        (persons.records[person.key], role[:24])
        for person in report.persons
        for role in (person.roles or ("betrokkene",))
    )
    occurred = (
        (report.established or report.occurred or report.received or None)
        if by.kind == "POL"
        else report.occurred
    )
    happened = min(occurred.earliest(), received_at) if occurred else received_at
    incident = ItemDraft(
        Kind.INCIDENT,
        happened,
        facts=_of_records(facts, persons),
        content=tuple(_content(report)),
        about=about,
        source=source,
    )
    arrested = [
        person for person in report.persons if "pleger" in person.roles or "verdachte" in person.roles
    ]
    suspects = []
    if _yes(report.arrest) and len(arrested) == 1:
        record = persons.records[arrested[0].key]
        detail = {"person": str(record.pk), "status": "aangehouden"}
        suspects = [
            ItemDraft(Kind.SUSPECT, happened, detail=detail, about=((record, "verdachte"),), source=source)
        ]
    made = add_items(case, [incident, *suspects], by=by, now=now)
    told = ItemDraft(
        Kind.REPORT,
        received_at,
        category="melding",
        detail={
            "incident": str(made[0].pk),
            "anonymous": bool(report.reporter and report.reporter.anonymous),
        },
        about=about,
        content=tuple(_about_report(report)),
        source=source,
    )
    return add_items(case, [told], by=by, now=now)[0]


def _kind_of_reporter(category: str | None) -> str:
    """The kind of organisation behind a CBS category (handbook 10.2), as the rules know it."""
    kinds = {
        POLICE: "POL",
        "02": "HA",
        "03": "JGZ",
        "05": "ZKH",
        "08": "LT",
        "09": "GI",
        "10": "JH",
        "13": "OPV",
        "15": "ONDW",
    }
    return kinds.get(category or "", "BURGER")


def _of_records(facts: dict[str, Any], persons: Registered) -> dict[str, Any]:
    """Values per person, with the ids of the records instead of the keys of the report."""
    return {
        name: {
            str(persons.records[key].pk) if key in persons.records else key: one for key, one in value.items()
        }
        if hasattr(value, "items")
        else (list(value) if isinstance(value, tuple | frozenset | set) else value)
        for name, value in facts.items()
    }


def _content(report: Report) -> Iterable[PartDraft]:
    texts = {"incident": report.incident, "situatie": report.situation, "aanvulling": report.additional}
    yield from (PartDraft(f"tekst.{name}", text, "incident") for name, text in texts.items() if text)
    yield from (PartDraft(name, value, "personen") for name, value in name_parts(report))
    if report.registrations:
        yield PartDraft("registraties", list(report.registrations), "geschiedenis")


def _about_report(report: Report) -> Iterable[PartDraft]:
    answers = {
        "hulp": report.existing_help,
        "huisverbod": report.home_ban,
        "aanhouding": report.arrest,
        "aangifte": report.complaint,
        "eer": report.honour,
        "overleg_gewenst": report.alignment_wanted,
    }
    for name, answer in answers.items():
        if answer is not None:
            said = {True: "ja", False: "nee", None: "onbekend"}[answer.said]
            yield PartDraft(f"vraag.{name}", answer.text or said, "melding")
    if report.reporter:
        labels = ("source_protected",) if report.reporter.anonymous else ()
        named = {
            "categorie": report.reporter.category,
            "naam": report.reporter.name,
            "functie": report.reporter.function,
        }
        yield PartDraft("melder", {k: v for k, v in named.items() if v}, "melding", labels)
    if report.informed:
        yield PartDraft("geinformeerd", [one.how or "" for one in report.informed], "melding")
    if report.unknown:
        yield PartDraft(
            "onbekend", [{"waar": one.path, "tekst": one.text} for one in report.unknown], "melding"
        )


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
        purpose="melding",
        ground=verdict.ground,
        necessity="Wettelijke melding: nodig voor de taak van de ontvanger.",
        told="ja" if report.informed else "onbekend",
    )


def _receive(
    case: Case, item: Item, report: Report, theirs: Registered, receiver: Organisation, now: datetime
) -> None:
    """On the receiver's side: its own records, tied to the sender's, and its own case if it knows the family already."""
    actor = service_of(receiver, process="intake")
    with acting_as(actor, purpose="intake"):
        ours = record_persons(report, by=actor, post=_post(receiver), now=now)
        for key, record in ours.records.items():
            tie(theirs.records[key], record, now)
        known = [one for one in cases_about(ours.records.values(), receiver.pk) if one != case.pk]
        if known:
            join(case, root_of(known[0], receiver.pk), organisation=receiver, now=now)
        ours.add_to(case, now)
        if receiver.kind == "VT":
            hold(case, HolderKind.OVERSIGHT, receiver, now)
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
