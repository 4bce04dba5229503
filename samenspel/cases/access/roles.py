# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether two records stand on opposite sides somewhere: then one person may not say that they are one (SR-17)."""

from typing import Any

from django.db.models import Q
from django.dispatch import receiver

from samenspel.cases.models import Subject
from samenspel.journal.models import Actor
from samenspel.partners.access import acting_as, without_member
from samenspel.people.actions import objections
from samenspel.people.models import Link, PersonRecord

VICTIM, PERPETRATOR = frozenset({"slachtoffer"}), frozenset({"pleger", "verdachte"})


@receiver(objections)
def opposite_roles(record: PersonRecord, other: PersonRecord, by: Actor, **_: Any) -> str | None:
    """Asked by `people` before it joins two records. Looks in all cases of the organisation, not only the reader's."""
    with acting_as(without_member(by), purpose="evaluatie"):
        one, two = (_roles(side) for side in (record, other))
    if (one & VICTIM and two & PERPETRATOR) or (one & PERPETRATOR and two & VICTIM):
        return "De een is ergens slachtoffer en de ander pleger."
    return None


def _roles(record: PersonRecord) -> frozenset[str]:
    """In which roles this person stands anywhere: under own records, and under the records of others tied to them."""
    own = list(PersonRecord.objects.filter(identity=record.identity).values_list("pk", flat=True))
    tied = Link.objects.filter(Q(first__in=own) | Q(second__in=own), ended_at=None).values_list(
        "first", "second"
    )
    records = {*own, *(one for ends in tied for one in ends)}
    return frozenset(Subject.objects.filter(person__in=records).values_list("role", flat=True).distinct())
