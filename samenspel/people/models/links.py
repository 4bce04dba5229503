# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""That two records are one person: links, which can be undone, and doubts, which wait for a person.

Rule 1: a link never widens anyone's rights and overwrites nothing (SR-17). It is ended, never deleted.
Rule 2: a doubt has an owner (a duty post) and an age; nobody's score decides it.
"""

import uuid

from django.db import models
from django.db.models import Q

from samenspel.partners.models import DutyPost, Organisation
from samenspel.people.models.persons import PersonRecord


class Link(models.Model):
    """Two records of one person. Between two organisations only where a disclosure, a moment or a hit ties them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    first = models.ForeignKey(PersonRecord, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(PersonRecord, on_delete=models.PROTECT, related_name="+")
    first_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    second_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    basis = models.CharField(max_length=16)  # herkend, bevestigd, verstrekt
    score = models.FloatField(null=True)
    ladder = models.JSONField(default=list)
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    ended_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"], condition=Q(ended_at=None), name="link_once_while_it_holds"
            ),
            models.CheckConstraint(condition=~Q(first=models.F("second")), name="link_two_records"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | ~Q(ended_reason=""), name="link_end_needs_reason"
            ),
        ]


class Doubt(models.Model):
    """Two records of one organisation that may be one person: waits for a person, who sees the ladder."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(DutyPost, on_delete=models.PROTECT, related_name="+")
    record = models.ForeignKey(PersonRecord, on_delete=models.PROTECT, related_name="+")
    candidate = models.ForeignKey(PersonRecord, on_delete=models.PROTECT, related_name="+")
    score = models.FloatField()
    ladder = models.JSONField()
    opened_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.UUIDField(null=True)
    outcome = models.CharField(max_length=12, blank=True)  # dezelfde, anders
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "candidate"], name="doubt_once"),
            models.CheckConstraint(
                condition=Q(settled_at=None, outcome="")
                | Q(settled_at__isnull=False, settled_by__isnull=False, outcome__in=["dezelfde", "anders"]),
                name="doubt_settled_by_somebody",
            ),
        ]
