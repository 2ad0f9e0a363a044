"""The two blocks of customer fields on a work order (docs/wire/werkbonapp.md §5.6).

They are copies: a customer who moves does not change the work orders of last year.
"""

from django.db import models

from bonbrug.workorders.models.columns import line, page

PARTY_FIELDS = (
    "name",
    "debtor_number",
    "street",
    "house_number",
    "postal_code",
    "city",
    "contact",
    "phone",
    "email",
    "remark",
)


class WorkAddress(models.Model):
    """Where the work is done."""

    customer_name = line()
    customer_debtor_number = line()
    customer_street = line()
    customer_house_number = line()
    customer_postal_code = line()
    customer_city = line()
    customer_contact = line()
    customer_phone = line()
    customer_email = line()
    customer_remark = page()

    class Meta:
        abstract = True


class Payer(models.Model):
    """Who gets the invoice."""

    payer_name = line()
    payer_debtor_number = line()
    payer_street = line()
    payer_house_number = line()
    payer_postal_code = line()
    payer_city = line()
    payer_contact = line()
    payer_phone = line()
    payer_email = line()
    payer_remark = page()

    class Meta:
        abstract = True
