"""The chart of accounts."""

from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import F, Q, Sum, Value
from django.db.models.functions import Coalesce, Round
from django.utils.translation import gettext_lazy as _

from bonbrug.books.models.administration import Administration


class Category(models.TextChoices):
    """What an account is for (docs/wire/eboekhouden-soap.md §3.6)."""

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


class LedgerAccounts(models.QuerySet["LedgerAccount"]):
    def with_balance(
        self, first: date | None = None, last: date | None = None, cost_centre: int = 0
    ) -> "LedgerAccounts":
        """Add `debit`, `credit` and `balance` (debit less credit) of what was posted, in euros.

        From `first` up to and including `last`; of one cost centre unless it is 0.
        """
        wanted = Q(entry_lines__entry__posted=True)
        if first:
            wanted &= Q(entry_lines__entry__date__gte=first)
        if last:
            wanted &= Q(entry_lines__entry__date__lte=last)
        if cost_centre:
            wanted &= Q(entry_lines__cost_centre=cost_centre)
        nothing = Value(Decimal(0), models.DecimalField(max_digits=14, decimal_places=2))
        # SQLite adds binary fractions; rounded they are the cents that they stand for.
        return self.annotate(
            debit=Round(Coalesce(Sum("entry_lines__debit", filter=wanted), nothing), 2),
            credit=Round(Coalesce(Sum("entry_lines__credit", filter=wanted), nothing), 2),
        ).annotate(balance=Round(F("debit") - F("credit"), 2))


class LedgerAccount(models.Model):
    """One account of the general ledger."""

    administration = models.ForeignKey(
        Administration, models.CASCADE, related_name="ledger_accounts"
    )
    code = models.CharField(max_length=10)
    name = models.CharField(max_length=50)
    category = models.CharField(max_length=10, choices=Category.choices)
    group = models.CharField(max_length=50, blank=True, default="")

    objects = LedgerAccounts.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["administration", "code"], name="ledger_code_once")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def is_side_ledger(self) -> bool:
        """Tell whether its balance is kept per invoice, in the open items."""
        return self.category in (Category.DEBTORS, Category.CREDITORS)

    @property
    def sells(self) -> bool:
        """Tell whether a line of an invoice may stand on this account."""
        return self.category in (Category.RESULT, Category.BALANCE)


class CostCentre(models.Model):
    """What amounts can be counted for besides their account, such as a department."""

    administration = models.ForeignKey(Administration, models.CASCADE, related_name="cost_centres")
    description = models.CharField(max_length=100)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )

    class Meta:
        ordering = ["description", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["administration", "description"], name="cost_centre_once"
            )
        ]

    def __str__(self) -> str:
        return self.description
