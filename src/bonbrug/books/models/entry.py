"""Double entry: the database itself keeps debit and credit equal (see the first migration)."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bonbrug.books.models.administration import Administration
from bonbrug.books.models.invoice import LONGEST_NUMBER, Invoice
from bonbrug.books.models.ledger import LedgerAccount
from bonbrug.books.models.relation import Relation


class EntryKind(models.TextChoices):
    OPENING = "opening", _("Opening balance")
    INVOICE_SENT = "invoice_sent", _("Invoice sent")
    INVOICE_RECEIVED = "invoice_received", _("Invoice received")
    PAYMENT_RECEIVED = "payment_received", _("Invoice payment received")
    PAYMENT_SENT = "payment_sent", _("Invoice payment sent")
    MONEY_RECEIVED = "money_received", _("Money received")
    MONEY_SPENT = "money_spent", _("Money spent")
    MEMORIAL = "memorial", _("Memorial")


OUTGOING = frozenset({EntryKind.INVOICE_RECEIVED, EntryKind.PAYMENT_SENT, EntryKind.MONEY_SPENT})
"""Kinds whose counter accounts are debited, so that a positive amount is what we owe or pay."""


class LineRole(models.TextChoices):
    MAIN = "main", _("Account")
    COUNTER = "counter", _("Counter account")
    VAT = "vat", _("VAT")


class Entry(models.Model):
    """One booking. It is written with its lines first and then posted, never changed after that."""

    administration = models.ForeignKey(Administration, models.CASCADE, related_name="entries")
    number = models.BigIntegerField()
    kind = models.CharField(max_length=20, choices=EntryKind.choices)
    date = models.DateField()
    description = models.CharField(max_length=200, blank=True, default="")
    relation = models.ForeignKey(
        Relation, models.PROTECT, null=True, blank=True, related_name="entries"
    )
    invoice = models.ForeignKey(
        Invoice, models.PROTECT, null=True, blank=True, related_name="entries"
    )
    account = models.ForeignKey(LedgerAccount, models.PROTECT, related_name="entries")
    term_days = models.PositiveIntegerField(default=0)
    # The number of the invoice that it is about, also of one that was not made in these books.
    invoice_number = models.CharField(max_length=LONGEST_NUMBER, blank=True, default="")
    voucher = models.CharField(max_length=50, blank=True, default="")
    payment_reference = models.CharField(max_length=50, blank=True, default="")
    # Whether its amounts were given with VAT in them.
    with_vat = models.BooleanField(default=False)
    posted = models.BooleanField(default=False)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["administration", "number"], name="entry_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.description}"


class EntryLine(models.Model):
    """One side of a booking, in euros. `vat` tells the VAT that belongs to a counter line."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="lines")
    position = models.PositiveIntegerField()
    role = models.CharField(max_length=10, choices=LineRole.choices)
    account = models.ForeignKey(LedgerAccount, models.PROTECT, related_name="entry_lines")
    debit = models.DecimalField(max_digits=14, decimal_places=2, default=Decimal(0))
    credit = models.DecimalField(max_digits=14, decimal_places=2, default=Decimal(0))
    vat_code = models.CharField(max_length=12, blank=True, default="")
    vat = models.DecimalField(max_digits=14, decimal_places=2, default=Decimal(0))
    cost_centre = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "position"], name="entry_line_place"),
            models.CheckConstraint(
                condition=Q(debit__gte=0, credit__gte=0), name="no_negative_side"
            ),
            models.CheckConstraint(condition=Q(debit=0) | Q(credit=0), name="one_side_only"),
        ]

    def __str__(self) -> str:
        return f"{self.account_id}: {self.debit} / {self.credit}"
