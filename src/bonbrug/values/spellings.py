"""How a value is written for comparing and for keeping, and read back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from bonbrug.values.money import plain
from bonbrug.values.party import postcode


@dataclass(frozen=True, slots=True)
class Spelling:
    """`write` is None for what is compared as it stands."""

    write: Callable[[Any], Any] | None
    read: Callable[[Any], Any]


def _amount(value: object) -> Decimal:
    return Decimal(str(value))


TEXT = Spelling(None, str)
FLAG = Spelling(None, bool)
WHOLE = Spelling(None, lambda value: int(str(value)))
AMOUNT = Spelling(plain, _amount)
EXACT_AMOUNT = Spelling(str, _amount)  # as it was frozen, with its zeros
MAYBE_AMOUNT = Spelling(
    lambda amount: "" if amount is None else plain(amount),
    lambda value: _amount(value) if value else None,
)
DAY = Spelling(str, lambda value: date.fromisoformat(str(value)))
MAYBE_DAY = Spelling(
    lambda day: str(day) if day else "",
    lambda value: date.fromisoformat(str(value)) if value else None,
)
POSTCODE = Spelling(postcode, str)
