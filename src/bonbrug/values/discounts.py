"""What a discount leaves of an amount. Percentages are 0 to 100; cents are rounded once."""

from decimal import Decimal

from bonbrug.values.money import cents

WHOLE = Decimal(100)


def together(*percentages: Decimal) -> Decimal:
    """Return the one percentage of several discounts: each is taken of what the others left.

    10 % on a line and 5 % on its work order are 14.5 %.
    """
    left = WHOLE
    for percentage in percentages:
        left = left * (WHOLE - percentage) / WHOLE
    return WHOLE - left


def discounted(quantity: Decimal, price: Decimal, percentage: Decimal) -> Decimal:
    """Return quantity × price less the discount, in whole cents, half up."""
    return cents(quantity * price * (WHOLE - percentage) / WHOLE)
