# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Trying a region's routekaart in a replay: its database holds the version, so that everything evaluates by it."""

import hashlib
import uuid
from datetime import datetime

from django.db import transaction

from samenspel.journal.models import Handling, write
from samenspel.partners.actions import administrator
from samenspel.partners.models import RouteProof, RouteState, RouteVariant
from samenspel.rules import variants
from samenspel.rules.ruleset import national
from samenspel.rules.variants import Variant

NOBODY = (uuid.UUID(int=1), uuid.UUID(int=2))  # in a replay there are no people to write it and to decide


def hold(variant: Variant, region: str, now: datetime) -> None:
    """Let this variant hold in that region from `now` on. Whoever calls has proved it.

    Runs as the owner of a database of kind replay; another database refuses it.
    """
    author, approver = NOBODY
    text, rules = variants.write(variant), variants.combine(variant)
    with transaction.atomic():
        made = RouteVariant(
            region=region,
            number=1,
            text=text,
            digest=hashlib.sha256(text.encode()).hexdigest(),
            state=RouteState.PUBLISHED,
            author=author,
            made_at=now,
            changed_at=now,
            proposed_at=now,
            approver=approver,
            published_at=now,
            effective_at=now,
        )
        made.save(force_insert=True)
        RouteProof(variant=made, national_version=national().version, version=rules.version, at=now).save(
            force_insert=True
        )
        write(
            by=administrator(),
            name="insights.hold_route",
            handling=Handling.CHANGE,
            now=now,
            object_kind="route_variant",
            object=made.pk,
            purpose="replay",
            rules_version=rules.version,
        )
