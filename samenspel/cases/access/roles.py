# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether two records stand on opposite sides somewhere: then one person may not say that they are one (SR-17)."""

from typing import Any

from django.dispatch import receiver

from samenspel.cases.models import Subject
from samenspel.journal.models import Actor
from samenspel.partners.access import acting_as, without_member
from samenspel.people.actions import objections
from samenspel.people.models import PersonRecord

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
    about = Subject.objects.filter(person__identity=record.identity)
    return frozenset(about.values_list("role", flat=True).distinct())
