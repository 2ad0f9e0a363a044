"""A work order that comes in whole, and whether one that is here holds all of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bonbrug.workorders.actions.do_work import fill_period
from bonbrug.workorders.actions.records import LineFields, PeriodFields, WorkOrderFields
from bonbrug.workorders.models import Status, WorkOrder, WorkPeriod

_COURSE = (Status.READY, Status.PICKED_UP, Status.COMPLETE, Status.SETTLED)


@dataclass(frozen=True, slots=True)
class WholeOrder:
    """One work order; `fields` hold its number. Without `order_nr` one is drawn."""

    fields: WorkOrderFields
    status: str = Status.READY
    employee_number: str = ""
    order_nr: str = ""
    periods: Sequence[PeriodFields] = ()
    materials: Sequence[LineFields] = ()


def holds(order: WorkOrder, whole: WholeOrder) -> bool:
    """Tell whether the work order that is here has all that came in.

    It may have gone further in its life: more lines, completed, archived, with a work status.
    """
    fields = {name: value for name, value in whole.fields.items() if value or name not in _MOVES_ON}
    employee = order.employee.number if order.employee else ""
    return (
        _same(order, fields)
        and whole.employee_number in ("", employee)
        and whole.order_nr in ("", order.order_nr)
        and _reached(order.status) >= _reached(whole.status)
        and _has(order.periods.all(), [_period(period) for period in whole.periods])
        and _has(order.materials.all(), whole.materials)
    )


_MOVES_ON = frozenset({"work_status", "archived", "finished"})


def _same(record: object, fields: Mapping[str, Any]) -> bool:
    return all(getattr(record, name) == value for name, value in fields.items())


def _reached(status: str) -> int:
    names = [one.value.casefold() for one in _COURSE]
    return names.index(status.strip().casefold())


def _has(there: Iterable[Any], wanted: Sequence[Mapping[str, Any]]) -> bool:
    """Tell whether each wanted line is there, as often as it is wanted; more may be there."""
    left = list(there)
    for fields in wanted:
        found = next((line for line in left if _same(line, fields)), None)
        if found is None:
            return False
        left.remove(found)
    return True


def _period(fields: PeriodFields) -> Mapping[str, Any]:
    period = WorkPeriod()
    fill_period(period, fields)
    return {**fields, "total_minutes": period.total_minutes}
