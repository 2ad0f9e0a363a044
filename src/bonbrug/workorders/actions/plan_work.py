"""A work order in the office: make it, choose who does it, change it."""

from datetime import datetime
from decimal import Decimal
from typing import Any, Literal, cast

from django.db import IntegrityError, transaction
from django.db.models import F

from bonbrug.values.clock import accounting_day
from bonbrug.workorders.actions.checks import check, demand
from bonbrug.workorders.actions.locking import NOT_SETTLED, locked, note
from bonbrug.workorders.actions.numbers import demand_free, draw_number
from bonbrug.workorders.actions.records import WorkOrderFields
from bonbrug.workorders.actions.reductions import demand_percentage
from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.models import Company, Deed, Employee, Relation, Status, WorkOrder
from bonbrug.workorders.models.customers import PARTY_FIELDS

ORDER_NR_BYTES = 5
_PLAN: tuple[Literal["work_date", "work_time"], ...] = ("work_date", "work_time")


def order_nr_from(chance: bytes) -> str:
    """Write random bytes (5 of them) as an order number of the house, such as ``3BC0000001``."""
    return chance.hex().upper()


def customer_of(relation: Relation) -> WorkOrderFields:
    """Return both customer blocks filled in from one relation."""
    fields: dict[str, Any] = {}
    for block in ("customer", "payer"):
        fields.update({f"{block}_{name}": getattr(relation, name) for name in PARTY_FIELDS})
    return cast(WorkOrderFields, fields)


def plan(
    company: Company,
    fields: WorkOrderFields,
    *,
    now: datetime,
    who: str,
    order_nr: str,
    employee: Employee | None = None,
) -> WorkOrder:
    """Make a work order that is Klaargezet; a tablet gets it once an employee is chosen.

    Without invoice customer the customer at the work address pays.
    """
    demand(fields, "customer_name")
    _check(fields)
    order = WorkOrder(
        company=company, order_nr=order_nr, employee=employee, created_at=now, changed_at=now
    )
    _fill(order, fields)
    if not order.payer_debtor_number and not order.payer_name:
        _customer_pays(order)
    with transaction.atomic():
        keep_new(order)
        note(order, Deed.MADE, now, who)
    return order


def _check(fields: WorkOrderFields) -> None:
    check(WorkOrder, fields)
    demand_percentage(fields.get("discount", Decimal(0)))


def _customer_pays(order: WorkOrder) -> None:
    for name in PARTY_FIELDS:
        setattr(order, f"payer_{name}", getattr(order, f"customer_{name}"))


def _fill(order: WorkOrder, fields: WorkOrderFields) -> None:
    for name, value in fields.items():
        setattr(order, name, value)


def keep_new(order: WorkOrder) -> None:
    """Write a new work order with the next serial of its company; inside a transaction.

    One without a number gets the next of the company's own series.
    """
    # The update locks the company, so two new work orders never get one serial.
    Company.objects.filter(pk=order.company_id).update(next_serial=F("next_serial") + 1)
    company = Company.objects.get(pk=order.company_id)
    order.serial = company.next_serial - 1
    if not order.number:
        order.number = draw_number(company, accounting_day(order.created_at))
    demand_free(order)
    try:
        with transaction.atomic():
            order.save(force_insert=True)
    except IntegrityError as error:
        raise _taken(order) from error


def _taken(order: WorkOrder) -> Refused:
    if order.company.work_orders.filter(order_nr=order.order_nr).exists():
        return Refused("order_nr_in_use", order_nr=order.order_nr)
    return Refused("number_in_use", number=order.number)


def change(order: WorkOrder, fields: WorkOrderFields, *, now: datetime, who: str) -> WorkOrder:
    """Change what is not settled yet; unchanged values are no deed."""
    _check(fields)
    with locked(order, *NOT_SETTLED):
        different = [name for name, value in fields.items() if getattr(order, name) != value]
        if different:
            _fill(order, fields)
            demand({"customer_name": order.customer_name}, "customer_name")
            _save(order, different, now)
            note(order, Deed.CHANGED, now, who, ", ".join(different))
    return order


def _save(order: WorkOrder, names: list[str], now: datetime) -> None:
    order.changed_at = now
    if "number" in names:
        demand_free(order)
        names = [*names, "number_key"]
    try:
        with transaction.atomic():
            order.save(update_fields=[*names, "changed_at"])
    except IntegrityError as error:
        raise Refused("number_in_use", number=order.number) from error


def choose_employee(
    order: WorkOrder, employee: Employee | None, *, now: datetime, who: str
) -> WorkOrder:
    """Give the work order to an employee (or to nobody): Klaargezet for that tablet."""
    if employee is not None and not employee.active:
        raise Refused("employee_inactive", number=employee.number)
    with locked(order, Status.READY, Status.PICKED_UP):
        if order.employee != employee or order.status != Status.READY:
            order.employee, order.status, order.changed_at = employee, Status.READY, now
            order.save(update_fields=["employee", "status", "changed_at"])
            note(order, Deed.EMPLOYEE_CHOSEN, now, who, employee.name if employee else "")
    return order


def set_work_status(order: WorkOrder, code: str, *, now: datetime, who: str) -> WorkOrder:
    """Set the company's own code, in any life-cycle status."""
    check(WorkOrder, {"work_status": code})
    with locked(order):
        if order.work_status != code:
            order.work_status, order.changed_at = code, now
            order.save(update_fields=["work_status", "changed_at"])
            note(order, Deed.WORK_STATUS_SET, now, who, code)
    return order


def replan(
    order: WorkOrder,
    fields: WorkOrderFields,
    *,
    employee: Employee | None,
    now: datetime,
    who: str,
) -> bool:
    """Change date, time and work status, and the employee where one is given, all or nothing.

    Returns whether anything changed. The work status may change in any status.
    """
    plan_fields = cast(WorkOrderFields, {name: fields[name] for name in _PLAN if name in fields})
    with locked(order):
        before = _planned(order)
        if "work_status" in fields:
            set_work_status(order, fields["work_status"], now=now, who=who)
        if plan_fields:
            change(order, plan_fields, now=now, who=who)
        if employee is not None and order.employee != employee:
            choose_employee(order, employee, now=now, who=who)
    return _planned(order) != before


def _planned(order: WorkOrder) -> tuple[object, ...]:
    return (order.work_date, order.work_time, order.work_status, order.employee_id)


def remove(order: WorkOrder) -> None:
    """Delete a work order with its hours, materials and history; refused once it is settled.

    What a tablet sent about it is known by its id only from then on.
    """
    with locked(order, *NOT_SETTLED):
        order.tablet_operations.update(content={}, answer={}, waits=False)
        order.delete()
