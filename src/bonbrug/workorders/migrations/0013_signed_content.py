"""What was signed for is kept, and found by its code; lines under the name of a firm on paper."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('workorders', '0012_hours_by_day'),
    ]

    operations = [
        migrations.AddField(
            model_name='company',
            name='letterhead',
            field=models.TextField(blank=True, default='', max_length=600),
        ),
        migrations.AddField(
            model_name='workorder',
            name='signed_code',
            field=models.CharField(blank=True, default='', max_length=64),
        ),
        migrations.AddField(
            model_name='workorder',
            name='signed_content',
            field=models.TextField(blank=True, default=''),
        ),
        migrations.AddIndex(
            model_name='workorder',
            index=models.Index(condition=models.Q(('signed_code', ''), _negated=True), fields=['company', 'signed_code'], name='work_order_signed_code'),
        ),
    ]
