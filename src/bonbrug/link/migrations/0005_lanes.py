from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('link', '0004_bearer_token'),
    ]

    operations = [
        migrations.AddField(
            model_name='connection',
            name='queued_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='connection',
            name='answer_seconds',
            field=models.FloatField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='connection',
            name='silent_since',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='connection',
            name='silent_times',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='connection',
            name='hold_seconds',
            field=models.FloatField(default=0),
        ),
        migrations.AddIndex(
            model_name='connection',
            index=models.Index(condition=models.Q(('silent_times__gt', 0)), fields=['due_at'], name='link_silent'),
        ),
    ]
