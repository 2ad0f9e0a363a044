"""Texts and amounts that fit their columns; SQLite would not say so itself."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Model

from bonbrug.books.actions.refusals import Refused

PLACES = Decimal("0.0001")
LARGEST = Decimal(1_000_000_000)


def check_lengths(record: Model, fields: Iterable[str], **facts: object) -> None:
    """Refuse a text that is longer than its field; `facts` tell where it stands."""
    for name in fields:
        length = getattr(type(record), name).field.max_length
        if length is not None and len(getattr(record, name)) > length:
            raise Refused("too_long", field=name, length=length, **facts)


def fits(amount: Decimal) -> bool:
    """Tell whether an amount is a number below a milliard."""
    return amount.is_finite() and abs(amount) < LARGEST


def rounded(amount: Decimal) -> Decimal:
    """Return a quantity or price with four places, half up."""
    return amount.quantize(PLACES, rounding=ROUND_HALF_UP)
