# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What came in: messages as they came, and drafts of a report that somebody is typing.

Rule 1: a message is stored before anything is done with it, encrypted, once per sender's key (SR-37, SR-38).
Rule 2: it leaves the list only by becoming a report in a case, or by a person's decision with a reason (SR-42).
Rule 3: whoever looks at a message that waits sees its owner and its age (SR-44).
"""

import uuid
from collections.abc import Iterable

from django.db import models
from django.db.models import Q

from samenspel.cases.models import Case, Item
from samenspel.journal.models import Actor
from samenspel.partners.models import DutyPost, Member, Organisation
from samenspel.people.models import Secret


class MessageState:
    STORED, HANDLED, WAITING, SET_ASIDE = "ontvangen", "verwerkt", "wacht", "terzijde"


class MessageQuerySet(models.QuerySet["Message"]):
    def at_posts(self, posts: Iterable[DutyPost]) -> "MessageQuerySet":
        """What these posts received, newest first, without the bytes."""
        return (
            self.filter(post__in=posts)
            .select_related("sender", "post", "taken_by")
            .order_by("-received_at", "pk")
        )

    def waiting_at(self, posts: Iterable[DutyPost]) -> "MessageQuerySet":
        """What nobody could read yet, the one that waits longest on top."""
        return self.at_posts(posts).filter(state=MessageState.WAITING).order_by("received_at", "pk")


class DraftQuerySet(models.QuerySet["Draft"]):
    def of(self, by: Actor) -> "DraftQuerySet":
        """What this member is still typing: neither sent nor thrown away, newest first."""
        mine = self.filter(
            member=by.member, organisation=by.organisation, sent_as=None, content__current=True
        )
        return mine.select_related("content").order_by("-saved_at")


class Message(models.Model):
    """One message of one sender for one receiver. Its bytes are a Secret of the receiver."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    sender = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=120)
    digest = models.BinaryField()
    format = models.CharField(max_length=24)
    content = models.ForeignKey(Secret, on_delete=models.PROTECT, related_name="+")
    durability = models.CharField(max_length=24)
    received_at = models.DateTimeField()
    state = models.CharField(max_length=12, default=MessageState.STORED)
    post = models.ForeignKey(DutyPost, on_delete=models.PROTECT, related_name="+")
    attempts = models.PositiveSmallIntegerField(default=0)
    retry_at = models.DateTimeField(null=True)
    problems = models.JSONField(default=list)
    handled_at = models.DateTimeField(null=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, related_name="+")
    taken_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)
    set_aside_by = models.UUIDField(null=True)
    set_aside_reason = models.TextField(blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sender", "organisation", "key"], name="message_once"),
            models.CheckConstraint(
                condition=Q(state__in=["ontvangen", "verwerkt", "wacht", "terzijde"]), name="message_state"
            ),
            models.CheckConstraint(
                condition=~Q(state="verwerkt") | Q(case__isnull=False, handled_at__isnull=False),
                name="message_handled_has_a_case",
            ),
            models.CheckConstraint(
                condition=Q(taken_by=None, taken_at=None) | Q(taken_by__isnull=False, taken_at__isnull=False),
                name="message_taken_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="terzijde") | (Q(set_aside_by__isnull=False) & ~Q(set_aside_reason="")),
                name="message_set_aside_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["received_at"], condition=Q(state="ontvangen"), name="message_to_handle"),
            models.Index(fields=["organisation", "received_at"], name="message_inbox"),
            models.Index(fields=["post"], condition=Q(state="wacht"), name="message_waiting"),
        ]


class Draft(models.Model):
    """A report that a member is typing: saved as it is typed, encrypted, nobody else's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    content = models.OneToOneField(Secret, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    sent_as = models.ForeignKey(Message, on_delete=models.PROTECT, null=True, related_name="+")

    objects = DraftQuerySet.as_manager()
