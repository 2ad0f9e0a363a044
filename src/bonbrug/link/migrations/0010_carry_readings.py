"""Carry over what stood in one mapping of whole numbers by name.

``relation`` and ``product`` are row counts, ``print_…`` fingerprints as numbers, ``late shelf
fingerprint`` moments in seconds, ``double row_id generation`` how many invoices were told.
"""

from datetime import UTC, datetime

from django.db import migrations

COUNTED = {"relation": "books_relations", "product": "books_products"}
LISTINGS = ("books_relations", "books_products", "work_relations")


def carry(apps, schema_editor):
    alias = schema_editor.connection.alias
    connections = apps.get_model("link", "Connection").objects.using(alias)
    for pk, counts in connections.values_list("pk", "seen_counts").iterator():
        if counts:
            _readings(apps, alias, pk, counts)
            _late_writes(apps, alias, pk, counts)
            _doubles(apps, alias, pk, counts)


def _readings(apps, alias, pk, counts):
    rows = {listing: {} for listing in LISTINGS}
    for name, listing in COUNTED.items():
        rows[listing]["row_count"] = counts.get(name, 0)
    circumstances = counts.get("print_choices", 0)
    for listing in LISTINGS:
        found = counts.get(f"print_{listing}", 0)
        if found and circumstances:
            rows[listing]["fingerprint"] = format(found, "016x")
            rows[listing]["circumstances"] = format(circumstances, "016x")
    ReadingState = apps.get_model("link", "ReadingState")
    ReadingState.objects.using(alias).bulk_create(
        ReadingState(connection_id=pk, listing=listing, **values)
        for listing, values in rows.items()
        if any(values.values())
    )


def _late_writes(apps, alias, pk, counts):
    LateWrite = apps.get_model("link", "LateWrite")
    late = [(*name.split(" "), at) for name, at in counts.items() if name.startswith("late ")]
    LateWrite.objects.using(alias).bulk_create(
        LateWrite(
            connection_id=pk,
            shelf=shelf,
            fingerprint=fingerprint,
            sent_at=datetime.fromtimestamp(at, UTC),
        )
        for _, shelf, fingerprint, at in late
        if at
    )


def _doubles(apps, alias, pk, counts):
    jobs = apps.get_model("link", "ExportJob").objects.using(alias)
    for name, count in counts.items():
        if name.startswith("double "):
            row_id, _, generation = name.removeprefix("double ").rpartition(" ")
            mine = jobs.filter(connection_id=pk, row_id=row_id, generation=int(generation))
            mine.update(doubles_reported=count)


class Migration(migrations.Migration):
    dependencies = [("link", "0009_readings")]
    operations = [migrations.RunPython(carry, migrations.RunPython.noop)]
