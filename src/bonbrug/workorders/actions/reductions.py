"""Discounts: what may be filled in, and which of two posted prices is the one before it."""

import re
from decimal import Decimal

from bonbrug.values.discounts import WHOLE
from bonbrug.values.money import CENT
from bonbrug.workorders.actions.refusals import Refused

_NUMBER = re.compile(r"-?[0-9]{1,6}(?:[.,][0-9]{1,10})?")


def demand_percentage(percentage: Decimal) -> None:
    """Refuse what is not 0 to 100."""
    if not 0 <= percentage <= WHOLE:
        raise Refused("discount_range")


def percentage_in(text: str) -> Decimal:
    """Read a posted discount: 10, 10,5 or 10 %; nothing is none. Refused when it is not 0 to 100.

    `text` is as the wire carries it (docs/wire/werkbonapp.md §2.4).
    """
    number = text.strip().removesuffix("%").strip()
    if not number:
        return Decimal(0)
    if not _NUMBER.fullmatch(number):
        raise Refused("discount_unread", given=text)
    percentage = Decimal(number.replace(",", "."))
    demand_percentage(percentage)
    return percentage


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
