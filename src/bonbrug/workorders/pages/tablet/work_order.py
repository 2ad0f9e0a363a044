"""One work order on the tablet."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from bonbrug.values.clock import system_clock
from bonbrug.values.map_link import map_link
from bonbrug.workorders.actions.mark_dwelling import dwelling_at, mark_dwelling
from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.models import Employee, Status, WorkOrder
from bonbrug.workorders.pages.badges import status_badge
from bonbrug.workorders.pages.paper_answer import paper_answer
from bonbrug.workorders.pages.tablet.authentication import own_order, show, tell
from bonbrug.workorders.pages.taking_back import held_facts
from bonbrug.workorders.pages.totals import reckon


def work_order(request: HttpRequest, employee: Employee, pk: int) -> HttpResponse:
    """Show where, what, the hours and the materials."""
    order = own_order(employee, pk)
    return show(
        request,
        employee,
        "work_order",
        order=order,
        sum=reckon(order),
        badge=status_badge(order.status),
        may_write=order.status == Status.PICKED_UP,
        dwelling=dwelling_at(order),
        map=_map(request, order),
        **held_facts(order),
    )


def _map(request: HttpRequest, order: WorkOrder) -> str:
    street = f"{order.customer_street} {order.customer_house_number}"
    place = f"{order.customer_postal_code} {order.customer_city}"
    return map_link(street, place, request.headers.get("User-Agent", ""))


def paper(request: HttpRequest, employee: Employee, pk: int) -> HttpResponseBase:
    """Give the work order on paper, to keep: a page of its own would have no way back."""
    del request
    return paper_answer(own_order(employee, pk), kept=True)


def mark(request: HttpRequest, employee: Employee, pk: int) -> HttpResponse:
    """Keep whether the work address is a dwelling older than two years."""
    order = own_order(employee, pk)
    is_old = request.POST.get("old") == "1"
    try:
        mark_dwelling(order, is_old=is_old, now=system_clock(), who=employee.name)
    except Refused as refused:
        tell(request, refused)
    return redirect("workorders:tablet_order", order.pk)
