"""Doing the work: picking a work order up on a tablet, writing hours and materials."""

from datetime import datetime, time
from decimal import Decimal
from typing import Any, TypeVar

from django.db.models import Max, QuerySet

from bonbrug.values.time_text import minute_of_day
from bonbrug.workorders.actions.checks import check, demand
from bonbrug.workorders.actions.locking import NOT_SETTLED, locked, note
from bonbrug.workorders.actions.records import LineFields, PeriodFields
from bonbrug.workorders.actions.reductions import demand_percentage
from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.models import (
    Deed,
    Employee,
    Material,
    MaterialLine,
    Status,
    WorkOrder,
    WorkPeriod,
)

Line = TypeVar("Line", WorkPeriod, MaterialLine)
DAY_MINUTES = 24 * 60


def pick_up(order: WorkOrder, employee: Employee, *, now: datetime) -> WorkOrder:
    """Klaargezet → Opgehaald on the tablet of its employee; twice is no error."""
    with locked(order, Status.READY, Status.PICKED_UP):
        require_own(order, employee)
        if order.status == Status.READY:
            order.status, order.changed_at = Status.PICKED_UP, now
            order.save(update_fields=["status", "changed_at"])
            note(order, Deed.PICKED_UP, now, employee.name)
    return order


def require_own(order: WorkOrder, employee: Employee) -> None:
    """Refuse when the work order was given to somebody else."""
    if order.employee_id != employee.pk:
        raise Refused("not_your_work_order", name=order.name)


def worked_minutes(begin: time, end: time, break_minutes: int) -> int:
    """Return end - begin - break; an end before the begin is on the next day."""
    minutes = (minute_of_day(end) - minute_of_day(begin)) % DAY_MINUTES - break_minutes
    if minutes < 0:
        raise Refused("end_before_begin", begin=f"{begin:%H:%M}", end=f"{end:%H:%M}")
    return minutes


def write_period(order: WorkOrder, fields: PeriodFields, *, now: datetime, who: str) -> WorkPeriod:
    """Add hours at the end."""
    period = WorkPeriod(work_order=order)
    return _keep_period(period, fields, now, who)


def change_period(
    period: WorkPeriod, fields: PeriodFields, *, now: datetime, who: str
) -> WorkPeriod:
    return _keep_period(period, fields, now, who)


def _keep_period(period: WorkPeriod, fields: PeriodFields, now: datetime, who: str) -> WorkPeriod:
    check(WorkPeriod, fields)
    with locked(period.work_order, *NOT_SETTLED) as order:
        fill_period(period, fields)
        _keep_line(period, order.periods.all(), order, now)
        note(order, Deed.PERIOD_WRITTEN, now, who, f"{period.total_minutes} min")
    return period


def fill_period(period: WorkPeriod, fields: PeriodFields) -> None:
    """Put the fields in the period and reckon its total where it was not given."""
    for name, value in fields.items():
        setattr(period, name, value)
    if period.begin and period.end and "total_minutes" not in fields:
        period.total_minutes = worked_minutes(period.begin, period.end, period.break_minutes)


def remove_period(period: WorkPeriod, *, now: datetime, who: str) -> None:
    with locked(period.work_order, *NOT_SETTLED) as order:
        period.delete()
        _touch(order, now)
        note(order, Deed.PERIOD_REMOVED, now, who, f"{period.total_minutes} min")


def line_of(material: Material, quantity: Decimal) -> LineFields:
    """Return what a line copies from an article, VAT code and ledger account included."""
    return LineFields(
        code=material.code,
        name=material.description[:255],
        unit=material.unit,
        quantity=quantity,
        price=material.price,
        freefield1=material.freefield1,
        freefield2=material.freefield2,
        freefield3=material.freefield3,
        freefield4=material.freefield4,
        freefield5=material.freefield5,
    )


def write_material(
    order: WorkOrder, fields: LineFields, *, now: datetime, who: str
) -> MaterialLine:
    """Add a material at the end; one whose code is not in the list is marked as typed by hand."""
    return _keep_material(MaterialLine(work_order=order), fields, now, who)


def change_material_line(
    line: MaterialLine, fields: LineFields, *, now: datetime, who: str
) -> MaterialLine:
    return _keep_material(line, fields, now, who)


def _keep_material(line: MaterialLine, fields: LineFields, now: datetime, who: str) -> MaterialLine:
    check(MaterialLine, fields)
    with locked(line.work_order, *NOT_SETTLED) as order:
        fill_line(line, fields, known=_knows(order, fields.get("code", line.code)))
        _keep_line(line, order.materials.all(), order, now)
        note(order, Deed.MATERIAL_WRITTEN, now, who, line.name)
    return line


def fill_line(line: MaterialLine, fields: LineFields, *, known: bool) -> None:
    """Put the fields in the line; `known` tells whether its code is in the list of materials."""
    for name, value in fields.items():
        setattr(line, name, value)
    demand({"name": line.name}, "name")
    if not line.quantity:
        raise Refused("quantity_zero", material=line.name)
    demand_percentage(line.discount)
    line.by_hand = not known


def _knows(order: WorkOrder, code: str) -> bool:
    return bool(code) and order.company.materials.filter(code=code).exists()


def remove_material_line(line: MaterialLine, *, now: datetime, who: str) -> None:
    with locked(line.work_order, *NOT_SETTLED) as order:
        line.delete()
        _touch(order, now)
        note(order, Deed.MATERIAL_REMOVED, now, who, line.name)


def _keep_line(line: Line, siblings: "QuerySet[Any]", order: WorkOrder, now: datetime) -> None:
    if line.pk is None:
        line.position = (siblings.aggregate(last=Max("position"))["last"] or 0) + 1
    line.save()
    _touch(order, now)


def _touch(order: WorkOrder, now: datetime) -> None:
    order.changed_at = now
    order.save(update_fields=["changed_at"])
