"""What a person would ask about before a work order becomes an invoice. Pure.

Limits: exactly what is impossible or far from ordinary; a person who says that it is right is
believed for as long as nothing changes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

from bonbrug.sync.nouns import InvoiceLine, WorkOrder, WorkPeriod
from bonbrug.sync.report import Fact, Finding, asked
from bonbrug.values.money import plain, times
from bonbrug.values.quantity import folded

CODES = frozenset(
    {
        "hours_contradict", "hours_long", "hours_past_midnight", "hours_day", "hours_of_day",
        "hours_twice", "hours_overlap", "quantity_large", "invoice_large",
        "relation_other_company",
    }
)  # fmt: skip
DAY = 24 * 60
LONGEST_PERIOD = 16 * 60  # minutes
LONGEST_NIGHT = 10 * 60
LONGEST_DAY = 12 * 60  # of one employee, in one work order
MOST_PIECES = Decimal(1_000)
MOST_OF_A_LINE = Decimal(10_000)
MOST_OF_AN_INVOICE = Decimal(25_000)
FUTURE = timedelta(days=1)  # the work orders may be in another time zone
PAST = timedelta(days=62)  # before the day of the work order
Place = tuple[int, WorkPeriod]


@dataclass(frozen=True, slots=True)
class _Asking:
    """Makes the findings about one work order."""

    order: WorkOrder

    def about(self, code: str, **facts: Fact) -> Finding:
        return asked(code, self.order.number, self.order.row_id, **facts)


def doubts(order: WorkOrder, lines: Sequence[InvoiceLine], today: date) -> list[Finding]:
    """Return what to ask about a work order and the lines of its invoice; empty when nothing."""
    asking = _Asking(order)
    places = list(enumerate(order.periods, 1))
    return [
        *(found for place in places for found in _of_period(asking, place, today)),
        *_of_days(asking),
        *_of_pairs(asking, places),
        *_of_amounts(asking, lines),
    ]


def _of_period(asking: _Asking, place: Place, today: date) -> Iterator[Finding]:
    number, period = place
    span = _span(period)
    if span is not None and _contradicts(period, span, asking.order.rounding_minutes):
        told, reckoned = clock(period.minutes), clock(max(0, span - period.pause))
        yield asking.about("hours_contradict", place=number, total=told, reckoned=reckoned)
    elif span is not None and _is_night(period) and span > LONGEST_NIGHT:
        yield asking.about("hours_past_midnight", place=number, **_from_to(period))
    elif period.minutes > LONGEST_PERIOD:
        yield asking.about("hours_long", place=number, total=clock(period.minutes))
    if period.day is not None and not _is_likely(period.day, asking.order.day, today):
        yield asking.about("hours_day", place=number, date=str(period.day))


def _span(period: WorkPeriod) -> int | None:
    """Return the minutes from begin to end, over midnight when the end is not later."""
    if period.begin is None or period.end is None or period.begin == period.end:
        return None
    begin, end = (60 * at.hour + at.minute for at in (period.begin, period.end))
    return (end - begin) % DAY


def _contradicts(period: WorkPeriod, span: int, rounding: int) -> bool:
    return abs(span - period.pause - period.minutes) > max(1, rounding)


def _is_night(period: WorkPeriod) -> bool:
    return period.begin is not None and period.end is not None and period.end < period.begin


def _is_likely(day: date, order_day: date | None, today: date) -> bool:
    earliest = (order_day or today) - PAST if (order_day or today) - date.min > PAST else date.min
    return earliest <= day <= max(today, order_day or today) + FUTURE


def _of_days(asking: _Asking) -> Iterator[Finding]:
    """Name who worked longer on one day than people do."""
    worked: dict[tuple[str, date], list[int]] = {}
    for period in asking.order.periods:
        if period.employee and period.day:
            worked.setdefault((period.employee, period.day), []).append(period.minutes)
    for (employee, day), minutes in worked.items():
        if len(minutes) > 1 and sum(minutes) > LONGEST_DAY:
            facts = {"employee": employee, "date": str(day), "total": clock(sum(minutes))}
            yield asking.about("hours_of_day", **facts)


def _of_pairs(asking: _Asking, places: Sequence[Place]) -> Iterator[Finding]:
    for (first, one), (second, other) in combinations(places, 2):
        if _span(one) is None or _span(other) is None or one.day != other.day:
            continue
        if _identity(one) == _identity(other):
            yield asking.about("hours_twice", place=first, other=second)
        elif one.employee and one.employee == other.employee and _overlap(one, other):
            yield asking.about("hours_overlap", place=first, other=second, employee=one.employee)


def _identity(period: WorkPeriod) -> tuple[object, ...]:
    return (period.begin, period.end, period.employee, period.minutes, folded(period.hour_type))


def _overlap(one: WorkPeriod, other: WorkPeriod) -> bool:
    (begin, end), (from_, to) = _stretch(one), _stretch(other)
    return begin < to and from_ < end


def _stretch(period: WorkPeriod) -> tuple[int, int]:
    begin = 60 * period.begin.hour + period.begin.minute if period.begin else 0
    return begin, begin + (_span(period) or 0)


def _of_amounts(asking: _Asking, lines: Sequence[InvoiceLine]) -> Iterator[Finding]:
    whole = Decimal(0)
    for line in lines:
        amount = times(line.quantity, line.price)
        whole += amount
        if line.quantity > MOST_PIECES or amount > MOST_OF_A_LINE:
            facts = {"quantity": plain(line.quantity), "amount": plain(amount)}
            yield asking.about("quantity_large", article=line.code, **facts)
    if whole > MOST_OF_AN_INVOICE:
        yield asking.about("invoice_large", amount=plain(whole))


def clock(minutes: int) -> str:
    """Write minutes as ``999:00``."""
    return f"{minutes // 60}:{minutes % 60:02d}"


def _from_to(period: WorkPeriod) -> dict[str, Fact]:
    return {"begin": f"{period.begin:%H:%M}", "end": f"{period.end:%H:%M}"}
