# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""On whose behalf a transaction acts."""

import uuid

import pytest
from django.db import connection

from samenspel.journal.models import Actor
from samenspel.partners.access import acting_as


def organisation() -> str | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT samenspel_organisation()::text")
        found: str | None = cursor.fetchone()[0]
    return found


@pytest.mark.django_db
def test_sr06_the_context_is_what_it_was_after_the_block() -> None:
    outer, inner = Actor(uuid.uuid4(), "VT"), Actor(uuid.uuid4(), "POL")
    with acting_as(outer, purpose="pagina"):
        with acting_as(inner, purpose="evaluatie"):
            assert organisation() == str(inner.organisation)
        assert organisation() == str(outer.organisation)
    assert organisation() is None


def test_sr06_acting_needs_a_transaction(own_database: str) -> None:
    with pytest.raises(RuntimeError), acting_as(Actor(uuid.uuid4(), "VT"), purpose="pagina"):
        pass
