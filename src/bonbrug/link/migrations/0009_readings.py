"""What a run leaves for the next one gets tables and a column of its own."""

import django.db.models.deletion
from django.db import migrations, models

ID = models.BigAutoField(
    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
)


class Migration(migrations.Migration):
    dependencies = [("link", "0008_keyed_journal")]
    operations = [
        migrations.AddField(
            model_name="exportjob",
            name="doubles_reported",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.CreateModel(
            name="LateWrite",
            fields=[
                ("id", ID),
                ("shelf", models.CharField(max_length=12)),
                ("fingerprint", models.CharField(max_length=32)),
                ("sent_at", models.DateTimeField()),
                (
                    "connection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="late_writes",
                        to="link.connection",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("connection", "shelf", "fingerprint"), name="late_write_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReadingState",
            fields=[
                ("id", ID.clone()),
                ("listing", models.CharField(max_length=20)),
                ("row_count", models.PositiveIntegerField(default=0)),
                ("fingerprint", models.CharField(blank=True, max_length=32)),
                ("circumstances", models.CharField(blank=True, max_length=32)),
                (
                    "connection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="readings",
                        to="link.connection",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("connection", "listing"), name="reading_once"
                    )
                ],
            },
        ),
    ]
