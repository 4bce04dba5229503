# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
import uuid
from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0004_counting'),
        ('journal', '0002_fences'),
        ('partners', '0001_initial'),
        ('people', '0004_person_recorded'),
    ]

    operations = [
        migrations.CreateModel(
            name='DisclosedPerson',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('disclosure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='named', to='cases.disclosure')),
                ('giver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.organisation')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.personrecord')),
            ],
            options={
                'indexes': [models.Index(fields=['person', 'organisation'], name='disclosed_person')],
                'constraints': [models.UniqueConstraint(fields=('disclosure', 'person'), name='disclosed_person_once')],
            },
        ),
        migrations.RunSQL((SQL / "naming.sql").read_text(), migrations.RunSQL.noop),
    ]
