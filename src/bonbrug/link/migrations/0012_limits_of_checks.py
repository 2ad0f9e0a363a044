from decimal import Decimal
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("link", "0011_without_seen_counts"),
    ]

    operations = [
        migrations.AddField(
            model_name='connection',
            name='asks_travel',
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name='connection',
            name='closed_until',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='connection',
            name='control',
            field=models.CharField(default='doubtful', max_length=8),
        ),
        migrations.AddField(
            model_name='connection',
            name='most_of_a_line',
            field=models.DecimalField(decimal_places=2, default=Decimal('10000'), max_digits=14),
        ),
        migrations.AddField(
            model_name='connection',
            name='most_of_an_invoice',
            field=models.DecimalField(decimal_places=2, default=Decimal('25000'), max_digits=14),
        ),
        migrations.AddField(
            model_name='connection',
            name='most_pieces',
            field=models.PositiveIntegerField(default=1000),
        ),
        migrations.AddField(
            model_name='connection',
            name='needs_signature',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='connection',
            name='oldest_days',
            field=models.PositiveSmallIntegerField(default=62),
        ),
        migrations.AddField(
            model_name='connection',
            name='price_percent',
            field=models.PositiveSmallIntegerField(default=25),
        ),
        migrations.AddField(
            model_name='connection',
            name='twice_days',
            field=models.PositiveSmallIntegerField(default=60),
        ),
        migrations.AddField(
            model_name='connection',
            name='unusual_times',
            field=models.PositiveSmallIntegerField(default=5),
        ),
    ]
