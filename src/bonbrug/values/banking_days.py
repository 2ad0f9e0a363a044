"""Days on which banks settle payments in euros: the calendar of T2, the ECB's settlement system.

Closed on Saturdays, Sundays, 1 January, Good Friday, Easter Monday, 1 May, 25 and 26 December
(https://www.ecb.europa.eu/ecb/contacts/working-hours/html/index.en.html).
"""

from datetime import date, timedelta

FIXED = frozenset({(1, 1), (5, 1), (12, 25), (12, 26)})
ONE_DAY = timedelta(days=1)


def settles(day: date) -> bool:
    """Tell whether banks settle on this day."""
    if day.weekday() >= 5 or (day.month, day.day) in FIXED:
        return False
    return day - easter(day.year) not in (timedelta(days=-2), ONE_DAY)


def on_or_after(day: date) -> date:
    """Return the first day from this one on which banks settle."""
    while not settles(day):
        day += ONE_DAY
    return day


def easter(year: int) -> date:
    """Return Easter Sunday, by the rule in Meeus, Astronomical Algorithms, chapter 8."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leaps, left = divmod(century, 4)
    shift = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leaps - shift + 15) % 30
    quarters, single = divmod(rest, 4)
    weekday = (32 + 2 * left + 2 * quarters - moon - single) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
