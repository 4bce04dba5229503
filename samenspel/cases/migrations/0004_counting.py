# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0003_fences'),
        ('partners', '0004_calls'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='deadline',
            name='deadline_work',
        ),
        migrations.AddIndex(
            model_name='deadline',
            index=models.Index(condition=models.Q(('ended_at', None), ('met_at', None)), fields=['organisation', 'due_at'], name='deadline_work'),
        ),
    ]
