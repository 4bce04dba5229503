# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""No commit without a journal entry."""

import pytest
from django.db import DatabaseError, transaction

from samenspel.journal.models import Actor, Handling, write
from samenspel.partners.access import acting_as
from samenspel.people.models import PersonRecord
from tests import cast


def record(organisation: object) -> None:
    made = PersonRecord(organisation=organisation, surname="Voorbeeld", recorded_at=cast.NOW)
    made.identity = made.pk
    made.save(force_insert=True)


def test_sr29_a_change_without_a_journal_entry_is_refused_at_commit(own_database: str) -> None:
    vt = cast.organisation("VT")
    actor = Actor(vt.pk, "VT")
    refused = pytest.raises(DatabaseError, match="without a journal entry")
    with refused, transaction.atomic(), acting_as(actor, purpose="evaluatie"):
        record(vt)
    with transaction.atomic(), acting_as(actor, purpose="evaluatie"):
        assert not PersonRecord.objects.exists()


def test_sr29_with_an_entry_it_is_kept(own_database: str) -> None:
    vt = cast.organisation("VT")
    actor = Actor(vt.pk, "VT")
    with transaction.atomic(), acting_as(actor, purpose="evaluatie"):
        record(vt)
        write(by=actor, name="test", handling=Handling.COLLECT, now=cast.NOW)
    with transaction.atomic(), acting_as(actor, purpose="evaluatie"):
        assert PersonRecord.objects.count() == 1
