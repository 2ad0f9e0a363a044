"""The invoice that waits for a person's yes, as it would be."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("link", "0019_vat_of_customers")]
    operations = [
        migrations.CreateModel(
            name="Proposal",
            fields=[
                (
                    "job",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="proposal",
                        serialize=False,
                        to="link.exportjob",
                    ),
                ),
                ("body", models.JSONField()),
                ("circumstances", models.CharField(max_length=32)),
            ],
        ),
    ]
