# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Alignment moments that were held: when, who sat there, what was decided by whom."""

import uuid

from django.db import models
from django.db.models import Q

from samenspel.cases.models import Case, Item
from samenspel.partners.models import Organisation


class Moment(models.Model):
    """One held moment (samen op in acuut, actieoverleg, VT-ZSM, strafbare kindermishandeling)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="moments")
    item = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    moment = models.CharField(max_length=16)
    held_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(moment__in=["acuut", "actieoverleg", "zsm", "ssk"]), name="moment_known"
            )
        ]


class Presence(models.Model):
    """An organisation sat at a moment."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    moment = models.ForeignKey(Moment, on_delete=models.PROTECT, related_name="presences")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["moment", "organisation"], name="presence_once")]


class Decision(models.Model):
    """What a moment decided, in the code of the handbook, and which organisation may decide that (DT-14)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    moment = models.ForeignKey(Moment, on_delete=models.PROTECT, related_name="decisions")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=60)
