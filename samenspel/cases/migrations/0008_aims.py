# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0007_holder_events'),
    ]

    operations = [
        migrations.AddField(
            model_name='invitation',
            name='due_is_aim',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='proposal',
            name='due_is_aim',
            field=models.BooleanField(default=False),
        ),
    ]
