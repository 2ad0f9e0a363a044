"""Months, quarters and years: the periods of a VAT return."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

YEAR = "jaar"
QUARTERS = ("k1", "k2", "k3", "k4")
MONTHS = tuple(map(str, range(1, 13)))
PARTS = (YEAR, *QUARTERS, *MONTHS)


@dataclass(frozen=True, slots=True)
class Period:
    """A year, or a part of it: ``jaar``, ``k1`` to ``k4``, or ``1`` to ``12``."""

    year: int
    part: str

    @property
    def code(self) -> str:
        """Return it as it stands in an address: ``2018-k3``."""
        return f"{self.year}-{self.part}"

    @property
    def first(self) -> date:
        return date(self.year, self._months()[0], 1)

    @property
    def last(self) -> date:
        month = self._months()[1]
        return date(self.year, month, monthrange(self.year, month)[1])

    def _months(self) -> tuple[int, int]:
        if self.part == YEAR:
            return 1, 12
        if self.part in QUARTERS:
            number = int(self.part[1])
            return 3 * number - 2, 3 * number
        return int(self.part), int(self.part)


def quarter_of(day: date) -> Period:
    """Return the quarter that a day falls in."""
    return Period(day.year, QUARTERS[(day.month - 1) // 3])


def period_of(code: str, years: range) -> Period | None:
    """Return the period of such an address; None when there is no such period."""
    year, _dash, part = code.partition("-")
    known = len(year) == 4 and year.isascii() and year.isdigit() and int(year) in years
    return Period(int(year), part) if known and part in PARTS else None
