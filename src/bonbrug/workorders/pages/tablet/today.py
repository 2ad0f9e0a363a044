"""Vandaag: the work orders of the employee at the tablet."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from bonbrug.values.clock import accounting_day, system_clock
from bonbrug.workorders.actions.do_work import pick_up
from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.models import Employee, Status, WorkOrder
from bonbrug.workorders.models.work_order import LARGE
from bonbrug.workorders.pages.tablet.authentication import own_order, show, tell
from bonbrug.workorders.reports.week import week_of

SHOWN_AFTER = timedelta(days=7)


def today(request: HttpRequest, employee: Employee) -> HttpResponse:
    """Show what is at hand, what waits, and what was sent lately."""
    now = system_clock()
    day = accounting_day(now)
    week = week_of(employee, day)
    return show(
        request,
        employee,
        "today",
        day=day,
        written=week.of(day),
        week=week,
        now=now,
        busy=_orders(employee, Status.PICKED_UP),
        waiting=_orders(employee, Status.READY),
        sent=_sent(employee, now),
    )


def _orders(employee: Employee, status: Status) -> Sequence[WorkOrder]:
    mine = employee.work_orders.defer(*LARGE).filter(status=status, archived=False)
    return list(mine.order_by("work_date", "work_time", "pk"))


def _sent(employee: Employee, now: datetime) -> Sequence[WorkOrder]:
    sent = employee.work_orders.defer(*LARGE).filter(
        status__in=(Status.COMPLETE, Status.SETTLED),
        archived=False,
        changed_at__gt=now - SHOWN_AFTER,
    )
    return list(sent.order_by("-changed_at")[:10])


def fetch(request: HttpRequest, employee: Employee, pk: int) -> HttpResponse:
    """Ophalen: the work order is now at hand on this tablet."""
    order = own_order(employee, pk)
    try:
        pick_up(order, employee, now=system_clock())
    except Refused as refused:
        tell(request, refused)
        return redirect("workorders:today")
    return redirect("workorders:tablet_order", pk)
