"""A credit invoice knows which invoice it credits, and its lines know which lines."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("books", "0003_every_kind_of_booking"),
    ]

    operations = [
        migrations.AddField(
            model_name='invoice',
            name='credits',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='credit_invoices', to='books.invoice'),
        ),
        migrations.AddField(
            model_name='invoiceline',
            name='credits',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='credit_lines', to='books.invoiceline'),
        ),
        migrations.AddField(
            model_name='invoiceline',
            name='kept_net',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True),
        ),
        migrations.AddField(
            model_name='invoiceline',
            name='kept_vat',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True),
        ),
    ]
