"""Another employee, day, begin or length for a work order: what a planning board does."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import cast

from bonbrug.values.time_text import DAY, minute_of_day
from bonbrug.workorders.actions.locking import locked
from bonbrug.workorders.actions.plan_work import change, choose_employee
from bonbrug.workorders.actions.records import WorkOrderFields
from bonbrug.workorders.models import Employee, Status, WorkOrder


@dataclass(frozen=True, slots=True)
class Place:
    """Where a work order stands on the board; what is None is not planned. `minutes`: how long."""

    employee: Employee | None
    day: date | None
    begin: time | None
    minutes: int | None


def place_of(order: WorkOrder) -> Place:
    """Return where it stands now."""
    return Place(order.employee, order.work_date, order.work_time, order.duration_minutes)


def move(order: WorkOrder, to: Place, *, now: datetime, who: str) -> bool:
    """Plan an open work order somewhere else, all or nothing; return whether anything changed.

    Its last day moves along with its first, and its end is the begin and the length together.
    """
    with locked(order, Status.READY, Status.PICKED_UP):
        was = place_of(order)
        if to.employee != was.employee:
            choose_employee(order, to.employee, now=now, who=who)
        change(order, _fields(order, to), now=now, who=who)
    return to != was


def _fields(order: WorkOrder, to: Place) -> WorkOrderFields:
    fields = {
        "work_date": to.day,
        "work_time": to.begin,
        "duration_minutes": to.minutes,
        "work_end_date": _last_day(order, to.day),
        "work_end_time": _end(order, to),
    }
    return cast(WorkOrderFields, fields)


def _last_day(order: WorkOrder, day: date | None) -> date | None:
    last, first = order.work_end_date, order.work_date
    if last is None or day is None or first == day:
        return last if day else None
    return day + (last - first if first and last > first else timedelta())


def _end(order: WorkOrder, to: Place) -> time | None:
    """Return the end; without a length it moves with the begin, and past midnight nobody knows."""
    begin, end = order.work_time, order.work_end_time
    if end is None or to.begin is None or to.day is None:
        return None
    if (to.begin, to.minutes) == (begin, order.duration_minutes):
        return end
    minutes = to.minutes or (minute_of_day(end) - minute_of_day(begin) if begin else 0)
    ends = minute_of_day(to.begin) + minutes
    inside = minutes > 0 and ends < DAY
    return time(*divmod(ends, 60)) if inside else None
