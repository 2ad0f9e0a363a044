"""How much of an invoice line can still be credited, and what a part of it amounts to.

A line that is credited in parts gives back to the cent what it charged: no part is more than what
is left, and the part that takes the last of the quantity takes the last of the amounts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from bonbrug.values.money import NOTHING, cents, times


@dataclass(frozen=True, slots=True)
class Charged:
    """Quantity, net amount and VAT of a line in euros; all opposite on a line that credits."""

    quantity: Decimal
    net: Decimal
    vat: Decimal


def left_of(line: Charged, given_back: Iterable[Charged]) -> Charged:
    """Return what is left of a line after these lines credited a part of it."""
    parts = list(given_back)
    return Charged(
        line.quantity + sum(part.quantity for part in parts),
        line.net + sum(part.net for part in parts),
        line.vat + sum(part.vat for part in parts),
    )


def within(quantity: Decimal, left: Decimal) -> bool:
    """Tell whether so much can be taken of what is left: some of it, not more, the same sign."""
    return 0 < quantity <= left or left <= quantity < 0


def takes(before: Charged, after: Charged) -> bool:
    """Tell whether something was taken away, and nothing beyond what was there."""
    pairs = (
        (before.quantity, after.quantity),
        (before.net, after.net),
        (before.vat, after.vat),
    )
    return before.quantity != after.quantity and all(
        now == _at_most(now, was) for was, now in pairs
    )


def credit(left: Charged, quantity: Decimal, price: Decimal, rate: Decimal) -> Charged:
    """Return the line that credits `quantity` of what is left.

    `quantity` has the sign of the line; `price` is for one, `rate` the VAT in percent.
    """
    if quantity == left.quantity:
        return Charged(-quantity, -left.net, -left.vat)
    net = _at_most(times(quantity, price), left.net)
    return Charged(-quantity, -net, -_at_most(cents(net * rate / 100), left.vat))


def _at_most(amount: Decimal, left: Decimal) -> Decimal:
    """Return the amount, or what is left when that is less; nothing on the other side of zero."""
    least, most = min(left, NOTHING), max(left, NOTHING)
    return min(max(amount, least), most)
