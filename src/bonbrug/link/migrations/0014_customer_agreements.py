"""What was agreed with single customers gets a table."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("link", "0013_what_others_are_judged_by")]
    operations = [
        migrations.CreateModel(
            name="CustomerAgreement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=255)),
                ("code", models.CharField(max_length=255)),
                ("lines_per", models.CharField(blank=True, max_length=10)),
                ("round_way", models.CharField(blank=True, max_length=10)),
                ("round_step", models.PositiveSmallIntegerField(default=15)),
                ("round_per", models.CharField(default="period", max_length=10)),
                ("minimum_minutes", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("call_out", models.CharField(blank=True, max_length=255, null=True)),
                (
                    "connection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="agreements",
                        to="link.connection",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("connection", "key"), name="agreement_once")
                ],
            },
        ),
    ]
