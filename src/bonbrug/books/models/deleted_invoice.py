"""Invoices that were deleted before they were booked: why a number of the series is not there."""

from decimal import Decimal

from django.db import models

from bonbrug.books.models.administration import Administration
from bonbrug.books.models.invoice import LONGEST_NUMBER


class DeletedInvoice(models.Model):
    """What was deleted, and when. Its number stays used, so it never means another invoice."""

    administration = models.ForeignKey(
        Administration, models.CASCADE, related_name="deleted_invoices"
    )
    number = models.CharField(max_length=LONGEST_NUMBER)
    date = models.DateField()
    relation_code = models.CharField(max_length=15)
    gross = models.DecimalField(max_digits=14, decimal_places=2, default=Decimal(0))
    deleted_on = models.DateField()

    class Meta:
        ordering = ["-deleted_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["administration", "number"], name="deleted_number_once")
        ]

    def __str__(self) -> str:
        return self.number
