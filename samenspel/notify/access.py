# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may read a notice: whoever staffs its post. What could not be delivered is a matter of the whole organisation."""

import uuid
from collections.abc import Iterable

from samenspel.notify.models import Notice
from samenspel.partners.models import COUNTED, DutyPost

MOST = 100


def notices_at(posts: Iterable[DutyPost]) -> list[Notice]:
    """The newest hundred notices of these posts. They say that there is something, never what (SR-21)."""
    return list(Notice.objects.at_posts(posts)[:MOST])


def how_many_unread(posts: Iterable[DutyPost]) -> int:
    return Notice.objects.at_posts(posts).filter(read_at=None).order_by()[:COUNTED].count()


def dead_letters_of(organisation: uuid.UUID) -> list[Notice]:
    """What could not be delivered to any post of the organisation, oldest first."""
    return list(Notice.objects.dead_of(organisation)[:MOST])
