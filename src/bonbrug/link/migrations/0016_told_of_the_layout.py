"""Who makes invoices already is told once that more can be chosen now."""

from django.db import migrations
from django.utils import timezone


def tell(apps, schema_editor):
    alias = schema_editor.connection.alias
    connections = apps.get_model("link", "Connection").objects.using(alias)
    Item = apps.get_model("link", "Item")
    now = timezone.now()
    working = connections.filter(deleted_at=None, export_invoices=True)
    working = working.exclude(activated_on=None)
    Item.objects.using(alias).bulk_create(
        Item(connection=one, kind="new_layout", facts={}, opened_at=now, last_seen_at=now)
        for one in working
    )


class Migration(migrations.Migration):
    dependencies = [("link", "0015_invoice_layout")]
    operations = [migrations.RunPython(tell, migrations.RunPython.noop)]
