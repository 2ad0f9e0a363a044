"""The key of every linked tablet moves to a row of its own, so that it stays linked."""

from django.db import migrations
from django.db.models import F


def carry_over(apps, schema_editor):
    Tablet = apps.get_model('workorders', 'Tablet')
    TabletKey = apps.get_model('workorders', 'TabletKey')
    for tablet in Tablet.objects.iterator():
        TabletKey.objects.create(
            tablet=tablet,
            digest=tablet.device_digest,
            made_at=tablet.linked_at,
            used_at=tablet.linked_at,
        )
    Tablet.objects.update(rolled_at=F('linked_at'))


class Migration(migrations.Migration):

    dependencies = [
        ('workorders', '0003_tablet_keys'),
    ]

    operations = [
        migrations.RunPython(carry_over, migrations.RunPython.noop),
    ]
