# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A database for the tests of one file, whose transactions commit; and a spool beside it."""

from collections.abc import Iterator

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from bench.world import own_spool
from tests.database import copy


@pytest.fixture(scope="module")
def committed(django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A fresh copy of the template for this file, thrown away afterwards. Gives its name."""
    usual = connection.settings_dict["NAME"]
    name = f"{usual}_own"
    found = copy(name)
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        with django_db_blocker.unblock(), own_spool():
            yield name
            connection.close()
    finally:
        connection.settings_dict["NAME"] = usual
        found.drop(name)
