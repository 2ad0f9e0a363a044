"""Money is Decimal, in euros, with two places, rounded half up. Never a float."""

from collections.abc import Iterable, Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
NOTHING = Decimal("0.00")


def cents(amount: Decimal) -> Decimal:
    """Round to whole cents, half up (the habit of Dutch bookkeeping)."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def times(quantity: Decimal, price: Decimal) -> Decimal:
    """Return quantity × price in whole cents."""
    return cents(quantity * price)


def total(amounts: Iterable[Decimal]) -> Decimal:
    """Return the sum in whole cents."""
    return cents(sum(amounts, NOTHING))


def plain(amount: Decimal) -> str:
    """Write without exponent and trailing zeros, as the books do: ``50.82``, ``42``, ``0``."""
    text = format(amount, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def spread(whole: Decimal, weights: Sequence[int]) -> list[Decimal]:
    """Divide whole cents over weights so that the parts add up; what is left goes to the largest
    remainders. `weights` are 0 or more and not all 0.
    """
    exact = [whole * weight / sum(weights) for weight in weights]
    parts = [share.quantize(CENT, rounding=ROUND_FLOOR) for share in exact]
    left = int((whole - sum(parts)) / CENT)
    by_remainder = sorted(range(len(parts)), key=lambda place: parts[place] - exact[place])
    for place in by_remainder[:left]:
        parts[place] += CENT
    return parts
