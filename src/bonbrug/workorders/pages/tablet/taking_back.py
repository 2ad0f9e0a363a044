"""Taking back on the tablet what was just sent, or sending it without waiting."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from bonbrug.values.clock import system_clock
from bonbrug.workorders.actions import take_back as actions
from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.models import Employee, WorkOrder
from bonbrug.workorders.pages.tablet.authentication import own_order, show, tell
from bonbrug.workorders.pages.taking_back import held_facts


def held(request: HttpRequest, employee: Employee, pk: int) -> HttpResponse:
    """Answer the part of the page that counts down; it asks for itself."""
    order = own_order(employee, pk)
    return show(request, employee, "held", order=order, **held_facts(order))


def take_back(request: HttpRequest, employee: Employee, pk: int) -> HttpResponse:
    """Terughalen: it is at hand again."""
    done = _("Work order %(name)s is taken back. You can change it again.")
    return _pressed(request, employee, own_order(employee, pk), actions.take_back, done)


def send_now(request: HttpRequest, employee: Employee, pk: int) -> HttpResponse:
    """Nu versturen."""
    done = _("Work order %(name)s is sent.")
    return _pressed(request, employee, own_order(employee, pk), actions.send_now, done)


def _pressed(
    request: HttpRequest,
    employee: Employee,
    order: WorkOrder,
    act: Callable[..., WorkOrder],
    done: str,
) -> HttpResponse:
    try:
        act(order, now=system_clock(), who=employee.name)
    except Refused as refused:
        tell(request, refused)
    else:
        messages.success(request, done % {"name": order.name})
    return redirect("workorders:tablet_order", order.pk)
