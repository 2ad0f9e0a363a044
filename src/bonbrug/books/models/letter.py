"""Invoices that go out by post: what has to be printed, and what was."""

from django.db import models

from bonbrug.books.models.administration import Administration
from bonbrug.books.models.invoice import Invoice


class PrintRun(models.Model):
    """Invoices that are printed in one go; `printed_on` None until a person says they are."""

    administration = models.ForeignKey(Administration, models.CASCADE, related_name="print_runs")
    made_on = models.DateField()
    printed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"print run {self.pk}"


class Letter(models.Model):
    """One booked invoice for the post. Without a run it waits to be printed."""

    administration = models.ForeignKey(Administration, models.CASCADE, related_name="letters")
    invoice = models.OneToOneField(Invoice, models.CASCADE, related_name="letter")
    run = models.ForeignKey(
        PrintRun, models.SET_NULL, null=True, blank=True, related_name="letters"
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"letter of invoice {self.invoice_id}"
