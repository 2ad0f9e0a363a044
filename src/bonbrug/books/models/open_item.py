"""What customers still have to pay, and what came in."""

import datetime as dt
from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from bonbrug.books.models.administration import Administration
from bonbrug.books.models.entry import Entry
from bonbrug.books.models.invoice import LONGEST_NUMBER, Invoice
from bonbrug.books.models.relation import Relation


class OpenItems(models.QuerySet["OpenItem"]):
    def still_open(self) -> "OpenItems":
        """Keep what is not paid in full."""
        return self.exclude(paid=F("amount"))

    def of_customers(self) -> "OpenItems":
        """Keep what customers owe us."""
        return self.filter(owed_by_us=False)


class OpenItem(models.Model):
    """The amount of one booked invoice and how much of it was paid, in euros.

    `invoice` is None when the invoice was made elsewhere and only booked here. `owed_by_us` tells
    an invoice of a supplier from one of ours.
    """

    administration = models.ForeignKey(Administration, models.CASCADE, related_name="open_items")
    invoice = models.OneToOneField(
        Invoice, models.PROTECT, null=True, blank=True, related_name="open_item"
    )
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="open_items")
    number = models.CharField(max_length=LONGEST_NUMBER, blank=True, default="")
    term_days = models.PositiveIntegerField(default=0)
    owed_by_us = models.BooleanField(default=False)
    relation = models.ForeignKey(Relation, models.PROTECT, related_name="open_items")
    date = models.DateField()
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    paid = models.DecimalField(max_digits=14, decimal_places=2, default=Decimal(0))

    objects = OpenItems.as_manager()

    class Meta:
        ordering = ["date", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gte=0, paid__gte=0, paid__lte=F("amount"))
                | Q(amount__lte=0, paid__lte=0, paid__gte=F("amount")),
                name="paid_at_most_the_amount",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.open}"

    @property
    def open(self) -> Decimal:
        return self.amount - self.paid

    @property
    def claim(self) -> Decimal:
        """Return what the relation still has to pay us; below zero it is we who pay."""
        return -self.open if self.owed_by_us else self.open

    @property
    def due_on(self) -> dt.date:
        """Return the last day to pay."""
        return self.date + dt.timedelta(days=self.term_days)

    def is_late(self, today: dt.date) -> bool:
        """Tell whether the last day passed; what is to be paid back is never late."""
        return self.open > 0 and self.due_on < today


class Receipt(models.Model):
    """One payment of a customer."""

    open_item = models.ForeignKey(OpenItem, models.PROTECT, related_name="receipts")
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="receipt")
    date = models.DateField()
    amount = models.DecimalField(max_digits=14, decimal_places=2)

    class Meta:
        ordering = ["date", "pk"]

    def __str__(self) -> str:
        return f"{self.date}: {self.amount}"


class Offset(models.Model):
    """Two open items of one relation settled against each other, in euros above zero.

    `claim` is what the relation had to pay us, `credit` what we had to pay the relation.
    """

    claim = models.ForeignKey(OpenItem, models.PROTECT, related_name="offsets_as_claim")
    credit = models.ForeignKey(OpenItem, models.PROTECT, related_name="offsets_as_credit")
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="offset")
    date = models.DateField()
    amount = models.DecimalField(max_digits=14, decimal_places=2)

    class Meta:
        ordering = ["date", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="offset_of_something")
        ]

    def __str__(self) -> str:
        return f"{self.date}: {self.amount}"
