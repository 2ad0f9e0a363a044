"""What was only kept of a line moves to its new columns: its discount and its warranty.

Of work orders that are complete nothing moves: they were signed and charged without it.
"""

from decimal import Decimal, InvalidOperation

from django.db import migrations


def percentage(text):
    try:
        found = Decimal(str(text).strip().removesuffix('%').strip().replace(',', '.'))
    except InvalidOperation:
        return None
    if not found.is_finite() or not 0 <= found <= 100 or found != round(found, 4):
        return None
    return found


def carry_over(apps, schema_editor):
    alias = schema_editor.connection.alias
    lines = apps.get_model('workorders', 'MaterialLine').objects.using(alias)
    open_ones = lines.filter(work_order__status__in=('Klaargezet', 'Opgehaald'))
    for line in open_ones.exclude(extra={}).iterator():
        found = percentage(line.extra.get('discount', ''))
        if found is not None:
            line.discount = found
            del line.extra['discount']
        line.warranty = str(line.extra.pop('warranty', ''))[:255]
        line.save(update_fields=['discount', 'warranty', 'extra'])


class Migration(migrations.Migration):

    dependencies = [
        ("workorders", "0008_discounts_and_warranty"),
    ]

    operations = [
        migrations.RunPython(carry_over, migrations.RunPython.noop),
    ]
