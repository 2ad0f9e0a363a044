import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('workorders', '0003_lists_of_other_packages'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='tablet',
            options={'ordering': ['-linked_at', '-pk']},
        ),
        migrations.AddField(
            model_name='tablet',
            name='name',
            field=models.CharField(blank=True, default='', max_length=255),
        ),
        migrations.AddField(
            model_name='tablet',
            name='rolled_at',
            field=models.DateTimeField(help_text='when its newest key was given out', null=True),
        ),
        migrations.CreateModel(
            name='TabletKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(null=True)),
                ('tablet', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='keys', to='workorders.tablet')),
            ],
        ),
        migrations.CreateModel(
            name='LinkCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('expires_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(null=True)),
                ('employee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='link_codes', to='workorders.employee')),
            ],
        ),
        migrations.CreateModel(
            name='TabletEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('moment', models.DateTimeField()),
                ('what', models.CharField(choices=[('linked', 'Linked'), ('linked_again', 'Linked again'), ('ended', 'Ended by the office'), ('left', 'Unlinked on the tablet')], max_length=20)),
                ('who', models.CharField(blank=True, default='', max_length=255)),
                ('tablet', models.CharField(blank=True, default='', max_length=255)),
                ('by', models.CharField(blank=True, default='', max_length=255)),
                ('seen', models.BooleanField(default=False)),
                ('company', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tablet_events', to='workorders.company')),
            ],
            options={
                'ordering': ['-moment', '-pk'],
            },
        ),
    ]
