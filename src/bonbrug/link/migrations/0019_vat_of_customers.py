"""Customer agreements get what the VAT of their invoices depends on."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("link", "0018_address_answers")]
    operations = [
        migrations.AddField(
            model_name="customeragreement",
            name="reverse_charge",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="customeragreement",
            name="country",
            field=models.CharField(blank=True, max_length=50),
        ),
        migrations.AddField(
            model_name="customeragreement",
            name="vat_number",
            field=models.CharField(blank=True, max_length=50),
        ),
    ]
