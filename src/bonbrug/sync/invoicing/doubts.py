"""What a person would ask about before a work order becomes an invoice. Pure.

Hours are judged as the pages judge them where they are typed (values/period_doubts.py). A person
who says that it is right is believed for as long as nothing changes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

from bonbrug.sync.drafting.remarks import ASKS
from bonbrug.sync.model.findings import Fact, Finding, asked
from bonbrug.sync.model.records import InvoiceLine, WorkOrder, WorkPeriod
from bonbrug.sync.vat import doubts as vat_doubts
from bonbrug.values.money import plain, times
from bonbrug.values.period_doubts import Period, doubts_about

CODES = frozenset(
    {
        "hours_contradict", "hours_long", "hours_past_midnight", "hours_day", "hours_of_day",
        "hours_twice", "hours_overlap", "quantity_large", "invoice_large",
        "relation_other_company",
        *ASKS,
    }
) | vat_doubts.CODES  # fmt: skip
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
        *_of_pairs(asking, places),
        *_of_days(asking),
        *_of_amounts(asking, lines),
    ]


def _of_period(asking: _Asking, place: Place, today: date) -> Iterator[Finding]:
    number, period = place
    mine = _as_period(period)
    codes = {doubt.code for doubt in doubts_about(mine)}
    if (
        "total_differs" in codes
        and abs(mine.worked - period.minutes) > asking.order.rounding_minutes
    ):
        facts = {"total": clock(period.minutes), "reckoned": clock(max(0, mine.worked))}
        yield asking.about("hours_contradict", place=number, **facts)
    elif "long_night" in codes:
        yield asking.about("hours_past_midnight", place=number, **_from_to(period))
    elif "long_period" in codes:
        yield asking.about("hours_long", place=number, total=clock(period.minutes))
    if period.day is not None and not _is_likely(period.day, asking.order.day, today):
        yield asking.about("hours_day", place=number, date=str(period.day))


def _as_period(period: WorkPeriod) -> Period:
    """Without a begin and an end that differ there is a total only."""
    day = period.day.toordinal() if period.day else 0
    if period.begin is None or period.end is None or period.begin == period.end:
        return Period(day, total=period.minutes)
    begin, end = (60 * at.hour + at.minute for at in (period.begin, period.end))
    return Period(day, begin, end, period.pause, period.minutes)


def _is_likely(day: date, order_day: date | None, today: date) -> bool:
    earliest = (order_day or today) - PAST if (order_day or today) - date.min > PAST else date.min
    return earliest <= day <= max(today, order_day or today) + FUTURE


def _of_pairs(asking: _Asking, places: Sequence[Place]) -> Iterator[Finding]:
    """Name hours at the same time; of nobody in particular only those that are all the same."""
    for (first, one), (second, other) in combinations(places, 2):
        if one.employee != other.employee:
            continue
        codes = {doubt.code for doubt in doubts_about(_as_period(other), [_as_period(one)])}
        if "twice" in codes:
            yield asking.about("hours_twice", place=first, other=second)
        elif "overlap" in codes and one.employee:
            yield asking.about("hours_overlap", place=first, other=second, employee=one.employee)


def _of_days(asking: _Asking) -> Iterator[Finding]:
    """Name who worked longer on one day than people do."""
    worked: dict[tuple[str, date], list[Period]] = {}
    for period in asking.order.periods:
        if period.employee and period.day:
            worked.setdefault((period.employee, period.day), []).append(_as_period(period))
    for (employee, day), (last, *others) in worked.items():
        if {"long_day", "over_a_day"} & {doubt.code for doubt in doubts_about(last, others)}:
            total = sum(each.worked for each in (last, *others))
            facts = {"employee": employee, "date": str(day), "total": clock(total)}
            yield asking.about("hours_of_day", **facts)


def _of_amounts(asking: _Asking, lines: Sequence[InvoiceLine]) -> Iterator[Finding]:
    """Name the large lines, or the whole where only the lines together are large."""
    whole, large = Decimal(0), False
    for line in lines:
        amount = times(line.quantity, line.price)
        whole += amount
        if line.quantity > MOST_PIECES or amount > MOST_OF_A_LINE:
            large = True
            facts = {"quantity": plain(line.quantity), "amount": plain(amount)}
            yield asking.about("quantity_large", article=line.code, **facts)
    if whole > MOST_OF_AN_INVOICE and not large:
        yield asking.about("invoice_large", amount=plain(whole))


def clock(minutes: int) -> str:
    """Write minutes as ``999:00``."""
    return f"{minutes // 60}:{minutes % 60:02d}"


def _from_to(period: WorkPeriod) -> dict[str, Fact]:
    return {"begin": f"{period.begin:%H:%M}", "end": f"{period.end:%H:%M}"}
