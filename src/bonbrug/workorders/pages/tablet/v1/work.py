"""GET work: the open work orders of the employee, and the lists that are needed to fill them in."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase

from bonbrug.ui.query_parameters import opaque
from bonbrug.workorders.actions.link_tablet import Seen
from bonbrug.workorders.models import Employee, Material, MaterialLine, Status, WorkOrder
from bonbrug.workorders.models.customers import PARTY_FIELDS
from bonbrug.workorders.models.work_order import LARGE
from bonbrug.workorders.pages.tablet.operations import hours, materials, order_fields
from bonbrug.workorders.pages.tablet.operations.kinds import COUNTED, DISCOUNT, HOURS, TEXTS, Field
from bonbrug.workorders.pages.tablet.v1 import cursor
from bonbrug.workorders.pages.tablet.v1.answers import VERSION, Problem, answer

MOST_ORDERS = 300
ORDERS_A_PAGE = 25
RECENT_MATERIALS = 100
RECENT_LINES = 1000
LISTS = 0  # the place of the lists among the marks: no work order has this number
PLANNED = ("short_description", "type_of_work", "work_status", "project_number")


def work(request: HttpRequest, seen: Seen) -> HttpResponseBase:
    """Tell what changed since what the tablet holds, in pages; `gone` is what it has to forget."""
    given = opaque(request, "since")
    try:
        marks = cursor.read(given) if given else {}
    except ValueError:
        raise Problem(400, "bad_cursor") from None
    return answer(_changed(seen.employee, marks, full=not given))


def _changed(employee: Employee, marks: cursor.Marks, *, full: bool) -> dict[str, Any]:
    told = {order.pk: _order(order) for order in _orders(employee)}
    lists = _lists(employee)
    now = {key: cursor.mark_of(one) for key, one in told.items()}
    lists_mark = cursor.mark_of(lists)
    changed = [key for key in told if marks.get(key) != now[key]]
    given = changed[:ORDERS_A_PAGE]
    held = {key: mark for key, mark in marks.items() if key in now} | {k: now[k] for k in given}
    return {
        "version": VERSION,
        "full": full,
        "employee": {"id": employee.pk, "number": employee.number, "name": employee.name},
        "orders": [told[key] for key in given],
        "gone": sorted(key for key in marks if key not in now and key != LISTS),
        "lists": lists if lists_mark != marks.get(LISTS) else None,
        "cursor": cursor.write({**held, LISTS: lists_mark}),
        "more": len(changed) > len(given),
    }


def _orders(employee: Employee) -> "QuerySet[WorkOrder]":
    mine = (
        employee.work_orders.defer(*LARGE)
        .filter(status__in=(Status.READY, Status.PICKED_UP), archived=False)
        .prefetch_related("periods", "materials")
    )
    # Without a day last, as a database would not agree with another about it.
    return mine.order_by("work_date", "work_time", "pk")[:MOST_ORDERS]


def _order(order: WorkOrder) -> dict[str, Any]:
    customer = {name: getattr(order, f"customer_{name}") for name in PARTY_FIELDS}
    return {
        "id": order.pk,
        "name": order.name,
        "status": {Status.READY: "ready", Status.PICKED_UP: "picked_up"}[Status(order.status)],
        "work_date": order.work_date and order.work_date.isoformat(),
        "work_time": order.work_time and f"{order.work_time:%H:%M}",
        **{name: getattr(order, name) for name in PLANNED},
        "values": _written((*TEXTS, DISCOUNT), order_fields.wire_values(order)),
        "customer": customer,
        "hours": [
            {
                "line": one.pk,
                "made_by": one.made_by and str(one.made_by),
                "employee_number": one.employee_number,
                "minutes": one.total_minutes,
                "values": _written(HOURS, hours.wire_values(one)),
            }
            for one in order.periods.all()
        ],
        "materials": [_material_line(one) for one in order.materials.all()],
    }


def _material_line(line: MaterialLine) -> dict[str, Any]:
    return {
        "line": line.pk,
        "made_by": line.made_by and str(line.made_by),
        "code": line.code,
        "name": line.name,
        "unit": line.unit,
        "values": _written(COUNTED, materials.wire_values(line)),
    }


def _written(fields: Iterable[Field], values: dict[str, Any]) -> dict[str, Any]:
    return {field.name: field.type.write(values[field.name]) for field in fields}


def _lists(employee: Employee) -> dict[str, Any]:
    company = employee.company
    types = company.hour_types.filter(active=True).values_list("code", "name").order_by("code")
    return {
        "signature_required": company.signature_required,
        "hour_types": [{"code": code, "name": name} for code, name in types],
        "materials": [
            {"id": one.pk, "code": one.code, "name": one.description[:255], "unit": one.unit}
            for one in _recent(employee)
        ],
    }


def _recent(employee: Employee) -> Iterable[Material]:
    """Return the articles that this employee used last, by name; what is counted is bounded."""
    mine = MaterialLine.objects.filter(work_order__employee=employee, by_hand=False)
    last = mine.exclude(code="").order_by("-pk").values_list("code", flat=True)[:RECENT_LINES]
    codes = list(dict.fromkeys(last))[:RECENT_MATERIALS]
    return employee.company.materials.filter(code__in=codes).order_by("code", "pk")
