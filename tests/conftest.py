# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every test may rely on."""

from collections.abc import Iterator

import pytest
from django.db import connection
from hypothesis import settings
from pytest_django import DjangoDbBlocker

from tests.database import copy

# The same examples in every run: a test that fails, fails for everybody.
settings.register_profile("fixed", derandomize=True, deadline=None)
settings.load_profile("fixed")


@pytest.fixture(scope="session")
def django_db_setup() -> None:
    """The database exists already (tests/settings.py); nothing is created as a role that may not."""


@pytest.fixture
def own_database(django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A database for a test that commits: a fresh copy, thrown away afterwards. Gives its name."""
    usual = connection.settings_dict["NAME"]
    name = f"{usual}_own"
    found = copy(name)
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        with django_db_blocker.unblock():
            yield name
            connection.close()
    finally:
        connection.settings_dict["NAME"] = usual
        found.drop(name)
