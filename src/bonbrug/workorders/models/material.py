"""The articles that can be put on a work order."""

from decimal import Decimal

from django.db import models

from bonbrug.workorders.models.columns import DIGITS, PLACES, SHORT, Brought, line
from bonbrug.workorders.models.company import Company


class Material(Brought):
    """An article. Price per unit in euros excluding VAT.

    The link with the books keeps the VAT code in `freefield1` and the ledger account in
    `freefield2` (docs/wire/werkbonapp.md §4.2).
    """

    company = models.ForeignKey(Company, models.CASCADE, related_name="materials")
    code = models.CharField(max_length=255)
    description = models.TextField()
    price = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES, default=Decimal(0))
    unit = line()
    eancode = line(SHORT)
    barcode = line(SHORT)
    freefield1 = line()
    freefield2 = line()
    freefield3 = line()
    freefield4 = line()
    freefield5 = line()
    extra = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["company", "code"], name="material_code_once")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.description}"
