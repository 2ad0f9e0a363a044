"""The five endpoints of work orders (docs/wire/werkbonapp.md §5)."""

import os
from typing import Any, cast

from django.db.models import QuerySet

from bonbrug.wire.werkbonapp import queries
from bonbrug.wire.werkbonapp import records as wire
from bonbrug.wire.werkbonapp.api import read_posted, write_answer, write_row, write_rows
from bonbrug.wire.werkbonapp.faults import NOT_FOUND, NOT_PARSED, NOTHING_CHANGED, Fault, general
from bonbrug.wire.werkbonapp.php_query import FILTER_NAMES
from bonbrug.wire.werkbonapp.posts import not_stored
from bonbrug.wire.werkbonapp.work_orders import WORK_ORDER, WORK_ORDER_POSTED
from bonbrug.workorders.actions.add_materials import add_materials
from bonbrug.workorders.actions.import_orders import import_orders
from bonbrug.workorders.actions.keep_employee import find_employee
from bonbrug.workorders.actions.plan_work import replan
from bonbrug.workorders.actions.records import WorkOrderFields
from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.actions.settle import take_and_settle
from bonbrug.workorders.doors.call import Call, Reply, as_fault
from bonbrug.workorders.doors.filters import filtered
from bonbrug.workorders.doors.held_orders import SHOWN, complete_at, let_go_read, with_shown
from bonbrug.workorders.doors.order_messages import (
    FILTERED,
    line_fields,
    messages_of,
    whole_order_of,
)
from bonbrug.workorders.models import Employee, Status, WorkOrder
from bonbrug.workorders.models.work_order import LARGE

ROW_ID_DIGITS = 18
NAMES = ("row_id", "workorder_no")


def get_work_orders(call: Call) -> Reply:
    """List by status, and by work status where asked; settles what is Compleet unless told not."""
    call.only("status", "update_status", "workstatus", *FILTER_NAMES)
    status = queries.read_status(call.query)
    found: QuerySet[Any] = _readable(call)
    if status != Status.COMPLETE or queries.read_filters(call.asked):
        found = with_shown(found, call.now)
    found = filtered(found, call.asked, WORK_ORDER, FILTERED | SHOWN)
    if status == Status.COMPLETE:
        found = complete_at(found, call.now)
    elif status != queries.ALL:
        shown: dict[str, Any] = {"shown_status": status}  # annotated above
        found = found.filter(**shown)
    if "workstatus" in call.query:
        column = "work_status" if status == Status.COMPLETE else "shown_work_status"
        found = found.filter(**{column: call.query["workstatus"]})
    orders, settled = _taken(call, found)
    rows = messages_of(call.caller.link, orders, call.now)
    return Reply(write_rows(rows, WORK_ORDER), settled)


def get_work_order(call: Call) -> Reply:
    """Return one; the answer of the call that settles shows what it was settled with."""
    call.only(*NAMES, "update_status")
    orders, settled = _taken(call, _named(call, _readable(call)))
    if not orders:
        raise general(NOT_FOUND)
    [row] = messages_of(call.caller.link, orders, call.now)
    return Reply(write_row(row, WORK_ORDER), settled)


def _readable(call: Call) -> "QuerySet[WorkOrder]":
    lines = ("employee", "periods", "materials")
    return call.company.work_orders.defer(*LARGE).prefetch_related(*lines).order_by("pk")


def _taken(call: Call, found: "QuerySet[WorkOrder]") -> tuple[list[WorkOrder], int]:
    if queries.wants_update_status(call.query):
        return take_and_settle(found, now=call.now, who=call.who)
    return let_go_read(found, call.company, call.now), 0


def _named(call: Call, orders: "QuerySet[WorkOrder]") -> "QuerySet[WorkOrder]":
    """Keep the one with ``row_id`` or ``workorder_no``; nothing when neither is given."""
    row_id, number = call.query.get("row_id", ""), call.query.get("workorder_no", "")
    if row_id:
        is_row = row_id.isascii() and row_id.isdigit() and len(row_id) <= ROW_ID_DIGITS
        return orders.filter(pk=int(row_id)) if is_row else orders.none()
    return orders.filter(number=number) if number else orders.none()


def _one(call: Call) -> WorkOrder:
    order = _named(call, call.company.work_orders.all()).first()
    if order is None:
        raise general(NOT_FOUND)
    return order


def update_work_order(call: Call) -> Reply:
    """Change date, time, employee or work status of one work order."""
    call.only(*NAMES, "workdate", "worktime", "employee_nr", "workstatus")
    order, update = _one(call), _update(call)
    employee = _employee(call, update.employee)
    given = {
        "work_date": update.day,
        "work_time": update.clock,
        "work_status": update.work_status,
    }
    fields = {name: value for name, value in given.items() if value is not None}
    try:
        changed = replan(
            order,
            cast(WorkOrderFields, fields),
            employee=employee,
            now=call.now,
            who=call.who,
        )
    except Refused as refusal:
        raise as_fault(NOT_PARSED, refusal) from refusal
    if not changed:
        raise general(NOTHING_CHANGED)
    return Reply(write_answer(), 1)


def _update(call: Call) -> queries.Update:
    """Read the update; all that is wrong is said at once, the employee included."""
    try:
        return queries.read_update(call.query)
    except Fault as fault:
        if fault.code != NOT_PARSED:
            raise
        try:
            _employee(call, call.query.get("employee_nr"))
        except Fault as another:
            raise Fault(NOT_PARSED, [*fault.messages, *another.messages]) from fault
        raise


def _employee(call: Call, number: str | None) -> Employee | None:
    if not number:
        return None
    try:
        return find_employee(call.company, number)
    except Refused as refusal:
        raise Fault(NOT_PARSED, ["Employee not updated"]) from refusal


def add_lines(call: Call) -> Reply:
    """UpdateWorkorder with a body: material lines; ``ClearMaterials`` takes the old ones away."""
    call.only(*NAMES, "ClearMaterials", "ProcessMaterials")
    order = _one(call)
    posted = read_posted(call.body, wire.LINE_ADDED)
    clear = call.query.get("ClearMaterials", "").strip().casefold() in ("1", "true")
    try:
        lines = [line_fields(one.row) for one in posted]
        added = add_materials(order, lines, clear=clear, now=call.now, who=call.who)
    except Refused as refusal:
        raise as_fault(NOT_PARSED, refusal) from refusal
    return Reply(write_answer(messages=not_stored(posted)), added)


def post_work_orders(call: Call) -> Reply:
    """Make work orders; one that was posted before is written over until it is picked up."""
    posted = read_posted(call.body, WORK_ORDER_POSTED)
    try:
        whole = [whole_order_of(one.row) for one in posted]
        done = import_orders(call.company, whole, now=call.now, who=call.who, chance=os.urandom)
    except Refused as refusal:
        raise as_fault(NOT_PARSED, refusal) from refusal
    receipts = [wire.RECEIPT.put(wire.Receipt(order.number, order.pk)) for order in done.orders]
    body = write_answer(receipts, messages=not_stored(posted))
    return Reply(body, done.new + done.changed)
