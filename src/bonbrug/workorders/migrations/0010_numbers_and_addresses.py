import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("workorders", "0009_carry_discounts"),
    ]

    operations = [
        migrations.CreateModel(
            name='Dwelling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(max_length=1024)),
                ('is_old', models.BooleanField()),
                ('marked_by', models.CharField(blank=True, default='', max_length=255)),
                ('marked_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='NumberSeries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('following', models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.AddField(
            model_name='company',
            name='number_prefix',
            field=models.CharField(blank=True, default='W', max_length=8),
        ),
        migrations.AddField(
            model_name='company',
            name='numbers_per_year',
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name='workorder',
            name='number_key',
            field=models.CharField(blank=True, default='', max_length=1024),
        ),
        migrations.AddField(
            model_name='workorder',
            name='signed_minutes',
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='history',
            name='what',
            field=models.CharField(choices=[('made', 'Made'), ('changed', 'Changed'), ('employee_chosen', 'Employee chosen'), ('picked_up', 'Picked up on a tablet'), ('period_written', 'Hours written'), ('period_removed', 'Hours removed'), ('material_written', 'Material written'), ('material_removed', 'Material removed'), ('completed', 'Signed and set to Complete'), ('taken_back', 'Taken back before it was sent'), ('sent_now', 'Sent without waiting'), ('work_status_set', 'Work status set'), ('settled', 'Set to Settled'), ('reopened', 'Set back to Complete'), ('address_marked', 'Work address marked'), ('archived', 'Archived'), ('unarchived', 'Taken out of the archive'), ('imported', 'Imported from another system')], max_length=20),
        ),
        migrations.AddConstraint(
            model_name='workorder',
            constraint=models.UniqueConstraint(condition=models.Q(('number_key', ''), _negated=True), fields=('company', 'number_key'), name='work_order_number_alike_once'),
        ),
        migrations.AddField(
            model_name='dwelling',
            name='company',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dwellings', to='workorders.company'),
        ),
        migrations.AddField(
            model_name='numberseries',
            name='company',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='number_series', to='workorders.company'),
        ),
        migrations.AddConstraint(
            model_name='dwelling',
            constraint=models.UniqueConstraint(fields=('company', 'address'), name='dwelling_marked_once'),
        ),
        migrations.AddConstraint(
            model_name='numberseries',
            constraint=models.UniqueConstraint(fields=('company', 'year'), name='one_series_a_year'),
        ),
    ]
