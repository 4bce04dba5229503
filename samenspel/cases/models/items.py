# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is known: items with their parts, and the disclosures that make parts visible to another organisation.

Rule 1: every item has exactly one owner organisation. It is versioned, never updated.
Rule 2: content is in parts, one named value each, with its own labels; what a label protects is decided per part.
Rule 3: a disclosure is the only thing that makes a part visible, or a person known, elsewhere; it names its ground
(SR-03).
"""

import uuid
from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from samenspel.cases.models.cases import Case
from samenspel.partners.models import Organisation
from samenspel.people.models import PersonRecord
from samenspel.rules.facts import Kind


class ItemQuerySet(models.QuerySet["Item"]):
    def in_force(self) -> "ItemQuerySet":
        """The latest version of each, oldest event first. What is visible at all the database decides."""
        return self.filter(replaced_by=None).order_by("happened_at", "recorded_at", "id")


class Item(models.Model):
    """One thing that an organisation knows: header only. `series` stays the same over its versions."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="items")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=[(kind.value, kind.value) for kind in Kind])
    series = models.UUIDField(default=uuid.uuid4)
    version = models.PositiveSmallIntegerField(default=1)
    replaced_by = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaces")
    category = models.CharField(max_length=32)
    regime = models.CharField(max_length=16)
    nature = models.CharField(max_length=8, default="feit")
    source = models.CharField(max_length=120, blank=True)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField(null=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["case", "happened_at"], name="item_case")]
        constraints = [
            models.UniqueConstraint(fields=["series", "version"], name="item_version_once"),
            models.CheckConstraint(condition=Q(nature__in=["feit", "mening"]), name="item_fact_or_opinion"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class Part(models.Model):
    """One named value of an item: "text", "fact.weapons", "detail.code", "place" (a reference to a Secret) …"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="parts")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    category = models.CharField(max_length=32)
    value = models.JSONField()
    labels = ArrayField(models.CharField(max_length=24), default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "name"], name="part_name_once")]


class Subject(models.Model):
    """Who an item is about and in which role: roles are per item, never a property of a person (handbook 13.16)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="subjects")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(PersonRecord, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=24)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "person", "role"], name="subject_once")]


class Disclosure(models.Model):
    """One act of passing data on: purpose, ground, necessity, whether the family was told, until when, by whom."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="disclosures")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=60)
    ground = models.CharField(max_length=20)
    necessity = models.TextField()
    told = models.CharField(max_length=24)
    told_reason = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(ground="") & ~Q(purpose=""), name="disclosure_needs_a_ground"
            ),
            models.CheckConstraint(condition=~Q(necessity=""), name="disclosure_needs_necessity"),
        ]


class DisclosedPartQuerySet(models.QuerySet["DisclosedPart"]):
    def standing(self, now: datetime) -> "DisclosedPartQuerySet":
        return self.filter(Q(until=None) | Q(until__gt=now), recalled_at=None)


class DisclosedPart(models.Model):
    """One part, shown to one organisation, by one disclosure."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="shown")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="+")
    giver = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=20)
    until = models.DateTimeField(null=True)
    recalled_at = models.DateTimeField(null=True)

    objects = DisclosedPartQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["part", "organisation"], name="disclosed_part"),
            models.Index(fields=["item", "organisation"], name="disclosed_item"),
        ]


class DisclosedPerson(models.Model):
    """One person, made known to one organisation by one disclosure: name, birth date and sex, and nothing else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="named")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(PersonRecord, on_delete=models.PROTECT, related_name="+")
    giver = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["disclosure", "person"], name="disclosed_person_once")]
        indexes = [models.Index(fields=["person", "organisation"], name="disclosed_person")]
