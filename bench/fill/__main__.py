# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""`python -m bench.fill DATABASE CASES`: fill a migrated database of the site whose environment this has."""

import sys

import psycopg
from psycopg.conninfo import make_conninfo

from samenspel.site import environment
from samenspel.site.postgres import Role, server


def main(database: str, cases: int) -> None:
    found = server()
    environment.enter(Role.WEB, database=database, found=found)
    from bench.fill.load import fill  # noqa: PLC0415  (Django starts above)

    with psycopg.connect(make_conninfo("", **found.admin, dbname=database)) as plain:
        print(fill(plain, cases))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
