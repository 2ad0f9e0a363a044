"""The firm gets its days under the scheme for small businesses."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("books", "0010_electronic_invoices")]
    operations = [
        migrations.AddField(
            model_name="administration",
            name="exempt_from",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="administration",
            name="exempt_until",
            field=models.DateField(blank=True, null=True),
        ),
    ]
