from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("link", "0006_plain_names"),
    ]

    operations = [
        migrations.AddField(
            model_name='exportjob',
            name='decisions',
            field=models.PositiveIntegerField(default=0),
        ),
    ]
