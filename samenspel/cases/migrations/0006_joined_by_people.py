# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0005_named'),
    ]

    operations = [
        migrations.AddField(
            model_name='joined',
            name='ended_by',
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name='joined',
            name='ended_reason',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='joined',
            name='made_by',
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name='joined',
            name='reason',
            field=models.TextField(blank=True),
        ),
        migrations.AddConstraint(
            model_name='joined',
            constraint=models.CheckConstraint(condition=models.Q(('made_by', None), models.Q(('reason', ''), _negated=True), _connector='OR'), name='joined_by_somebody_for_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='joined',
            constraint=models.CheckConstraint(condition=models.Q(('ended_at', None), models.Q(('ended_by__isnull', False), models.Q(('ended_reason', ''), _negated=True)), _connector='OR'), name='joined_ended_by_somebody_for_a_reason'),
        ),
    ]
