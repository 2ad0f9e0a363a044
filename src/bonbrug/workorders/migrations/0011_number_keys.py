"""Every number gets its key; of two that differ by capitals only the newer one stays without."""

from django.db import migrations

BATCH = 1000


def folded(number):
    return ' '.join(number.split()).casefold()


def carry_over(apps, schema_editor):
    alias = schema_editor.connection.alias
    orders = apps.get_model('workorders', 'WorkOrder').objects.using(alias)
    seen, batch = set(), []
    found = orders.exclude(number='').order_by('pk').only('company_id', 'number', 'number_key')
    for order in found.iterator(chunk_size=BATCH):
        key = order.company_id, folded(order.number)
        if key in seen or not key[1]:
            continue
        seen.add(key)
        order.number_key = key[1]
        batch.append(order)
        if len(batch) == BATCH:
            orders.bulk_update(batch, ['number_key'])
            batch = []
    orders.bulk_update(batch, ['number_key'])


class Migration(migrations.Migration):

    dependencies = [
        ("workorders", "0010_numbers_and_addresses"),
    ]

    operations = [
        migrations.RunPython(carry_over, migrations.RunPython.noop),
    ]
