# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Passing something on: the one act that makes parts visible to another organisation (SR-03)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from samenspel.cases.actions.opening import assign
from samenspel.cases.models import DisclosedPart, Disclosure, Item, Part
from samenspel.journal.models import Actor, Handling, write
from samenspel.partners.models import Organisation


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

    A name in `only` that ends in a point means every name that begins with it ("persoon.").

    What was shown already is not shown again. Returns the disclosure, or None when there was nothing new to show.
    """
    parts = _not_shown_yet([item for item in items if item.organisation_id == by.organisation], to, now, only)
    if not parts:
        return None
    disclosure = Disclosure(
        case=parts[0].case,
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
    _show(disclosure, parts, to)
    for case in {part.case for part in parts}:
        assign(case, to, now=now)
    write(
        by=by,
        name="cases.disclose",
        handling=Handling.DISCLOSE,
        now=now,
        case=disclosure.case_id,
        object_kind="disclosure",
        object=disclosure.pk,
        fields={part.name.split(".")[0] for part in parts},
        recipients=[to.pk],
        purpose=because.purpose,
        ground=because.ground,
    )
    return disclosure


def _not_shown_yet(
    items: list[Item], to: Organisation, now: datetime, only: frozenset[str] | None
) -> list[Part]:
    standing = DisclosedPart.objects.standing(now).filter(item__in=items, organisation=to)
    shown = set(standing.values_list("part", flat=True))
    return [
        part
        for part in Part.objects.filter(item__in=items).select_related("item", "case")
        if part.pk not in shown and (only is None or _chosen(part.name, only))
    ]


def _chosen(name: str, only: frozenset[str]) -> bool:
    return name in only or any(one.endswith(".") and name.startswith(one) for one in only)


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
