# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""That two records are one person: links, which can be undone, and doubts, which wait for a person.

Rule 1: a link never widens anyone's rights and overwrites nothing (SR-17). It is ended, never deleted.
Rule 2: a doubt has an owner (a duty post) and an age; nobody's score decides it.
"""

import uuid
from collections.abc import Iterable

from django.db import models
from django.db.models import Q

from samenspel.partners.models import DutyPost, Organisation
from samenspel.people.models.persons import PersonRecord


class LinkQuerySet(models.QuerySet["Link"]):
    def within(self, organisation: uuid.UUID) -> "LinkQuerySet":
        """The links that hold between records of one organisation."""
        return self.filter(first_organisation=organisation, second_organisation=organisation, ended_at=None)

    def between(self, one: PersonRecord, other: PersonRecord) -> "Link | None":
        """The link that holds between two records, whichever came first."""
        either = Q(first=one, second=other) | Q(first=other, second=one)
        return self.filter(either, ended_at=None).first()


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

    objects = LinkQuerySet.as_manager()

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


class DoubtQuerySet(models.QuerySet["Doubt"]):
    def of_posts(self, posts: Iterable[DutyPost]) -> "DoubtQuerySet":
        """The doubts that these posts own, with both records."""
        return self.filter(post__in=posts).select_related("record", "candidate", "post")

    def waiting_at(self, posts: Iterable[DutyPost]) -> "DoubtQuerySet":
        """Those that nobody settled yet, oldest first."""
        return self.of_posts(posts).filter(settled_at=None).order_by("opened_at", "pk")

    def count_at(self, posts: Iterable[DutyPost]) -> int:
        """How many wait at these posts."""
        return self.filter(post__in=posts, settled_at=None).count()


class Doubt(models.Model):
    """Two records of one organisation that may be one person: waits for a person, who sees the ladder.

    Where two people have to agree (SR-17), `first_*` keeps what the first one said until the second comes.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(DutyPost, on_delete=models.PROTECT, related_name="+")
    record = models.ForeignKey(PersonRecord, on_delete=models.PROTECT, related_name="+")
    candidate = models.ForeignKey(PersonRecord, on_delete=models.PROTECT, related_name="+")
    score = models.FloatField()
    ladder = models.JSONField()
    opened_at = models.DateTimeField()
    first_at = models.DateTimeField(null=True)
    first_by = models.UUIDField(null=True)
    first_reason = models.TextField(blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.UUIDField(null=True)
    outcome = models.CharField(max_length=12, blank=True)  # dezelfde, anders
    reason = models.TextField(blank=True)

    objects = DoubtQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "candidate"], name="doubt_once"),
            models.CheckConstraint(
                condition=Q(settled_at=None, outcome="")
                | Q(settled_at__isnull=False, settled_by__isnull=False, outcome__in=["dezelfde", "anders"]),
                name="doubt_settled_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="dezelfde", first_by=models.F("settled_by")),
                name="doubt_two_are_two_people",
            ),
        ]
