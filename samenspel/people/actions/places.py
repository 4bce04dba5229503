# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where something happened. Violence at home happens at somebody's address: it is kept as one (SR-13).

Rule 1: every organisation that was told the place keeps a Secret of its own. Nothing else holds it.
Rule 2: an item holds a reference. Without a Secret of one's own it says nothing, whoever it is shown to.
Rule 3: it is protected when anybody who was there is, or may be, protected (SR-14). What the place is does not count:
if it did, hiding it would tell that it is the address that nobody may know (SR-16).
"""

import uuid
from datetime import datetime
from typing import Any

from samenspel.journal.models import Actor
from samenspel.people.models import Secret, SecretKind, place_of


def keep_place(
    reference: uuid.UUID, value: dict[str, Any], *, protected: bool, by: Actor, now: datetime
) -> None:
    """Keep a place (plain JSON) for `by`'s organisation. The caller's journal entry covers it.

    `protected` is what `people.access.perhaps_protected` says of who was there, for that organisation.
    """
    Secret(
        id=place_of(reference, by.acts_for),
        organisation_id=by.acts_for,
        kind=SecretKind.PLACE.value,
        protected=protected,
        recorded_at=now,
    ).seal_value(value).save(force_insert=True)
