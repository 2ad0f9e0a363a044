"""Units of products and how hours are recognised."""

from collections.abc import Iterable
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

from bonbrug.values.money import cents

HOUR_WORDS = frozenset({"uur", "uren", "hour", "hours"})
QUANTITY_PLACES = Decimal("0.01")
CHARGED_PLACES = Decimal("0.0001")  # what an invoice line carries


def folded(word: str) -> str:
    """Return the word without outer spaces and without case, for tolerant comparison."""
    return " ".join(word.split()).casefold()


def is_hour(unit: str, extra_words: Iterable[str] = ()) -> bool:
    """Tell whether a unit means hours: ``Uur``, `` uren ``, or a word that the user added."""
    word = folded(unit)
    return word in HOUR_WORDS or word in {folded(extra) for extra in extra_words}


def hours(duration: timedelta) -> Decimal:
    """Return a duration as decimal hours with two places, half up."""
    seconds = Decimal(duration.days * 86_400 + duration.seconds)
    return (seconds / 3600).quantize(QUANTITY_PLACES, rounding=ROUND_HALF_UP)


def charged_hours(minutes: int, price: Decimal) -> Decimal:
    """Return minutes as hours with at most four places that make the amount of the whole minutes.

    10 minutes at 50 are 8.33: 0.1667 hours would make 8.34, so 0.1666 is charged.
    """
    exact = cents(Decimal(minutes) * price / 60)
    nearest = (Decimal(minutes) / 60).quantize(CHARGED_PLACES, rounding=ROUND_HALF_UP)
    tried = (nearest, nearest - CHARGED_PLACES, nearest + CHARGED_PLACES)
    return next((hours for hours in tried if cents(hours * price) == exact), nearest)
