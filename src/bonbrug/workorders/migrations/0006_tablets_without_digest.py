from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('workorders', '0005_keys_of_tablets'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='tablet',
            name='device_digest',
        ),
        migrations.AlterField(
            model_name='tablet',
            name='rolled_at',
            field=models.DateTimeField(help_text='when its newest key was given out'),
        ),
    ]
