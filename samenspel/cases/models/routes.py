# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the case is on the routekaart: evaluations, proposals, invitations, terms and blocks.

Rule 1: an evaluation is made for one organisation over what it may see; its proposal is for that organisation only.
Rule 2: a proposal is decided by a professional. Rejecting one needs a name and a reason (handbook 13.4).
Rule 3: a term is a row: start, rule, due, owner. Being late is derived from it; nothing re-dates it (SR-39).
"""

import json
import uuid
import zlib
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from samenspel.cases.models.cases import Case
from samenspel.cases.models.items import Item
from samenspel.partners.models import DutyPost, Organisation


class EvaluationQuerySet(models.QuerySet["Evaluation"]):
    def latest_flags(
        self, cases: Iterable[uuid.UUID], organisation: uuid.UUID
    ) -> dict[uuid.UUID, list[dict[str, Any]]]:
        """Per case the red flags that the latest evaluation of that organisation shows, in one statement."""
        latest = self.filter(case__in=list(cases), organisation=organisation)
        rows = latest.order_by("case", "-at").distinct("case")
        return dict(rows.values_list("case", "outcome__routekaart__flags"))

    def versions(
        self, cases: Iterable[uuid.UUID], organisation: uuid.UUID
    ) -> list[tuple[str, datetime, datetime]]:
        """The versions of rules that the organisation judged these cases by, with first and last; latest first."""
        mine = self.filter(case__in=list(cases), organisation=organisation).values_list("rules_version")
        return list(mine.annotate(first=models.Min("at"), last=models.Max("at")).order_by("-last"))

    def version_at(self, case: uuid.UUID, organisation: uuid.UUID, at: datetime) -> str | None:
        """The version of the rules of the evaluation at that moment."""
        found = self.filter(case=case, organisation=organisation, at=at).order_by("pk")
        return found.values_list("rules_version", flat=True).first()


class Evaluation(models.Model):
    """One run of the rules for one organisation: what went in, which rules, what came out, with the full trace."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="evaluations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    rules_version = models.CharField(max_length=64)
    inputs = ArrayField(models.UUIDField())
    outcome = models.JSONField()
    packed_trace = models.BinaryField()

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["case", "organisation", "at"], name="evaluation_latest")]

    @property
    def trace(self) -> Any:
        """Every table with every row and every answer, also of the rows that did not apply."""
        return json.loads(zlib.decompress(bytes(self.packed_trace)))

    @trace.setter
    def trace(self, value: Any) -> None:
        # A trace has some 100 kB and repeats itself; packed it is a few.
        self.packed_trace = zlib.compress(json.dumps(value, ensure_ascii=False).encode(), 6)


class ProposalState(StrEnum):
    OPEN = "open"
    ACCEPTED = "aanvaard"
    CHANGED = "gewijzigd"
    REJECTED = "afgewezen"
    HELD = "gehouden"
    LAPSED = "vervallen"


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def waiting_for(self, organisation: uuid.UUID | None, cases: Iterable[uuid.UUID]) -> "ProposalQuerySet":
        """What this organisation has to judge in these cases, what has to be held first on top."""
        mine = self.filter(organisation=organisation, case__in=cases, state=ProposalState.OPEN.value)
        return mine.select_related("case").order_by(models.F("due_at").asc(nulls_last=True), "made_at")

    def of_cases(self, cases: Iterable[uuid.UUID]) -> "ProposalQuerySet":
        """With the evaluation that each rests on, newest first."""
        return self.filter(case__in=cases).select_related("case", "evaluation").order_by("-made_at")


