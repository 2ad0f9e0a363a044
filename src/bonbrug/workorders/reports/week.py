"""The hours that one employee wrote in a week, day by day."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bonbrug.workorders.models import Employee, WorkPeriod

DAYS = 7
SHOWN = (
    *("work_date", "begin", "end", "total_minutes"),
    *("work_order__customer_name", "work_order__short_description", "work_order__type_of_work"),
    *("work_order__number", "work_order__order_nr"),
)


@dataclass(frozen=True, slots=True)
class Day:
    """What was written for one day, in the order in which it was done."""

    day: date
    periods: Sequence[WorkPeriod]

    @property
    def minutes(self) -> int:
        return sum(period.total_minutes for period in self.periods)


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days from a Monday."""

    days: Sequence[Day]

    @property
    def minutes(self) -> int:
        return sum(day.minutes for day in self.days)

    @property
    def first(self) -> date:
        return self.days[0].day

    @property
    def last(self) -> date:
        return self.days[-1].day

    def of(self, day: date) -> int:
        """Return the minutes of one of its days."""
        return sum(one.minutes for one in self.days if one.day == day)


def monday_of(day: date) -> date:
    """Return the Monday of its week."""
    return day - timedelta(days=day.weekday())


def week_of(employee: Employee, day: date) -> Week:
    """Return the week in which a day falls, whatever became of the work orders since."""
    monday = monday_of(day)
    days = [monday + timedelta(days=number) for number in range(DAYS)]
    written: dict[date | None, list[WorkPeriod]] = defaultdict(list)
    for period in _written(employee, days):
        written[period.work_date].append(period)
    return Week([Day(one, written[one]) for one in days])


def _written(employee: Employee, days: Sequence[date]) -> Sequence[WorkPeriod]:
    theirs = WorkPeriod.objects.filter(
        work_order__company=employee.company,
        employee_number__iexact=employee.number,
        work_date__range=(days[0], days[-1]),
    )
    # A work order is wide, signature and all; a line of the week shows little of it.
    shown = theirs.select_related("work_order").only(*SHOWN)
    return list(shown.order_by("work_date", "begin", "pk"))
