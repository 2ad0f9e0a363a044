"""Bookings of every kind, cost centres, and open items of invoices that were made elsewhere.

SQLite builds a table anew to add a column, and its triggers go with the old one. So double entry
is unguarded first and guarded again at the end; between these nothing but this migration writes.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery

from bonbrug.books.migrations import _double_entry


def fill(apps, schema_editor):
    """Give bookings and open items the number of their invoice, and items their term and entry."""
    Entry = apps.get_model('books', 'Entry')
    Invoice = apps.get_model('books', 'Invoice')
    OpenItem = apps.get_model('books', 'OpenItem')

    def of_invoice(name):
        return Subquery(Invoice.objects.filter(pk=OuterRef('invoice_id')).values(name)[:1])

    Entry.objects.exclude(invoice=None).update(invoice_number=of_invoice('number'))
    booked = Entry.objects.filter(invoice_id=OuterRef('invoice_id'), kind='invoice_sent')
    OpenItem.objects.update(
        number=of_invoice('number'),
        term_days=of_invoice('term_days'),
        entry=Subquery(booked.order_by('pk').values('pk')[:1]),
    )


class Migration(migrations.Migration):

    dependencies = [
        ('books', '0002_numbers_by_series'),
    ]

    operations = [
        migrations.RunPython(_double_entry.unguard, _double_entry.guard),
        migrations.AddField(
            model_name='entry',
            name='invoice_number',
            field=models.CharField(blank=True, default='', max_length=50),
        ),
        migrations.AddField(
            model_name='entry',
            name='payment_reference',
            field=models.CharField(blank=True, default='', max_length=50),
        ),
        migrations.AddField(
            model_name='entry',
            name='voucher',
            field=models.CharField(blank=True, default='', max_length=50),
        ),
        migrations.AddField(
            model_name='entry',
            name='with_vat',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='openitem',
            name='entry',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='open_items', to='books.entry'),
        ),
        migrations.AddField(
            model_name='openitem',
            name='number',
            field=models.CharField(blank=True, default='', max_length=50),
        ),
        migrations.AddField(
            model_name='openitem',
            name='owed_by_us',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='openitem',
            name='term_days',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='session',
            name='opener',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='sessions_elsewhere', to='books.administration'),
        ),
        migrations.AlterField(
            model_name='openitem',
            name='invoice',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='open_item', to='books.invoice'),
        ),
        migrations.CreateModel(
            name='WayIn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('expires_at', models.DateTimeField()),
                ('administration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ways_in', to='books.administration')),
            ],
        ),
        migrations.CreateModel(
            name='CostCentre',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('description', models.CharField(max_length=100)),
                ('administration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cost_centres', to='books.administration')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='books.costcentre')),
            ],
            options={
                'ordering': ['description', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('administration', 'description'), name='cost_centre_once')],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(_double_entry.guard, _double_entry.unguard),
    ]
