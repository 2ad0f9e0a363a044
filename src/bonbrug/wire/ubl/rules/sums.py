"""Adding up amounts of which some may be absent."""

from collections.abc import Iterable
from decimal import Decimal

from bonbrug.values.money import total
from bonbrug.wire.ubl.records import Allowance


def added(amounts: Iterable[Decimal | None]) -> Decimal:
    """Return the sum in whole cents; what is absent counts as nothing."""
    return total(amount or Decimal(0) for amount in amounts)


def charged(allowances: Iterable[Allowance]) -> Decimal:
    """Return what charges add less what allowances take off."""
    return added(each.amount if each.is_charge else -each.amount for each in allowances)
