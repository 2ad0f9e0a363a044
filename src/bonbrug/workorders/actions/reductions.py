"""Discounts: what may be filled in, and which of two posted prices is the one before it."""

from decimal import Decimal

from bonbrug.values.discounts import WHOLE
from bonbrug.values.money import CENT
from bonbrug.workorders.actions.refusals import Refused


def demand_percentage(percentage: Decimal) -> None:
    """Refuse what is not 0 to 100."""
    if not 0 <= percentage <= WHOLE:
        raise Refused("discount_range")


def price_before(
    price: Decimal, original: Decimal | None, percentage: Decimal, material: str
) -> Decimal:
    """Return the price before the discount (docs/wire/werkbonapp.md §5.7).

    `price` may be the price before or after it: `original` tells which, to the cent.
    """
    if not original or not percentage or price == original:
        return price
    if abs(original * (WHOLE - percentage) / WHOLE - price) <= CENT:
        return original
    facts = {"price": price, "original": original, "percentage": percentage}
    raise Refused("discount_differs", material=material, **facts)