class Proposal(models.Model):
    """An alignment moment that the rules indicate for this organisation, and what a professional made of it.

    `due_is_aim`: `due_at` is an own target and no term, because the rule says "at once" or the region aims at less.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="proposals")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="proposals")
    moment = models.CharField(max_length=16)
    strength = models.CharField(max_length=8)
    rules = ArrayField(models.CharField(max_length=20))
    reason = models.TextField()
    evidence = ArrayField(models.UUIDField())
    invite = models.JSONField()
    due_at = models.DateTimeField(null=True)
    due_is_aim = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    state = models.CharField(max_length=12, default=ProposalState.OPEN.value)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    decision_reason = models.TextField(blank=True)
    decision = models.JSONField(null=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "organisation", "moment"],
                condition=Q(state="open"),
                name="proposal_open_once",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["afgewezen", "gewijzigd"])
                | (Q(decided_by__isnull=False) & ~Q(decision_reason="")),
                name="proposal_refused_by_somebody_for_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "state", "due_at"], name="proposal_work")]


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def waiting_for(self, organisation: uuid.UUID | None, cases: Iterable[uuid.UUID]) -> "InvitationQuerySet":
        """What this organisation was asked in these cases and did not answer yet."""
        mine = self.filter(organisation=organisation, case__in=cases, answered_at=None)
        return mine.select_related("case", "post", "sender").order_by(
            models.F("due_at").asc(nulls_last=True), "sent_at"
        )


class Invitation(models.Model):
    """A partner is asked to a moment: the question and the ground. Names come with the disclosure beside it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="invitations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    sender = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(DutyPost, on_delete=models.PROTECT, related_name="+")
    moment = models.CharField(max_length=16)
    need = models.CharField(max_length=12)
    question = models.TextField()
    ground = models.CharField(max_length=20)
    disclosure = models.ForeignKey("cases.Disclosure", on_delete=models.PROTECT, null=True, related_name="+")
    due_at = models.DateTimeField(null=True)
    due_is_aim = models.BooleanField(default=False)
    sent_at = models.DateTimeField()
    answer = models.CharField(max_length=12, blank=True)
    answer_reason = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "answered_at"], name="invitation_work")]


class DeadlineQuerySet(models.QuerySet["Deadline"]):
    def open(self) -> "DeadlineQuerySet":
        return self.filter(met_at=None, ended_at=None)

    def waiting_for(self, organisation: uuid.UUID | None, cases: Iterable[uuid.UUID]) -> "DeadlineQuerySet":
        """The open terms that this organisation guards in these cases, the one that ends first on top."""
        mine = self.open().filter(organisation=organisation, case__in=cases)
        return mine.select_related("case", "post", "organisation").order_by("due_at", "term")

    def to_warn(self, now: datetime, limit: int) -> "DeadlineQuerySet":
        """Open terms that passed and of which nobody was told yet, locked; what another worker holds is skipped."""
        late = self.open().filter(due_at__lte=now, warned_at=None)
        return late.select_for_update(skip_locked=True, of=("self",)).order_by("due_at")[:limit]


class Deadline(models.Model):
    """One term of one owner. `due_at` was computed once, from `starts_at` and the rule, by `rules.clocks`.

    `met_by` is the item that met it, or that ended it.
    """

    WITHOUT_NUMBER = ("IMMEDIATE", "ASAP")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="deadlines")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(DutyPost, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, related_name="+")
    term = models.CharField(max_length=8)
    person = models.UUIDField(null=True)
    owner_kind = models.CharField(max_length=24)
    clock = models.CharField(max_length=24)
    rules_version = models.CharField(max_length=64)
    starts_at = models.DateTimeField()
    due_at = models.DateTimeField()
    met_at = models.DateTimeField(null=True)
    met_by = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_reason = models.CharField(max_length=120, blank=True)
    warned_at = models.DateTimeField(null=True)

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "term", "organisation", "item", "person"],
                name="deadline_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | ~Q(ended_reason=""), name="deadline_end_needs_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(met_at=None, ended_at=None), name="deadline_due"),
            models.Index(
                fields=["organisation", "due_at"],
                condition=Q(met_at=None, ended_at=None),
                name="deadline_work",
            ),
        ]

    @property
    def is_aim(self) -> bool:
        """Whether `due_at` is an own target: the rule says "at once" and no number (handbook 3.0)."""
        return self.clock in self.WITHOUT_NUMBER


class Block(models.Model):
    """Something that may not happen yet ("nog niet spreken met de ouders"), with its owner and its end."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="blocks")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=40)
    reason = models.TextField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "organisation", "what"], condition=Q(lifted_at=None), name="block_once"
            )
        ]
