"""The planning board finds the work orders of its days without walking past the others."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('workorders', '0014_tablet_operations'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='workorder',
            index=models.Index(condition=models.Q(('archived', False)), fields=['company', 'work_date'], name='work_order_of_day'),
        ),
        migrations.AddIndex(
            model_name='workorder',
            index=models.Index(condition=models.Q(('archived', False), ('work_end_date__isnull', False)), fields=['company', 'work_end_date', 'work_date'], name='work_order_of_last_day'),
        ),
    ]
