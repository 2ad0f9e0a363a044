"""The numbers of invoices that were deleted before they were booked."""

from decimal import Decimal

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('books', '0005_offsets'),
    ]

    operations = [
        migrations.CreateModel(
            name='DeletedInvoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=50)),
                ('date', models.DateField()),
                ('relation_code', models.CharField(max_length=15)),
                ('gross', models.DecimalField(decimal_places=2, default=Decimal('0'), max_digits=14)),
                ('deleted_on', models.DateField()),
                ('administration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deleted_invoices', to='books.administration')),
            ],
            options={
                'ordering': ['-deleted_on', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('administration', 'number'), name='deleted_number_once')],
            },
        ),
    ]
