# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Telling someone something: one outbox row per notice, for one duty post.

Rule 1: a notice says that there is something, never what (SR-21): a template code and a case id, no personal data.
Rule 2: a row leaves the queue only by being delivered or by becoming visibly dead; a failed one waits for its retry.
"""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db import models
from django.db.models import Q

from samenspel.partners.models import DutyPost, Organisation


class NoticeQuerySet(models.QuerySet["Notice"]):
    def claimable(self, now: datetime, limit: int) -> "NoticeQuerySet":
        """What is due for delivery, locked for this transaction; what another worker holds is skipped."""
        due = self.filter(state=Notice.WAITING, due_at__lte=now)
        return due.select_for_update(skip_locked=True, of=("self",)).order_by("due_at")[:limit]

    def at_posts(self, posts: Iterable[DutyPost]) -> "NoticeQuerySet":
        """What these posts were told, newest first."""
        return self.filter(post__in=posts).select_related("post").order_by("-created_at", "pk")

    def dead_of(self, organisation: uuid.UUID) -> "NoticeQuerySet":
        """What could not be delivered and what nobody dealt with yet, oldest first."""
        dead = self.filter(organisation=organisation, state=Notice.DEAD, read_at=None)
        return dead.select_related("post").order_by("created_at", "pk")

    def unread_by(self, organisation: uuid.UUID) -> "NoticeQuerySet":
        return self.filter(organisation=organisation, read_at=None).order_by("-created_at")


class Notice(models.Model):
    """One message to one post: shown in the app, and sent over the post's channel."""

    WAITING, SENT, DEAD = "wacht", "verzonden", "onbestelbaar"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(DutyPost, on_delete=models.PROTECT, related_name="+")
    template = models.CharField(max_length=40)
    channel = models.CharField(max_length=16, default="mail")
    case = models.UUIDField(null=True)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=16, default=WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=80, blank=True)
    sent_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    read_by = models.UUIDField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state="wacht"), name="notice_due"),
            models.Index(fields=["organisation", "created_at"], name="notice_organisation"),
            models.Index(fields=["post"], condition=Q(read_at=None), name="notice_unread"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["wacht", "verzonden", "onbestelbaar"]), name="notice_state"
            )
        ]


class Heartbeat(models.Model):
    """When each process last did its round. Silence is an alarm (SR-40)."""

    process = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()
    detail = models.JSONField(default=dict)
