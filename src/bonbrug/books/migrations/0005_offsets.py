"""Two open items settled against each other; no open item is ever paid beyond its amount."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("books", "0004_credit_invoices"),
    ]

    operations = [
        migrations.CreateModel(
            name='Offset',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('date', models.DateField()),
                ('amount', models.DecimalField(decimal_places=2, max_digits=14)),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offsets_as_claim', to='books.openitem')),
                ('credit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offsets_as_credit', to='books.openitem')),
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='offset', to='books.entry')),
            ],
            options={
                'ordering': ['date', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='offset_of_something')],
            },
        ),
        migrations.AddConstraint(
            model_name='openitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('amount__gte', 0), ('paid__gte', 0), ('paid__lte', models.F('amount'))), models.Q(('amount__lte', 0), ('paid__gte', models.F('amount')), ('paid__lte', 0)), _connector='OR'), name='paid_at_most_the_amount'),
        ),
    ]
