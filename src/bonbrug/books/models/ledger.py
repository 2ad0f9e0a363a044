"""The chart of accounts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bonbrug.books.models.administration import Administration


class Category(models.TextChoices):
    """What an account is for (specs/e-boekhouden section 3.5)."""

    BALANCE = "BAL", _("Balance sheet")
    RESULT = "VW", _("Profit and loss")
    MONEY = "FIN", _("Bank and cash")
    DEBTORS = "DEB", _("Debtors")
    CREDITORS = "CRED", _("Creditors")
    INPUT_VAT = "VOOR", _("Input VAT")
    VAT_CURRENT = "BTWRC", _("VAT current account")
    VAT_LOW = "AF6", _("VAT payable, low rate")
    VAT_HIGH = "AF19", _("VAT payable, high rate")
    VAT_OTHER = "AFOVERIG", _("VAT payable, other rates")


class LedgerAccount(models.Model):
    """One account of the general ledger."""

    administration = models.ForeignKey(
        Administration, models.CASCADE, related_name="ledger_accounts"
    )
    code = models.CharField(max_length=10)
    name = models.CharField(max_length=50)
    category = models.CharField(max_length=10, choices=Category.choices)
    group = models.CharField(max_length=50, blank=True, default="")

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["administration", "code"], name="ledger_code_once")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def sells(self) -> bool:
        """Tell whether a line of an invoice may stand on this account."""
        return self.category in (Category.RESULT, Category.BALANCE)
