# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Passing something on: the one act that makes parts visible, or persons known, to another organisation (SR-03)."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from samenspel.cases.actions.opening import assign
from samenspel.cases.models import Case, DisclosedPart, DisclosedPerson, Disclosure, Item, Part
from samenspel.journal.models import Actor, Handling, write
from samenspel.partners.models import Organisation
from samenspel.people.models import PersonRecord

NAMED = ("naam", "geboorte", "geslacht")


@dataclass(frozen=True, slots=True)
class Because:
    """Why something is passed on: the five questions of handbook 8.1, answered.

    `ground` is an id of the sharing matrix that `rules.sharing.decide` gave; `told` whether the family knows.
    """

    purpose: str
    ground: str
    necessity: str
    told: str
    told_reason: str = ""
    until: datetime | None = None


def disclose(
    items: Iterable[Item],
    *,
    to: Organisation,
    by: Actor,
    now: datetime,
    because: Because,
    only: frozenset[str] | None = None,
) -> Disclosure | None:
    """Show parts of these items of `by`'s organisation to `to`; with `only`, those with one of these names.

    What was shown already is not shown again. Returns the disclosure, or None when there was nothing new to show.
    """
    parts = _not_shown_yet([item for item in items if item.organisation_id == by.organisation], to, now, only)
    if not parts:
        return None
    disclosure = _new(parts[0].case, because, by, now)
    _show(disclosure, parts, to)
    for case in {part.case for part in parts}:
        assign(case, to, now=now)
    _journal("cases.disclose", disclosure, to, by, now, fields={part.name.split(".")[0] for part in parts})
    return disclosure


def disclose_persons(
    records: Iterable[PersonRecord],
    case: Case,
    *,
    to: Organisation,
    by: Actor,
    now: datetime,
    because: Because,
) -> Disclosure | None:
    """Let `to` know that a question in `case` is about these persons of `by`'s organisation: `NAMED` and no more.

    Each time is a disclosure of its own, also of persons that were named before: it has its own question and ground.
    Returns None when there is nobody to name.
    """
    named = {record.pk: record for record in records if record.organisation_id == by.organisation}
    if not named:
        return None
    disclosure = _new(case, because, by, now)
    DisclosedPerson.objects.bulk_create(
        DisclosedPerson(
            disclosure=disclosure,
            case=case,
            person=record,
            giver_id=disclosure.organisation_id,
            organisation=to,
        )
        for record in named.values()
    )
    _journal("cases.disclose_persons", disclosure, to, by, now, fields=NAMED, subjects=list(named))
    return disclosure


def _new(case: Case, because: Because, by: Actor, now: datetime) -> Disclosure:
    disclosure = Disclosure(
        case=case,
        organisation_id=by.acts_for,
        purpose=because.purpose,
        ground=because.ground,
        necessity=because.necessity,
        told=because.told,
        told_reason=because.told_reason,
        at=now,
        by=by.member,
        until=because.until,
    )
    disclosure.save(force_insert=True)
    return disclosure


def _journal(
    name: str,
    disclosure: Disclosure,
    to: Organisation,
    by: Actor,
    now: datetime,
    *,
    fields: Iterable[str],
    subjects: Iterable[uuid.UUID] = (),
) -> None:
    write(
        by=by,
        name=name,
        handling=Handling.DISCLOSE,
        now=now,
        case=disclosure.case_id,
        object_kind="disclosure",
        object=disclosure.pk,
        subjects=subjects,
        fields=fields,
        recipients=[to.pk],
        purpose=disclosure.purpose,
        ground=disclosure.ground,
    )


def _not_shown_yet(
    items: list[Item], to: Organisation, now: datetime, only: frozenset[str] | None
) -> list[Part]:
    standing = DisclosedPart.objects.standing(now).filter(item__in=items, organisation=to)
    shown = set(standing.values_list("part", flat=True))
    return [
        part
        for part in Part.objects.filter(item__in=items).select_related("item", "case")
        if part.pk not in shown and (only is None or part.name in only)
    ]


def _show(disclosure: Disclosure, parts: list[Part], to: Organisation) -> None:
    DisclosedPart.objects.bulk_create(
        DisclosedPart(
            disclosure=disclosure,
            case=part.case,
            item=part.item,
            part=part,
            giver_id=disclosure.organisation_id,
            organisation=to,
            ground=disclosure.ground,
            until=disclosure.until,
        )
        for part in parts
    )
