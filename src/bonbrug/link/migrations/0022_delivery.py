"""How invoices go to customers: the connection's way, and what differs for one customer.

By post, as it was, so that an upgrade changes nothing.
"""

from django.db import migrations, models

TEXTS = (
    ("connection", "delivery", 12, "post", False),
    ("connection", "mail_subject", 200, "", True),
    ("connection", "mail_address", 150, "", True),
    ("connection", "mail_name", 150, "", True),
    *(("connection", f"statement_{row}", 50, "", True) for row in (1, 2, 3)),
    ("customeragreement", "delivery", 12, "", True),
    ("customeragreement", "mandate", 35, "", True),
    ("customeragreement", "debit_iban", 34, "", True),
    ("customeragreement", "debit_holder", 70, "", True),
    ("customeragreement", "debit_city", 70, "", True),
)


class Migration(migrations.Migration):
    dependencies = [("link", "0021_taking_back")]
    operations = [
        *(
            migrations.AddField(
                model, name, models.CharField(max_length=length, default=first, blank=blank)
            )
            for model, name, length, first, blank in TEXTS
        ),
        migrations.AddField("connection", "mail_text", models.TextField(blank=True, default="")),
        migrations.AddField(
            "customeragreement", "mandate_signed_on", models.DateField(null=True, blank=True)
        ),
        migrations.AddField("customeragreement", "mandate_first", models.BooleanField(default=False)),
    ]
