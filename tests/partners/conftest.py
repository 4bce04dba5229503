# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""For tests about who comes in: the last lines of the journal, a demonstration, and a database as its owner."""

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.db import connection

from samenspel.journal.models import Actor, Entry
from samenspel.partners.access import acting_as
from samenspel.partners.models import Organisation
from samenspel.site.postgres import Role
from tests.settings import SERVER

Lines = Callable[[Organisation], list[tuple[str, str, str]]]


@pytest.fixture(autouse=True)
def no_attempts_counted() -> None:
    """Every test starts with a clean sheet of attempts."""
    cache.clear()


@pytest.fixture
def lines() -> Lines:
    """What the journal of an organisation says about signing in: name, outcome and ground, oldest first."""

    def read(organisation: Organisation) -> list[tuple[str, str, str]]:
        with acting_as(Actor(organisation.id, organisation.kind), purpose="toets"):
            found = Entry.objects.filter(purpose="aanmelden").order_by("recorded_at")
            return [(one.name, one.outcome, one.ground) for one in found]

    return read


@pytest.fixture
def as_owner(own_database: str) -> Iterator[str]:
    """A database of our own, entered as its owner: the role that administration runs as."""
    usual = {key: connection.settings_dict[key] for key in ("USER", "PASSWORD")}
    owner = SERVER.django(Role.OWNER, own_database)
    connection.settings_dict.update(USER=owner["USER"], PASSWORD=owner["PASSWORD"])
    try:
        yield own_database
    finally:
        connection.close()
        connection.settings_dict.update(usual)
