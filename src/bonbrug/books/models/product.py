"""What the books sell, and in which units."""

from decimal import Decimal

from django.db import models

from bonbrug.books.models.administration import Administration
from bonbrug.books.models.ledger import LedgerAccount
from bonbrug.values import money, vat


class Unit(models.Model):
    """A unit with its two forms, such as Uur and Uren."""

    administration = models.ForeignKey(Administration, models.CASCADE, related_name="units")
    singular = models.CharField(max_length=50)
    plural = models.CharField(max_length=50)

    class Meta:
        ordering = ["singular"]
        constraints = [
            models.UniqueConstraint(fields=["administration", "singular"], name="unit_once")
        ]

    def __str__(self) -> str:
        return self.singular


class ProductGroup(models.Model):
    """A group that products can be sorted in."""

    administration = models.ForeignKey(
        Administration, models.CASCADE, related_name="product_groups"
    )
    code = models.CharField(max_length=50)
    description = models.CharField(max_length=50, blank=True, default="")

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["administration", "code"], name="product_group_once")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.description}"


class Product(models.Model):
    """A product or service; prices are in euros for one unit, without VAT."""

    administration = models.ForeignKey(Administration, models.CASCADE, related_name="products")
    code = models.CharField(max_length=50)
    description = models.TextField()
    group = models.ForeignKey(
        ProductGroup, models.PROTECT, null=True, blank=True, related_name="products"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="products")
    purchase_price = models.DecimalField(max_digits=16, decimal_places=4, default=Decimal(0))
    price = models.DecimalField(max_digits=16, decimal_places=4, default=Decimal(0))
    vat_code = models.CharField(max_length=12)
    account = models.ForeignKey(LedgerAccount, models.PROTECT, related_name="products")
    cost_centre = models.BigIntegerField(default=0)
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["administration", "code"], name="product_code_once")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.description}"

    @property
    def vat_name(self) -> str:
        """Return the VAT code in words."""
        found = vat.CODES.get(self.vat_code)
        return found.name if found else self.vat_code

    @property
    def price_in_cents(self) -> Decimal:
        return money.cents(self.price)
