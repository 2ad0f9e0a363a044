"""What a person would look at in one line of material, by fixed limits: a slip of the hand.

Pure, as `period_doubts` is for hours. A bar code in the field for the quantity is found by its
size, a decimal sign in the wrong place by the price of the list.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from bonbrug.values.money import times

MOST_PIECES = Decimal(1000)
MOST_OF_A_LINE = Decimal(10_000)  # euros
PRICE_APART = Decimal("0.25")  # of the price in the list


@dataclass(frozen=True, slots=True)
class LineDoubt:
    """`code` names the check; `value` is the quantity, amount or price in question."""

    code: str
    value: Decimal


def doubts_about_line(
    quantity: Decimal, price: Decimal, list_price: Decimal | None = None
) -> tuple[LineDoubt, ...]:
    """Return what to ask; without `list_price` nothing is known of what it usually costs."""
    return tuple(_of_line(quantity, price, list_price))


def _of_line(quantity: Decimal, price: Decimal, list_price: Decimal | None) -> Iterator[LineDoubt]:
    amount = times(quantity, price)
    if abs(quantity) > MOST_PIECES:
        yield LineDoubt("quantity_large", quantity)
    elif abs(amount) > MOST_OF_A_LINE:
        yield LineDoubt("amount_large", amount)
    if list_price and abs(price - list_price) >= abs(list_price) * PRICE_APART:
        yield LineDoubt("price_apart", price)
