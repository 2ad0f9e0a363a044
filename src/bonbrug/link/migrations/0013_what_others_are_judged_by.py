from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("link", "0012_limits_of_checks"),
    ]

    operations = [
        migrations.AddField(
            model_name='exportjob',
            name='likeness',
            field=models.CharField(blank=True, default='', max_length=32),
        ),
        migrations.AddField(
            model_name='exportjob',
            name='work',
            field=models.TextField(blank=True, default=''),
        ),
        migrations.AddField(
            model_name='exportjob',
            name='worked_first',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='exportjob',
            name='worked_last',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name='exportjob',
            index=models.Index(fields=['connection', 'worked_last'], name='job_worked'),
        ),
        migrations.AddIndex(
            model_name='exportjob',
            index=models.Index(fields=['connection', 'likeness'], name='job_likeness'),
        ),
        migrations.AddIndex(
            model_name='exportjob',
            index=models.Index(fields=['connection', 'relation_code'], name='job_of_relation'),
        ),
    ]
