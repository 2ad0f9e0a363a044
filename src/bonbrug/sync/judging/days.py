"""R1 and R3: what one employee did on one day, on this work order and on the others."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

from bonbrug.sync.judging.context import Asking, Context
from bonbrug.sync.judging.work import Worked, work_of
from bonbrug.sync.model.findings import Fact, Finding
from bonbrug.sync.model.records import as_period
from bonbrug.values.period_doubts import LIMITS, Period, doubts_about
from bonbrug.values.time_text import clock


def of_employees(asking: Asking, context: Context) -> Iterator[Finding]:
    """Ask about hours at the same time, and about days that are longer than people work."""
    yield from _of_pairs(asking)
    yield from _of_others(asking, context.work)
    yield from _of_days(asking, context.work)


def _of_pairs(asking: Asking) -> Iterator[Finding]:
    """Name hours at the same time; of nobody in particular only those that are all the same."""
    for (first, one), (second, other) in combinations(enumerate(asking.order.periods, 1), 2):
        if one.employee != other.employee:
            continue
        code = _beside(as_period(other), as_period(one))
        if code == "twice":
            yield asking.about("hours_twice", place=first, other=second)
        elif code == "overlap" and one.employee:
            yield asking.about("hours_overlap", place=first, other=second, employee=one.employee)


def _of_others(asking: Asking, others: Sequence[Worked]) -> Iterator[Finding]:
    for place, period in enumerate(asking.order.periods, 1):
        for other in others:
            if not period.employee or other.employee != period.employee:
                continue
            if code := _beside(as_period(period), other.period):
                facts: dict[str, Fact] = {"employee": other.employee, "other_order": other.number}
                yield asking.about(f"hours_{code}_elsewhere", place=place, **facts)


def _beside(one: Period, other: Period) -> str:
    """Return ``twice``, ``overlap`` or '' for two periods of one person."""
    found = (doubt.code for doubt in doubts_about(one, [other]))
    return next((code for code in found if code in ("twice", "overlap")), "")


def _of_days(asking: Asking, others: Sequence[Worked]) -> Iterator[Finding]:
    """Name who worked longer on one day than people do, over all work orders known.

    More than a day on this work order alone is refused: no yes can make it true. Together with
    others it is asked, for the mistake may stand on one that has its invoice already.
    """
    here, elsewhere = _sums(work_of(asking.order)), _sums(others)
    for (employee, day), own in here.items():
        whole = own + elsewhere.get((employee, day), 0)
        if whole <= LIMITS["day"]:
            continue
        code = "hours_over_a_day" if own > LIMITS["whole_day"] else "hours_of_day"
        when = str(date.fromordinal(day))
        facts: dict[str, Fact] = {"employee": employee, "date": when, "total": clock(own)}
        yield asking.about(code, **facts, whole=clock(whole))


def _sums(work: Iterator[Worked] | Sequence[Worked]) -> dict[tuple[str, int], int]:
    sums: dict[tuple[str, int], int] = {}
    for one in work:
        key = (one.employee, one.period.day)
        sums[key] = sums.get(key, 0) + max(0, one.period.worked)
    return sums
