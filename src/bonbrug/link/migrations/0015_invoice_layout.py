"""What an invoice says becomes a choice: a connection that is there keeps the lines that it has."""

from django.db import migrations, models

SMALL = models.PositiveSmallIntegerField


def _text(length, default):
    return models.CharField(max_length=length, default=default)


def _add(name, field):
    return migrations.AddField(model_name="connection", name=name, field=field)


class Migration(migrations.Migration):
    dependencies = [("link", "0014_customer_agreements")]
    operations = [
        _add("lines_per", _text(10, "hour_type")),
        _add("line_dates", models.BooleanField(default=False)),
        _add("line_names", models.BooleanField(default=False)),
        _add("line_remarks", models.BooleanField(default=False)),
        _add("heading", models.BooleanField(default=False)),
        migrations.AlterField(
            model_name="connection", name="heading", field=models.BooleanField(default=True)
        ),
        _add("round_way", _text(10, "exact")),
        _add("round_step", SMALL(default=15)),
        _add("round_per", _text(10, "period")),
        _add("order_rounding", _text(10, "ask")),
        _add("minimum_minutes", SMALL(default=0)),
        _add("call_out", models.CharField(blank=True, default="", max_length=255)),
        _add("zero_invoices", models.BooleanField(default=True)),
        migrations.AlterField(
            model_name="connection", name="zero_invoices", field=models.BooleanField(default=False)
        ),
        migrations.AddField(
            model_name="customeragreement",
            name="discount",
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True),
        ),
    ]
