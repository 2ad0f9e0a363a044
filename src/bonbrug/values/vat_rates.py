"""The rates of Dutch VAT, each with the day from which it holds: one table.

Source: Wet op de omzetbelasting 1968, article 9 (the rates), as it read on those days.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Level(StrEnum):
    HIGH = "high"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Rate:
    """A percentage from its first day on, until the next one of that level begins."""

    level: Level
    first: date
    percent: Decimal
    source: str


RATES: tuple[Rate, ...] = (
    Rate(Level.HIGH, date(1992, 10, 1), Decimal("17.5"), "article 9, first paragraph"),
    Rate(Level.HIGH, date(2001, 1, 1), Decimal(19), "article 9, first paragraph"),
    Rate(
        Level.HIGH,
        date(2012, 10, 1),
        Decimal(21),
        "article 9, first paragraph; Wet uitwerking fiscale maatregelen Begrotingsakkoord 2013",
    ),
    Rate(Level.LOW, date(1986, 10, 1), Decimal(6), "article 9, second paragraph, under a"),
    Rate(
        Level.LOW,
        date(2019, 1, 1),
        Decimal(9),
        "article 9, second paragraph, under a; Belastingplan 2019",
    ),
)


def rate_on(level: Level, day: date) -> Decimal:
    """Return the percentage of that day; before the table begins, the oldest that it knows."""
    mine = [rate for rate in RATES if rate.level is level]
    return next((rate for rate in reversed(mine) if rate.first <= day), mine[0]).percent


def changes(level: Level, first: date, last: date) -> bool:
    """Tell whether the rate of `first` is another one than that of `last`."""
    return rate_on(level, first) != rate_on(level, last)
