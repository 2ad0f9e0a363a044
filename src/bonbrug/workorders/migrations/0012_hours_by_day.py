"""Hours are found by their day: what a fitter wrote this week."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('workorders', '0011_number_keys'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='workperiod',
            index=models.Index(fields=['work_date'], name='periods_of_day'),
        ),
    ]
