# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tables of a database and the rights on them, made by its owner."""

from pathlib import Path


def migrate(kind: str) -> None:
    """Migrate the database of this process, which runs as owner. The kind of a database is chosen once."""
    from django.core.management import call_command  # noqa: PLC0415  (Django starts in `enter`)
    from django.db import connection, transaction  # noqa: PLC0415

    new = "samenspel_database" not in connection.introspection.table_names()
    call_command("migrate", verbosity=0, interactive=False)
    grants = (Path(__file__).parent / "sql" / "grants.sql").read_text()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(grants)
        if new:
            cursor.execute("UPDATE samenspel_database SET kind = %s", [kind])
    if not new:
        _prove_routes()


def _prove_routes() -> None:
    """The national rules may have changed: what regions made of them holds again only when it is proved beside them.

    What cannot be proved waits; the national rules hold meanwhile, and doctor and administrators are told.
    """
    from django.db import transaction  # noqa: PLC0415  (Django starts in `enter`)

    import samenspel  # noqa: PLC0415
    from samenspel.insights.actions import prove_again  # noqa: PLC0415
    from samenspel.partners.actions import administrator  # noqa: PLC0415

    with transaction.atomic():
        prove_again(administrator(), samenspel.now())
