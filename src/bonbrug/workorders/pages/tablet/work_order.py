"""One work order on the tablet."""

from django.http import HttpRequest, HttpResponse

from bonbrug.workorders.models import Employee, Status
from bonbrug.workorders.pages.badges import status_badge
from bonbrug.workorders.pages.tablet.authentication import own_order, show
from bonbrug.workorders.pages.tablet.taking_back import held_facts
from bonbrug.workorders.pages.totals import reckon


def work_order(request: HttpRequest, employee: Employee, pk: int) -> HttpResponse:
    """Show where, what, the hours and the materials."""
    order = own_order(employee, pk)
    return show(
        request,
        employee,
        "work_order",
        sum=reckon(order),
        badge=status_badge(order.status),
        may_write=order.status == Status.PICKED_UP,
        **held_facts(order),
    )
