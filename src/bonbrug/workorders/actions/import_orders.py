"""Work orders that come in whole: posted by another package, or moved from another system.

All or nothing, and safe to repeat: a work order is known by its number. One that nobody has picked
up yet is written over; one that an employee has worked on is left as it is.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from bonbrug.workorders.actions.checks import check, demand
from bonbrug.workorders.actions.do_work import fill_line, fill_period
from bonbrug.workorders.actions.holding import note
from bonbrug.workorders.actions.plan_work import ORDER_NR_BYTES, keep_new, order_nr_from
from bonbrug.workorders.actions.records import LineFields, PeriodFields, WorkOrderFields
from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.models import (
    Company,
    Deed,
    Employee,
    MaterialLine,
    Status,
    WorkOrder,
    WorkPeriod,
)


@dataclass(frozen=True, slots=True)
class WholeOrder:
    """One work order; `fields` hold its number. Without `order_nr` one is drawn."""

    fields: WorkOrderFields
    status: str = Status.READY
    employee_number: str = ""
    order_nr: str = ""
    periods: Sequence[PeriodFields] = ()
    materials: Sequence[LineFields] = ()


@dataclass(frozen=True, slots=True)
class Imported:
    """The work orders in the order given, and how many of them were new or written over."""

    orders: tuple[WorkOrder, ...]
    new: int = 0
    changed: int = 0


@dataclass(slots=True)
class _Move:
    """What one import needs to know of the company, read once."""

    company: Company
    now: datetime
    who: str
    chance: Callable[[int], bytes]
    employees: dict[str, Employee]
    there: dict[str, WorkOrder]
    new: int = field(default=0)
    changed: int = field(default=0)


def import_orders(
    company: Company,
    orders: Sequence[WholeOrder],
    *,
    now: datetime,
    who: str,
    chance: Callable[[int], bytes],
) -> Imported:
    """Write all of them; Refused('records_invalid', problems=…) with nothing written otherwise.

    `chance` gives that many random bytes, for order numbers.
    """
    move = _ready(company, orders, now, who, chance)
    problems = [sentence for order in orders for sentence in _problems(order, move)]
    if problems:
        raise Refused("records_invalid", count=len(problems), problems=tuple(problems))
    with transaction.atomic():
        kept = tuple(_keep(order, move) for order in orders)
    return Imported(kept, move.new, move.changed)


def _ready(
    company: Company,
    orders: Sequence[WholeOrder],
    now: datetime,
    who: str,
    chance: Callable[[int], bytes],
) -> _Move:
    numbers = {order.fields.get("number", "") for order in orders} - {""}
    return _Move(
        company,
        now,
        who,
        chance,
        {employee.number: employee for employee in company.employees.all()},
        {order.number: order for order in company.work_orders.filter(number__in=numbers)},
    )


def _problems(order: WholeOrder, move: _Move) -> list[str]:
    number = order.fields.get("number", "")
    found: list[str] = []
    try:
        demand(order.fields, "number", "customer_name")
        check(WorkOrder, order.fields)
        _status(order.status)
        for period in order.periods:
            check(WorkPeriod, period)
            fill_period(WorkPeriod(), period)
        for line in order.materials:
            check(MaterialLine, line)
            fill_line(MaterialLine(), line, known=True)
    except Refused as refusal:
        found.append(f"{number}: {refusal}")
    if order.employee_number and order.employee_number not in move.employees:
        found.append(f"{number}: {Refused('employee_unknown', number=order.employee_number)}")
    return found


def _status(text: str) -> Status:
    found = {status.value.casefold(): status for status in Status}.get(text.strip().casefold())
    if found is None:
        raise Refused("unknown_status", status=text)
    return found


def _keep(whole: WholeOrder, move: _Move) -> WorkOrder:
    number = whole.fields["number"]
    order = move.there.get(number)
    if order is None:
        order = WorkOrder(company=move.company, created_at=move.now)
        order.order_nr = whole.order_nr or order_nr_from(move.chance(ORDER_NR_BYTES))
        _fill(order, whole, move)
        keep_new(order)
        move.new += 1
        move.there[number] = order
    elif order.status == Status.READY:
        _fill(order, whole, move)
        order.save()
        order.periods.all().delete()
        order.materials.all().delete()
        move.changed += 1
    else:
        return order
    _add_lines(order, whole)
    note(order, Deed.IMPORTED, move.now, move.who)
    return order


def _fill(order: WorkOrder, whole: WholeOrder, move: _Move) -> None:
    for name, value in whole.fields.items():
        setattr(order, name, value)
    order.status = _status(whole.status)
    order.employee = move.employees.get(whole.employee_number)
    order.changed_at = move.now


def _add_lines(order: WorkOrder, whole: WholeOrder) -> None:
    periods, lines = [], []
    for place, fields in enumerate(whole.periods, 1):
        period = WorkPeriod(work_order=order, position=place)
        fill_period(period, fields)
        periods.append(period)
    for place, values in enumerate(whole.materials, 1):
        line = MaterialLine(work_order=order, position=place)
        # Typed by hand is what an employee typed; a package that gives a code means a material.
        fill_line(line, values, known=bool(values.get("code")))
        lines.append(line)
    WorkPeriod.objects.bulk_create(periods)
    MaterialLine.objects.bulk_create(lines)
