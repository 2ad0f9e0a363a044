"""What was agreed with single customers about their invoices."""

from django.db import models

from bonbrug.link.models.connection import Connection


class CustomerAgreement(models.Model):
    """The agreement with the customer of one code; `key` is the folded code.

    Empty means: as the connection says. Of the rounding, `round_way` decides whether there is an
    own rule; `call_out` is empty text for no call-out charge.
    """

    connection = models.ForeignKey(Connection, models.CASCADE, related_name="agreements")
    key = models.CharField(max_length=255)
    code = models.CharField(max_length=255)
    lines_per = models.CharField(max_length=10, blank=True)
    round_way = models.CharField(max_length=10, blank=True)
    round_step = models.PositiveSmallIntegerField(default=15)
    round_per = models.CharField(max_length=10, default="period")
    minimum_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    call_out = models.CharField(max_length=255, null=True, blank=True)
    discount = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    # A main contractor, or one who builds for itself; empty texts: what the books say.
    reverse_charge = models.BooleanField(default=False)
    country = models.CharField(max_length=50, blank=True)
    vat_number = models.CharField(max_length=50, blank=True)
    # How invoices go to this customer, and what it signed for a direct debit.
    delivery = models.CharField(max_length=12, blank=True, default="")
    mandate = models.CharField(max_length=35, blank=True, default="")
    mandate_signed_on = models.DateField(null=True, blank=True)
    mandate_first = models.BooleanField(default=False)
    debit_iban = models.CharField(max_length=34, blank=True, default="")
    debit_holder = models.CharField(max_length=70, blank=True, default="")
    debit_city = models.CharField(max_length=70, blank=True, default="")
    # When several work orders become one invoice; empty: each has its own.
    collect = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["connection", "key"], name="agreement_once")]

    def __str__(self) -> str:
        return f"agreement {self.code}"
