"""A firm that ends, and the proof of it; its chain of the security log may go with it."""

from django.db import migrations, models

from bonbrug.accounts.migrations._ended_firms import close_again, open_for_ended


class Migration(migrations.Migration):
    dependencies = [("accounts", "0014_changing_an_address")]
    operations = [
        migrations.CreateModel(
            name="Ending",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveBigIntegerField(unique=True)),
                ("role", models.CharField(max_length=12)),
                ("asked_at", models.DateTimeField()),
                ("next_try_at", models.DateTimeField()),
                ("rows", models.PositiveBigIntegerField(default=0)),
                ("rows_done", models.PositiveBigIntegerField(default=0)),
                ("exported_at", models.DateTimeField(blank=True, null=True)),
                ("export_hash", models.CharField(blank=True, max_length=64)),
                ("ends_at", models.DateTimeField(blank=True, null=True)),
                ("erased_at", models.DateTimeField(blank=True, null=True)),
                ("counts", models.JSONField(default=dict)),
            ],
        ),
        migrations.RunPython(open_for_ended, close_again),
    ]
