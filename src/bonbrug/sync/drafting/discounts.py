"""What a material line costs once discount and warranty are taken into account."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum

from bonbrug.sync.model.records import MaterialLine
from bonbrug.values.money import CENT, cents, times
from bonbrug.values.number_text import numbers_in

PLACES = Decimal("0.0001")  # what an invoice line carries
HUNDRED = Decimal(100)


class Unclear(Enum):
    """What only a person can tell."""

    DISCOUNT = "discount"
    WARRANTY = "warranty"


@dataclass(frozen=True, slots=True)
class Charged:
    """`quantity` × `price` is what is charged; `percent` what was given away, for the text.

    `unclear` names what only a person can tell; then it is charged as the price says.
    """

    quantity: Decimal
    price: Decimal
    percent: Decimal = Decimal(0)
    unclear: Unclear | None = None


def charged(line: MaterialLine) -> Charged:
    """Find out whether the price has the discount in it already: the signed amount tells."""
    percent = percent_of(line.discount)
    if line.warranty and line.price:
        if percent == HUNDRED:
            return Charged(line.quantity, Decimal(0), HUNDRED)
        return Charged(line.quantity, line.price, unclear=Unclear.WARRANTY)
    if percent is None:
        return Charged(line.quantity, line.price, unclear=Unclear.DISCOUNT)
    return _discounted(line, percent)


def _discounted(line: MaterialLine, percent: Decimal) -> Charged:
    if not percent or not line.price or _is_included(line, percent):
        return Charged(line.quantity, line.price, percent)
    quantity, price = lowered(line.quantity, line.price, percent)
    if line.total is not None and abs(line.total - times(quantity, price)) <= CENT:
        return Charged(quantity, price, percent)
    return Charged(line.quantity, line.price, unclear=Unclear.DISCOUNT)


def percent_of(written: str) -> Decimal | None:
    """Return a percentage as written, 0 where none is; None when it may mean two, or is none."""
    text = written.strip().removesuffix("%").strip()
    if not text:
        return Decimal(0)
    found = [number for number in numbers_in(text) if 0 <= number <= HUNDRED]
    return found[0] if len(found) == 1 else None


def _is_included(line: MaterialLine, percent: Decimal) -> bool:
    """Tell whether the price is the one after the discount."""
    before = line.original_price
    if before:
        after = cents(before * (HUNDRED - percent) / HUNDRED)
        return before != line.price and after == cents(line.price)
    return bool(line.total) and abs((line.total or 0) - times(line.quantity, line.price)) <= CENT


def lowered(quantity: Decimal, price: Decimal, percent: Decimal) -> tuple[Decimal, Decimal]:
    """Take a percentage off a line, to the cent.

    Where no price of four places makes that amount, it is one piece of the whole amount.
    """
    amount = cents(quantity * price * (HUNDRED - percent) / HUNDRED)
    for one in _near(amount / quantity if quantity else price):
        if times(quantity, one) == amount:
            return quantity, one
    return (Decimal(1), amount) if amount >= 0 else (Decimal(-1), -amount)


def _near(price: Decimal) -> Iterator[Decimal]:
    nearest = price.quantize(PLACES, rounding=ROUND_HALF_UP)
    yield from (nearest + step * PLACES for step in (0, -1, 1) if nearest + step * PLACES >= 0)
