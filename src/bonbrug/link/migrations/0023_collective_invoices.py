"""Several work orders of one customer may become one invoice, which has a job of its own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("link", "0022_delivery")]
    operations = [
        migrations.AddField(
            "customeragreement", "collect", models.CharField(max_length=10, blank=True)
        ),
        migrations.AddField("exportjob", "collective", models.BooleanField(default=False)),
        migrations.AddField("exportjob", "collect_now", models.BooleanField(default=False)),
        migrations.AddField(
            "exportjob",
            "collected_in",
            models.ForeignKey(
                "link.exportjob", models.RESTRICT, null=True, blank=True, related_name="members"
            ),
        ),
    ]
