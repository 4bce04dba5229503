# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""PostgreSQL for samenspel: the server of DATABASE_URL, or one of our own that needs no installation.

    found = server()                                # runs now, and for as long as this process lives
    found.ensure_database()                         # "samenspel"
    DATABASES = {"default": found.django(Role.WEB)}

Why it is made like this: docs/decisions, "A PostgreSQL of our own".
"""

from samenspel.site.postgres.place import PostgresError
from samenspel.site.postgres.roles import RUNTIME, Role
from samenspel.site.postgres.server import DATABASE, Server, server

__all__ = ["DATABASE", "RUNTIME", "PostgresError", "Role", "Server", "server"]
