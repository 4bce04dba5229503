# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plans", "0002_fences")]

    operations = [
        migrations.RemoveConstraint(model_name="agreement", name="agreement_reference_once"),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.UniqueConstraint(
                fields=("case", "organisation", "reference"), name="agreement_reference_once"
            ),
        ),
    ]
