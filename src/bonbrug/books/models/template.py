"""How an invoice looks and what stands on it."""

from django.db import models

from bonbrug.books.models.administration import Administration


class InvoiceTemplate(models.Model):
    """A named lay-out; programs choose it by exact name (docs/wire/eboekhouden-soap.md §3.2)."""

    administration = models.ForeignKey(Administration, models.CASCADE, related_name="templates")
    name = models.CharField(max_length=50)
    text = models.TextField(blank=True, default="")
    footer = models.TextField(blank=True, default="")
    accent = models.CharField(max_length=7, blank=True, default="#206bc4")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["administration", "name"], name="template_once")
        ]

    def __str__(self) -> str:
        return self.name
