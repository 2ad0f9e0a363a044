"""A job keeps the number of the project of its work order, for one invoice per project."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("link", "0025_credit_of_a_collective_invoice")]
    operations = [
        migrations.AddField(
            "exportjob", "project", models.CharField(max_length=255, blank=True, default="")
        ),
    ]
