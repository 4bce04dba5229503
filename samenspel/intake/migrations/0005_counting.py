# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0004_counting'),
        ('intake', '0004_status'),
        ('partners', '0004_calls'),
        ('people', '0004_person_recorded'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='message',
            index=models.Index(condition=models.Q(('state', 'wacht')), fields=['post'], name='message_waiting'),
        ),
    ]
