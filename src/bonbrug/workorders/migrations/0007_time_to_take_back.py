from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("workorders", "0006_tablets_without_digest"),
    ]

    operations = [
        migrations.AddField(
            model_name='company',
            name='signature_required',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='company',
            name='take_back_minutes',
            field=models.PositiveIntegerField(default=5),
        ),
        migrations.AddField(
            model_name='workorder',
            name='held_until',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='workorder',
            name='status_before',
            field=models.CharField(blank=True, default='', max_length=11),
        ),
        migrations.AddField(
            model_name='workorder',
            name='work_status_given',
            field=models.CharField(blank=True, default='', max_length=255),
        ),
        migrations.AlterField(
            model_name='history',
            name='what',
            field=models.CharField(choices=[('made', 'Made'), ('changed', 'Changed'), ('employee_chosen', 'Employee chosen'), ('picked_up', 'Picked up on a tablet'), ('period_written', 'Hours written'), ('period_removed', 'Hours removed'), ('material_written', 'Material written'), ('material_removed', 'Material removed'), ('completed', 'Signed and set to Complete'), ('taken_back', 'Taken back before it was sent'), ('sent_now', 'Sent without waiting'), ('work_status_set', 'Work status set'), ('settled', 'Set to Settled'), ('reopened', 'Set back to Complete'), ('archived', 'Archived'), ('unarchived', 'Taken out of the archive'), ('imported', 'Imported from another system')], max_length=20),
        ),
        migrations.AddIndex(
            model_name='workorder',
            index=models.Index(condition=models.Q(('held_until__isnull', False)), fields=['held_until'], name='work_order_held'),
        ),
    ]
