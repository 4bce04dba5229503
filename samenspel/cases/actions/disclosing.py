# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Passing something on: the one act that makes parts visible to another organisation (SR-03)."""

from collections.abc import Iterable
from datetime import datetime

from samenspel.cases.actions.opening import assign
from samenspel.cases.models import DisclosedPart, Disclosure, Item, Part
from samenspel.journal.models import Actor, Handling, write
from samenspel.partners.models import Organisation


def disclose(
    items: Iterable[Item],
    *,
    to: Organisation,
    by: Actor,
    now: datetime,
    purpose: str,
    ground: str,
    necessity: str,
    told: str,
    told_reason: str = "",
    until: datetime | None = None,
    only: frozenset[str] | None = None,
) -> Disclosure | None:
    """Show parts of these items of `by`'s organisation to `to`; with `only`, the parts whose name starts with one of these.

    What was shown already is not shown again. Returns the disclosure, or None when there was nothing new to show.
    The caller has asked `rules.sharing.decide` for the ground.
    """
    items = [item for item in items if item.organisation_id == by.organisation]
    shown = set(
        DisclosedPart.objects.standing(now)
        .filter(item__in=items, organisation=to)
        .values_list("part", flat=True)
    )
    parts = [
        part
        for part in Part.objects.filter(item__in=items).select_related("item", "case")
        if part.pk not in shown and (only is None or part.name.startswith(tuple(only)))
    ]
    if not parts:
        return None
    disclosure = Disclosure(
        case=parts[0].case,
        organisation_id=by.acts_for,
        purpose=purpose,
        ground=ground,
        necessity=necessity,
        told=told,
        told_reason=told_reason,
        at=now,
        by=by.member,
        until=until,
    )
    disclosure.save(force_insert=True)
    DisclosedPart.objects.bulk_create(
        DisclosedPart(
            disclosure=disclosure,
            case=part.case,
            item=part.item,
            part=part,
            giver_id=by.acts_for,
            organisation=to,
            ground=ground,
            until=until,
        )
        for part in parts
    )
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
        purpose=purpose,
        ground=ground,
    )
    return disclosure
