# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("partners", "0006_route_fences")]

    operations = [
        migrations.RunSQL((SQL / "replays.sql").read_text(), migrations.RunSQL.noop),
    ]
