# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The case itself holds no content: it ties organisations, their people and their records together.

Rule 1: an organisation knows that a case exists only if it has a seat (row security: `cases_has_seat`).
Rule 2: a member sees its organisation's part of a case only through an assignment, of itself or of its post.
Rule 3: there is exactly one holder of each kind at any time; a hand-over is one transaction.
"""

import uuid
from datetime import datetime
from enum import StrEnum

from django.db import models
from django.db.models import Q

from samenspel.journal.models import Actor
from samenspel.partners.models import DutyPost, Member, Organisation, PostHolder
from samenspel.people.models import PersonRecord


class Case(models.Model):
    """Set of related reports, moments and agreements that concern (partly) the same people (handbook 1.1)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    opened_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    region = models.CharField(max_length=40)
    phase = models.CharField(max_length=20, default="acuut")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(phase__in=["acuut", "risicogestuurd", "herstelgericht"]), name="case_phase"
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class Joined(models.Model):
    """For this organisation, what is known in `case` belongs to `into`: the same family, seen from its own records.

    Each organisation joins for itself. Whoever sent a report is not told that the receiver knew the family already.
    `made_by` is None where the system joined them, because it recognised somebody. It is ended, never deleted.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    into = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    made_by = models.UUIDField(null=True)
    reason = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    ended_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "case"], condition=Q(ended_at=None), name="joined_once"
            ),
            models.CheckConstraint(condition=~Q(case=models.F("into")), name="joined_to_another"),
            models.CheckConstraint(
                condition=Q(made_by=None) | ~Q(reason=""), name="joined_by_somebody_for_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | (Q(ended_by__isnull=False) & ~Q(ended_reason="")),
                name="joined_ended_by_somebody_for_a_reason",
            ),
        ]


class CaseNumber(models.Model):
    """An organisation's own number for the case (VT casusnummer, BVH-registratie, parketnummer), one or more."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="numbers")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    scheme = models.CharField(max_length=40)
    number = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "organisation", "scheme", "number"], name="case_number_once"
            )
        ]
        indexes = [models.Index(fields=["organisation", "number"], name="case_number")]


class Seat(models.Model):
    """An organisation sits at the table of a case: since when, on which ground, invited by whom."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="seats")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    invited_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=20)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "organisation"], condition=Q(until=None), name="seat_once"
            )
        ]


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def of_member(self, member: uuid.UUID, now: datetime) -> "AssignmentQuerySet":
        """What this member is assigned to now, in person or through a post that it staffs."""
        now_on = Q(since__lte=now) & (Q(until=None) | Q(until__gt=now))
        staffed = PostHolder.objects.filter(now_on, member=member).values("post")
        return self.filter(now_on & (Q(member=member) | Q(post__in=staffed)))

    def cases_of(self, by: Actor, now: datetime) -> "models.QuerySet[Assignment, uuid.UUID]":
        """The cases that this member works on now, as a subquery; none for who is no member."""
        found = self.of_member(by.member, now) if by.member else self.none()
        return found.values_list("case", flat=True)


class Assignment(models.Model):
    """A member or a duty post works on a case, in a role, until an end date."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="assignments")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    post = models.ForeignKey(DutyPost, on_delete=models.PROTECT, null=True, related_name="+")
    function = models.CharField(max_length=24)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["case", "organisation"], name="assignment_case")]
        constraints = [
            models.CheckConstraint(
                condition=Q(member=None, post__isnull=False) | Q(member__isnull=False, post=None),
                name="assignment_member_or_post",
            ),
            models.UniqueConstraint(
                fields=["case", "post"],
                condition=Q(until=None, post__isnull=False),
                name="assignment_post_once",
            ),
        ]


class Party(models.Model):
    """A person record of one organisation that belongs to the case, as that organisation sees it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="parties")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(PersonRecord, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "person"], name="party_once")]
        indexes = [models.Index(fields=["person", "case"], name="party_person")]


class HolderKind(StrEnum):
    OVERSIGHT = "oversight_holder"
    PLAN = "plan_holder"
    CASE_OWNER = "case_owner"


class Holder(models.Model):
    """Who is accountable: zicht op veiligheid, the plan, or (stalking) the case on one side. Visible to the table.

    `item` is the event by which it began, `ended_by` the one by which it ended: a hand-over, a closing decision.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="holders")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    since = models.DateTimeField()
    item = models.ForeignKey("cases.Item", on_delete=models.PROTECT, null=True, related_name="+")
    until = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("cases.Item", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")), name="holder_period"
            ),
            models.CheckConstraint(
                condition=Q(ended_by=None) | Q(until__isnull=False), name="holder_ended_is_over"
            ),
            models.UniqueConstraint(
                fields=["case", "kind"],
                condition=Q(until=None, kind__in=["oversight_holder", "plan_holder"]),
                name="one_holder_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["case", "kind", "organisation"],
                condition=Q(until=None, kind="case_owner"),
                name="one_case_owner_per_organisation",
            ),
        ]
