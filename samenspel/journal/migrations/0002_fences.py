# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [
        migrations.RunSQL((SQL / "context.sql").read_text(), migrations.RunSQL.noop),
        migrations.RunSQL((SQL / "guard.sql").read_text(), migrations.RunSQL.noop),
    ]
