# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a report says, as items of the organisation that tells it: the incident, an arrest, and the report itself."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from samenspel.cases.actions import ItemDraft, PartDraft, add_items
from samenspel.cases.models import Case, Item
from samenspel.intake.actions.persons import Registered, name_parts
from samenspel.intake.formats import Answer, Report
from samenspel.journal.models import Actor
from samenspel.people.models import PersonRecord
from samenspel.rules.facts import Kind
from samenspel.rules.sharing import Label

POLICE = "01"
ACCUSED = {"pleger", "verdachte"}
HIDDEN = "geheim"


def add_report(
    case: Case,
    report: Report,
    facts: Mapping[str, Any],
    persons: Registered,
    *,
    by: Actor,
    received_at: datetime,
    now: datetime,
) -> Item:
    """Record the incident, an arrest that the report tells of, and the report. Returns the report's item.

    What Veilig Thuis writes down for somebody else keeps that somebody as its source (a citizen, a school).
    """
    category = report.reporter.category if report.reporter else None
    source = _kind_of_reporter(category) if by.kind == "VT" else ""
    about = _about(report, persons)
    happened = _happened(report, by, received_at)
    content = (*_content(report), *_place(persons))
    values = _of_records(facts, persons)
    incident = ItemDraft(Kind.INCIDENT, happened, facts=values, content=content, about=about, source=source)
    arrests = _arrests(report, persons, happened, source)
    first = add_items(case, [incident, *arrests], by=by, now=now)[0]
    anonymous = bool(report.reporter and report.reporter.anonymous)
    told = ItemDraft(
        Kind.REPORT,
        received_at,
        category="melding",
        detail={"incident": str(first.pk), "anonymous": anonymous},
        about=about,
        content=tuple(_about_report(report, persons)),
        source=source,
    )
    return add_items(case, [told], by=by, now=now)[0]


def _about(report: Report, persons: Registered) -> tuple[tuple[PersonRecord, str], ...]:
    return tuple(
        (persons.records[person.key], role[:24])
        for person in report.persons
        for role in (person.roles or ("betrokkene",))
    )


def _happened(report: Report, by: Actor, received_at: datetime) -> datetime:
    """When it was; for the police the moment it established the suspicion, where the 24 hours start (DL-01).

    Never after the report was received; the earliest moment that an inexact date can mean, so that no term ends late.
    """
    told = (report.established or report.occurred or report.received) if by.kind == "POL" else report.occurred
    return min(told.earliest(), received_at) if told else received_at


def _arrests(report: Report, persons: Registered, happened: datetime, source: str) -> list[ItemDraft]:
    """A suspect that was arrested; only when the report leaves no doubt about who that is."""
    accused = [person for person in report.persons if ACCUSED & set(person.roles)]
    if not yes(report.arrest) or len(accused) != 1:
        return []
    record = persons.records[accused[0].key]
    detail = {"person": str(record.pk), "status": "aangehouden"}
    return [ItemDraft(Kind.SUSPECT, happened, detail=detail, about=((record, "verdachte"),), source=source)]


def yes(answer: Answer | None) -> bool:
    """Did the source say yes? What it left open is no yes, and no "no" either."""
    return answer is not None and answer.said is True


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


def _of_records(facts: Mapping[str, Any], persons: Registered) -> dict[str, Any]:
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


def _place(persons: Registered) -> Iterable[PartDraft]:
    """Where it happened: a reference. What it stands for, each organisation that was told keeps for itself."""
    if persons.place:
        labels = (Label.LOCATION_SECRET.value,) if persons.hidden else ()
        yield PartDraft("plaats", str(persons.place), "incident", labels)


def _about_report(report: Report, persons: Registered) -> Iterable[PartDraft]:
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
        # What has no field may be a place. The message itself keeps it.
        words = [
            {"waar": one.path, "tekst": HIDDEN if persons.hidden else one.text} for one in report.unknown
        ]
        yield PartDraft("onbekend", words, "melding")
