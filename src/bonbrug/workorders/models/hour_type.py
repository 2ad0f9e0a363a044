"""Kinds of hours, such as work and travel."""

from decimal import Decimal

from django.db import models

from bonbrug.workorders.models.columns import DIGITS, PLACES, Brought
from bonbrug.workorders.models.company import Company


class HourType(Brought):
    """Prices are per hour in euros excluding VAT."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="hour_types")
    code = models.CharField(max_length=255)
    name = models.CharField(max_length=255)
    cost_booking = models.BooleanField(default=False)
    sale_booking = models.BooleanField(default=True)
    sale_price = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES, default=Decimal(0))
    cost_price = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES, default=Decimal(0))
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["company", "code"], name="hour_type_code_once")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
