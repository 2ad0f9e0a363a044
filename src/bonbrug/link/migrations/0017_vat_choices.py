"""Settings get the days under the exemption for small firms, and what types of work are for VAT."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("link", "0016_told_of_the_layout")]
    operations = [
        migrations.AddField(
            model_name="connection",
            name="exempt_from",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="connection",
            name="exempt_until",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="connection",
            name="kinds_of_work",
            field=models.JSONField(blank=True, default=list),
        ),
    ]
