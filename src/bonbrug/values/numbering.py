"""One rule for invoice numbers, in the books and in the link: the next number of the series.

Most firms count anew each year (2018010, F2018-010): the year of such a number is that of the
invoice date, and a new year begins at 1 in the same width. Any other number that ends in digits is
counted on. One odd number or one odd date moves no series.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

WIDTH = 3  # digits behind the year in a series that begins here
LOOKED_AT = 20  # numbers that tell which series is in use
_TRAILING = re.compile(r"^(?P<prefix>.*?)(?P<digits>[0-9]{1,18})$")
_YEARLY = re.compile(
    r"^(?P<prefix>.*?)(?P<year>(?:19|20)[0-9]{2})(?P<mark>[^0-9]*)(?P<digits>[0-9]{2,12})$"
)

Dated = tuple[str, date | None]
"""A number and the date of its invoice; None when nobody knows it."""


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers that begin alike. `mark` stands between year and digits; None without a year."""

    prefix: str = ""
    mark: str | None = ""

    def begin(self, day: date) -> str:
        """Return what every number of this series on that day begins with."""
        return self.prefix if self.mark is None else f"{self.prefix}{day.year}{self.mark}"

    def digits(self, number: str, day: date) -> str:
        """Return the counting digits of a number of this series and year ('' of another one)."""
        begin, whole = self.begin(day).casefold(), number.casefold()
        if not whole.startswith(begin):
            return ""
        rest = whole[len(begin) :]
        return rest if rest.isascii() and rest.isdigit() else ""


def series_of(found: Iterable[Dated], day: date) -> Series:
    """Return the series in use on a day: the one that most of the last numbers belong to.

    Numbers with a later date tell nothing while there are others.
    """
    known = [(number, at) for number, at in found if _TRAILING.match(number)]
    until = [(number, at) for number, at in known if at is None or at <= day] or known
    last = sorted(until, key=lambda one: one[1] or date.min)[-LOOKED_AT:]
    shapes = [_shape(number, at) for number, at in last]
    counts = Counter(shapes)
    place = {shape: index for index, shape in enumerate(shapes)}
    return max(
        counts, key=lambda one: (counts[one], one.mark is not None, place[one]), default=Series()
    )


def next_number(found: Iterable[Dated], taken: Collection[str], last: str, day: date) -> str:
    """Return the next number for an invoice of this day, never one that is there or `taken`.

    `last` is the last number that was used ('' for none): it counts where `found` tells nothing.
    """
    dated = [(number, at) for number, at in found if _TRAILING.match(number)]
    series = series_of(dated or [(last, None)], day)
    return following(series, [*(number for number, _ in dated), *taken, last], day)


def following(series: Series, numbers: Collection[str], day: date) -> str:
    """Return the number after the highest of these in the series and year of that day."""
    counted = [digits for number in numbers if (digits := series.digits(number, day))]
    width = min(map(len, counted)) if counted else _width(series, numbers)
    following_one = max(map(int, counted), default=0) + 1
    return f"{series.begin(day)}{following_one:0{width}d}"


def _width(series: Series, numbers: Collection[str]) -> int:
    """Return how many digits this series has in other years."""
    matches = [match for number in numbers if (match := _YEARLY.match(number))]
    mine = [
        match
        for match in matches
        if (match["prefix"], match["mark"]) == (series.prefix, series.mark)
    ]
    return min((len(match["digits"]) for match in mine), default=WIDTH)


def _shape(number: str, at: date | None) -> Series:
    """Tell the series of a number; a year in it counts when it is about that of the invoice."""
    yearly = _YEARLY.match(number)
    if yearly and (at is None or abs(int(yearly["year"]) - at.year) <= 1):
        return Series(yearly["prefix"], yearly["mark"])
    return Series(_TRAILING.sub(r"\g<prefix>", number), None)
