from decimal import Decimal
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("workorders", "0007_time_to_take_back"),
    ]

    operations = [
        migrations.AddField(
            model_name='company',
            name='discount_code',
            field=models.CharField(blank=True, default='', max_length=255),
        ),
        migrations.AddField(
            model_name='materialline',
            name='discount',
            field=models.DecimalField(decimal_places=4, default=Decimal('0'), max_digits=7),
        ),
        migrations.AddField(
            model_name='materialline',
            name='warranty',
            field=models.CharField(blank=True, default='', max_length=255),
        ),
        migrations.AddField(
            model_name='workorder',
            name='discount',
            field=models.DecimalField(decimal_places=4, default=Decimal('0'), max_digits=7),
        ),
    ]
