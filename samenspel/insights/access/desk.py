# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who administers the routekaart of which region, and the versions they see. Everybody else reads the same 404."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest

from django.http import Http404

from samenspel.journal.models import Actor
from samenspel.partners.models import Member, Organisation, RouteState, RouteVariant
from samenspel.partners.routekaart import Standing, standing_of

FUNCTION = "REG_ADMIN"


@dataclass(frozen=True, slots=True)
class Desk:
    """Where one regional administrator works: the region, and who it is."""

    region: str
    by: Actor
    member: uuid.UUID

    def wrote(self, variant: RouteVariant) -> bool:
        return variant.author == self.member


@dataclass(frozen=True, slots=True)
class Version:
    """One version for its reader: who is who, whether it took effect and holds now, and until when it holds."""

    variant: RouteVariant
    author: str
    approver: str
    withdrawn_by: str
    held: bool = False
    now: bool = False
    until: datetime | None = None


def desk_of(by: Actor) -> Desk | None:
    """The desk of this member; None for whoever is no regional administrator."""
    if by.function != FUNCTION or by.member is None or by.organisation is None:
        return None
    region = Organisation.objects.filter(pk=by.organisation).values_list("region", flat=True).first()
    return Desk(region, by, by.member) if region else None


def open_desk(by: Actor) -> Desk:
    """The desk of this member. Raises Http404 for everybody else."""
    desk = desk_of(by)
    if desk is None:
        raise Http404
    return desk


def open_version(desk: Desk, variant: uuid.UUID, now: datetime) -> Version:
    """One version of this region. Raises Http404 alike for one that is not there and one of another region."""
    found = RouteVariant.objects.of_region(desk.region).filter(pk=variant).first()
    if found is None:
        raise Http404
    return next(one for one in _told([found], _periods(desk, now), now))


def versions_of(desk: Desk, now: datetime) -> tuple[Standing, tuple[Version, ...]]:
    """What holds in the region now, and every version, newest first."""
    found = list(RouteVariant.objects.of_region(desk.region))
    return standing_of(desk.region, now), tuple(_told(found, _periods(desk, now), now))


def _periods(desk: Desk, now: datetime) -> dict[uuid.UUID, datetime | None]:
    """Until when each published version holds; None for the last."""
    rows = RouteVariant.objects.of_region(desk.region).filter(state=RouteState.PUBLISHED)
    ordered = list(rows.order_by("effective_at").values_list("pk", "effective_at"))
    starts = [start for _, start in ordered]
    return {pk: end for (pk, _), end in zip_longest(ordered, starts[1:])}


def _told(
    found: list[RouteVariant], periods: dict[uuid.UUID, datetime | None], now: datetime
) -> Iterable[Version]:
    people = {who for one in found for who in (one.author, one.approver, one.withdrawn_by) if who}
    names = dict(Member.objects.filter(pk__in=people).values_list("pk", "name"))
    for one in found:
        until = periods.get(one.pk)
        holds = one.pk in periods and one.effective_at is not None and one.effective_at <= now
        yield Version(
            one,
            names.get(one.author, ""),
            names.get(one.approver, "") if one.approver else "",
            names.get(one.withdrawn_by, "") if one.withdrawn_by else "",
            holds,
            holds and (until is None or until > now),
            until,
        )
