# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0003_second_person")]

    operations = [
        migrations.AddIndex(
            model_name="personrecord",
            index=models.Index(fields=["organisation", "recorded_at"], name="person_recorded"),
        ),
    ]
