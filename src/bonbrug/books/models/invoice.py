"""Sales invoices: set ready first, booked later or at once."""

import datetime as dt
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from bonbrug.books.models.administration import Administration
from bonbrug.books.models.ledger import LedgerAccount
from bonbrug.books.models.relation import Relation
from bonbrug.books.models.template import InvoiceTemplate
from bonbrug.values import money, vat
from bonbrug.values.crediting import Charged

LONGEST_NUMBER = 50


class Delivery(models.TextChoices):
    POST = "post", _("By post")
    EMAIL = "email", _("By e-mail")
    DIRECT_DEBIT = "incasso", _("Direct debit")


class Invoices(models.QuerySet["Invoice"]):
    def for_paper(self) -> "Invoices":
        """Ask at once for all that paper and electronic invoice show; to read, not to change."""
        known = ("relation", "template", "administration", "credits", "open_item")
        return self.select_related(*known).prefetch_related("lines")


class Invoice(models.Model):
    """One sales invoice. `booked_on` is None while it is only set ready."""

    administration = models.ForeignKey(Administration, models.CASCADE, related_name="invoices")
    number = models.CharField(max_length=LONGEST_NUMBER)
    relation = models.ForeignKey(Relation, models.PROTECT, related_name="invoices")
    template = models.ForeignKey(InvoiceTemplate, models.PROTECT, related_name="invoices")
    date = models.DateField()
    term_days = models.PositiveIntegerField()
    reference = models.CharField(max_length=50, blank=True, default="")
    text = models.TextField(blank=True, default="")
    delivery = models.CharField(max_length=10, choices=Delivery.choices, default=Delivery.POST)
    # The texts of the e-mail or the mandate of the direct debit, by field name.
    delivery_details = models.JSONField(default=dict, blank=True)
    booking_text = models.CharField(max_length=200, blank=True, default="")
    booked_on = models.DateField(null=True, blank=True)
    # The invoice that this one credits.
    credits = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="credit_invoices"
    )
    net = models.DecimalField(max_digits=14, decimal_places=2, default=Decimal(0))
    vat = models.DecimalField(max_digits=14, decimal_places=2, default=Decimal(0))
    gross = models.DecimalField(max_digits=14, decimal_places=2, default=Decimal(0))

    objects = Invoices.as_manager()

    class Meta:
        ordering = ["-date", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["administration", "number"], name="invoice_number_once")
        ]
        indexes = [models.Index(fields=["administration", "date"], name="invoice_by_date")]

    def __str__(self) -> str:
        return self.number

    @property
    def due_on(self) -> dt.date:
        """Return the last day to pay: the date plus the term."""
        return self.date + dt.timedelta(days=self.term_days)

    @property
    def is_booked(self) -> bool:
        return self.booked_on is not None

    @property
    def is_credit(self) -> bool:
        """Tell whether it gives money back."""
        return self.gross < 0 or self.credits_id is not None

    @property
    def vat_date(self) -> dt.date:
        """Return the day whose rates count: that of the invoice that it credits."""
        return self.credits.date if self.credits else self.date


class InvoiceLine(models.Model):
    """One line; the price is for one unit without VAT."""

    invoice = models.ForeignKey(Invoice, models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    quantity = models.DecimalField(max_digits=16, decimal_places=4)
    unit = models.CharField(max_length=50, blank=True, default="")
    code = models.CharField(max_length=50)
    description = models.TextField()
    price = models.DecimalField(max_digits=16, decimal_places=4)
    vat_code = models.CharField(max_length=12)
    account = models.ForeignKey(LedgerAccount, models.PROTECT, related_name="invoice_lines")
    cost_centre = models.BigIntegerField(default=0)
    # The line that this one credits. Rounding may make its amounts a cent more or less than
    # quantity × price, so they are kept (values/crediting.py).
    credits = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="credit_lines"
    )
    kept_net = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    kept_vat = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["invoice", "position"], name="invoice_line_place")
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.description}"

    @property
    def net(self) -> Decimal:
        """Return quantity × price in whole cents, or what a line that credits gives back."""
        return money.times(self.quantity, self.price) if self.kept_net is None else self.kept_net

    @property
    def vat(self) -> Decimal:
        """Return the VAT of this line in whole cents."""
        if self.kept_vat is not None:
            return self.kept_vat
        return vat.line_vat(self.net, self.vat_code, self.invoice.vat_date)

    @property
    def charged(self) -> Charged:
        return Charged(self.quantity, self.net, self.vat)
