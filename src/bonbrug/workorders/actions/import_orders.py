"""Work orders that come in whole: posted by another package, or moved from another system.

All or nothing, and safe to repeat: a work order is known by its number. One that nobody has picked
up yet is written over. One that an employee has worked on is left as it is when it holds all that
came in; where it does not, that is an error, for nothing may seem stored that was not.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from bonbrug.workorders.actions.checks import check, demand
from bonbrug.workorders.actions.do_work import fill_line, fill_period
from bonbrug.workorders.actions.incoming import WholeOrder, holds
from bonbrug.workorders.actions.locking import note
from bonbrug.workorders.actions.plan_work import ORDER_NR_BYTES, keep_new, order_nr_from
from bonbrug.workorders.actions.records import LineFields, PeriodFields
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
from bonbrug.workorders.models.number_series import number_key

_OPEN = (Status.READY, Status.PICKED_UP)


@dataclass(frozen=True, slots=True)
class Imported:
    """The work orders in the order given, and how many of them were new or written over.

    `remarks` name what came in with them and is kept nowhere.
    """

    orders: tuple[WorkOrder, ...]
    new: int = 0
    changed: int = 0
    remarks: tuple[str, ...] = ()


@dataclass(slots=True)
class _Move:
    """What one import needs to know of the company, read once."""

    company: Company
    now: datetime
    who: str
    chance: Callable[[int], bytes]
    employees: dict[str, Employee]
    there: dict[str, WorkOrder]
    first: dict[str, WholeOrder]
    alike: dict[str, str]
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
    with transaction.atomic():
        move = _ready(company, orders, now, who, chance)
        problems = [sentence for order in orders for sentence in _problems(order, move)]
        if problems:
            raise Refused("records_invalid", count=len(problems), problems=tuple(problems))
        kept = tuple(_keep(order, move) for order in orders)
    return Imported(kept, move.new, move.changed)


def _ready(
    company: Company,
    orders: Sequence[WholeOrder],
    now: datetime,
    who: str,
    chance: Callable[[int], bytes],
) -> _Move:
    first: dict[str, WholeOrder] = {}
    for order in orders:
        first.setdefault(order.fields.get("number", ""), order)
    # Held until the end: a tablet may not pick one up between the look and the write.
    Company.objects.select_for_update().get(pk=company.pk)
    there = company.work_orders.select_for_update(of=("self",)).select_related("employee")
    lines = there.prefetch_related("periods", "materials")
    return _Move(
        company,
        now,
        who,
        chance,
        {employee.number: employee for employee in company.employees.all()},
        {order.number: order for order in lines.filter(number__in=set(first) - {""})},
        first,
        _alike(company, first),
    )


def _alike(company: Company, numbers: Iterable[str]) -> dict[str, str]:
    """Return key → the number that has it: one that is here, else the first of the post."""
    keys = {number_key(number): number for number in reversed([*numbers])}
    there = company.work_orders.filter(number_key__in=set(keys) - {""})
    return keys | dict(there.values_list("number_key", "number"))


def _problems(order: WholeOrder, move: _Move) -> list[str]:
    number = order.fields.get("number", "")
    checks = (
        partial(_check_order, order),
        *(partial(_check_period, place, period) for place, period in enumerate(order.periods, 1)),
        *(partial(_check_line, place, line) for place, line in enumerate(order.materials, 1)),
        partial(_check_employee, order, move),
        partial(_check_once, order, move),
        partial(_check_alike, order, move),
        partial(_check_stored, order, move),
    )
    refusals = map(_refusal_of, checks)
    return [told_of(number, refusal) for refusal in refusals if refusal is not None]


def told_of(number: str, problem: Refused) -> str:
    """Say of which work order a problem is."""
    return _("work order %(number)s: %(problem)s") % {"number": number, "problem": problem}


def _refusal_of(check_one: Callable[[], None]) -> Refused | None:
    try:
        check_one()
    except Refused as refusal:
        return refusal
    return None


def _check_order(order: WholeOrder) -> None:
    demand(order.fields, "number", "customer_name")
    check(WorkOrder, order.fields)
    _status(order.status)


def _check_period(place: int, period: PeriodFields) -> None:
    try:
        check(WorkPeriod, period)
        fill_period(WorkPeriod(), period)
    except Refused as refusal:
        raise Refused("in_period", place=place, problem=str(refusal)) from refusal


def _check_line(place: int, line: LineFields) -> None:
    try:
        check(MaterialLine, line)
        fill_line(MaterialLine(), line, known=True)
    except Refused as refusal:
        raise Refused("in_line", place=place, problem=str(refusal)) from refusal


def _check_employee(order: WholeOrder, move: _Move) -> None:
    if not order.employee_number:
        return
    employee = move.employees.get(order.employee_number)
    if employee is None:
        raise Refused("employee_unknown", number=order.employee_number)
    if not employee.active and _status(order.status) in _OPEN:
        raise Refused("employee_inactive", number=order.employee_number)


def _check_once(order: WholeOrder, move: _Move) -> None:
    if order != move.first[order.fields.get("number", "")]:
        raise Refused("twice_in_post")


def _check_alike(order: WholeOrder, move: _Move) -> None:
    """Refuse a new number that differs from another by capitals or spaces only."""
    number = order.fields.get("number", "")
    other = move.alike.get(number_key(number), number)
    if number not in move.there and other != number:
        raise Refused("number_alike", number=number, other=other)


def _check_stored(order: WholeOrder, move: _Move) -> None:
    """Refuse what would change a work order that is out of the planner's hands."""
    there = move.there.get(order.fields.get("number", ""))
    if there is not None and there.status != Status.READY and not holds(there, order):
        raise Refused("already_at_work", name=there.name, status=Status(there.status).label)


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
