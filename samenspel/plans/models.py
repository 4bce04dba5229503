# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The safety plan's rows: measures, agreements, breaches and contacts, each beside the item that says so.

A rule never reads these tables: it reads the item. They hold what the database must keep straight: periods, owners,
answers. Row security follows the item.
"""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from samenspel.cases.models import Case, Item
from samenspel.partners.models import Organisation


class Row(models.Model):
    """What every row of the plan has: its case, its item and the organisation that registered it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    item = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Measure(Row):
    """A measure of handbook 6 in force for a person. Extending or ending it is a new row of the same `series`."""

    series = models.UUIDField()
    code = models.CharField(max_length=4)
    action = models.CharField(max_length=12)
    bound = models.UUIDField(null=True)
    protects = ArrayField(models.UUIDField(), default=list)
    places = ArrayField(models.CharField(max_length=16), default=list)
    supervisor = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    starts_at = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(action__in=["opgelegd", "verlengd", "beeindigd"]), name="measure_action"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("starts_at")), name="measure_period"
            ),
        ]


class Agreement(Row):
    """A safety agreement (handbook 7.2). `reference` is how people call it."""

    reference = models.CharField(max_length=40)
    person = models.UUIDField(null=True)
    title = models.CharField(max_length=40)
    text = models.TextField(blank=True)
    carries_prosecution_decision = models.BooleanField(default=False)
    status = models.CharField(max_length=10, default="ACTIVE")
    made_at = models.DateTimeField()
    review_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "organisation", "reference"], name="agreement_reference_once"
            )
        ]


class Breach(Row):
    """An agreement or measure was broken (P12). Every breach gets an answer; "no reaction" has two names."""

    of = models.CharField(max_length=40)
    danger = models.BooleanField(null=True)
    observed_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)
    second_reader = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None) | (Q(answered_by__isnull=False) & ~Q(answer="")),
                name="breach_answered_by_somebody",
            )
        ]


class Contact(Row):
    """Somebody saw or spoke to a person: when, and alone or not (handbook 13.11)."""

    person = models.UUIDField()
    alone = models.BooleanField(null=True)
    at = models.DateTimeField()
