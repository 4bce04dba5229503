# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Being another process for a while: the same database, in that process's role."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from samenspel.site.postgres import Role
from tests.settings import SERVER


@contextmanager
def in_role(role: Role) -> Iterator[None]:
    """For a test with a database of its own: every connection made inside is one of `role`, in all threads."""
    usual = {key: connection.settings_dict[key] for key in ("USER", "PASSWORD")}
    entry = SERVER.django(role, connection.settings_dict["NAME"])
    connection.close()
    connection.settings_dict.update(USER=entry["USER"], PASSWORD=entry["PASSWORD"])
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(usual)
