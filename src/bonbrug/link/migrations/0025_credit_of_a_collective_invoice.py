"""A collective invoice is credited once; each of its work orders has a job that follows that."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("link", "0024_trial_invoice")]
    operations = [
        migrations.RemoveConstraint("exportjob", "credited_once"),
        migrations.AddConstraint(
            "exportjob",
            models.UniqueConstraint(
                fields=["connection", "credits"],
                condition=~Q(credits="") & ~Q(state="withdrawn") & Q(collected_in=None),
                name="credited_once",
            ),
        ),
    ]
