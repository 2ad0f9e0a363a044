"""A job may take an invoice back; what is left as it is after a work order was offered again."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("link", "0020_proposal")]
    operations = [
        *(
            migrations.AddField(
                "exportjob", name, models.CharField(max_length=length, blank=True, default="")
            )
            for name, length in (
                ("credits", 50), ("reopened_fingerprint", 32), ("left_fingerprint", 32),
            )
        ),
        migrations.AddField("exportjob", "again", models.BooleanField(default=False)),
        migrations.AddConstraint(
            "exportjob",
            models.UniqueConstraint(
                fields=["connection", "credits"],
                condition=~Q(credits="") & ~Q(state="withdrawn"),
                name="credited_once",
            ),
        ),
    ]  # fmt: skip
