"""The key of every linked tablet moves to a row of its own, so that it stays linked."""

from django.db import migrations
from django.db.models import F


def carry_over(apps, schema_editor):
    alias = schema_editor.connection.alias
    tablets = apps.get_model('workorders', 'Tablet').objects.using(alias)
    keys = apps.get_model('workorders', 'TabletKey').objects.using(alias)
    for tablet in tablets.iterator():
        keys.create(
            tablet=tablet,
            digest=tablet.device_digest,
            made_at=tablet.linked_at,
            used_at=tablet.linked_at,
        )
    tablets.update(rolled_at=F('linked_at'))


class Migration(migrations.Migration):

    dependencies = [
        ('workorders', '0004_tablet_keys'),
    ]

    operations = [
        migrations.RunPython(carry_over, migrations.RunPython.noop),
    ]
