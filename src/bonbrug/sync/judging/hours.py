"""R2 and R4: one period of work by itself, and the day on which it was done.

Hours are judged as the pages judge them where they are typed (values/period_doubts.py).
"""

from collections.abc import Iterator
from datetime import date, timedelta

from bonbrug.sync.judging.context import Asking, Context
from bonbrug.sync.model.findings import Fact, Finding
from bonbrug.sync.model.records import WorkOrder, WorkPeriod, as_period
from bonbrug.sync.model.settings import Limits
from bonbrug.values.period_doubts import Period, doubts_about
from bonbrug.values.time_text import clock

FUTURE = timedelta(days=1)  # the work orders may be in another time zone


def of_periods(asking: Asking, context: Context, limits: Limits) -> Iterator[Finding]:
    """Ask about each period, and about the day of a work order in the future."""
    order = asking.order
    for place, period in enumerate(order.periods, 1):
        yield from _of_length(asking, place, period)
        yield from _of_day(asking, place, period, context, limits)
    if order.day and order.day > context.today + FUTURE:
        yield asking.about("order_day", date=str(order.day), today=str(context.today))


def _of_length(asking: Asking, place: int, period: WorkPeriod) -> Iterator[Finding]:
    """Name the first of what is wrong with one period: the rest follows from it."""
    mine = as_period(period)
    codes = {doubt.code for doubt in doubts_about(mine)}
    if "break_too_long" in codes:
        facts: dict[str, Fact] = {"pause": period.pause, **_from_to(period)}
        yield asking.about("hours_break", place=place, **facts)
    elif "total_differs" in codes and not _is_agreed(asking.order, period, mine):
        facts = {"total": clock(period.minutes), "reckoned": clock(mine.worked)}
        yield asking.about("hours_contradict", place=place, **facts)
    elif "long_night" in codes:
        yield asking.about("hours_past_midnight", place=place, **_from_to(period))
    elif "long_period" in codes:
        yield asking.about("hours_long", place=place, total=clock(mine.worked))


def _is_agreed(order: WorkOrder, period: WorkPeriod, mine: Period) -> bool:
    """Tell whether the order's own rounding or minimum explains another total."""
    rounded = abs(mine.worked - period.minutes) <= order.rounding_minutes
    return rounded or mine.worked < period.minutes <= 60 * order.minimum_hours


def _of_day(
    asking: Asking, place: int, period: WorkPeriod, context: Context, limits: Limits
) -> Iterator[Finding]:
    day, of_order = period.day, asking.order.day or context.today
    if day is None:
        return
    if not _earliest(of_order, limits) <= day <= context.today + FUTURE:
        yield asking.about("hours_day", place=place, date=str(day), order_date=str(of_order))
    elif limits.closed_until and day <= limits.closed_until:
        until = str(limits.closed_until)
        yield asking.about("hours_closed_period", place=place, date=str(day), until_day=until)


def _earliest(of_order: date, limits: Limits) -> date:
    back = min(limits.oldest_days, of_order.toordinal() - 1)
    return of_order - timedelta(days=back)


def _from_to(period: WorkPeriod) -> dict[str, Fact]:
    return {"begin": f"{period.begin:%H:%M}", "end": f"{period.end:%H:%M}"}
