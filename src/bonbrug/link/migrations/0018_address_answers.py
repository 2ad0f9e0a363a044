"""What people said that an address is gets a table."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("link", "0017_vat_choices")]
    operations = [
        migrations.CreateModel(
            name="AddressAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=255)),
                ("address", models.CharField(blank=True, max_length=600)),
                ("answer", models.CharField(max_length=10)),
                ("answered_at", models.DateTimeField()),
                (
                    "connection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="address_answers",
                        to="link.connection",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("connection", "key"), name="address_answered_once"
                    )
                ],
            },
        ),
    ]
