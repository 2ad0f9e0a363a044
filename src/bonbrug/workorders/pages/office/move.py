"""Planning a work order from the board: by the form, a drag or the keyboard, all the same."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bonbrug.ui.edit_conflicts import alone, still_there, tell_gone, tell_kept
from bonbrug.values.clock import accounting_day, system_clock
from bonbrug.workorders.actions import move_work
from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.models import Company, WorkOrder
from bonbrug.workorders.pages.navigation import company_of, office
from bonbrug.workorders.pages.office.board_span import Span, span_of
from bonbrug.workorders.pages.office.move_form import MoveForm, planned
from bonbrug.workorders.pages.office.work_order import order_of, orders_of, who
from bonbrug.workorders.pages.refused import show


def move(request: HttpRequest, company: int, pk: int) -> HttpResponse:
    """Plan a work order; back at the board that the address names."""
    firm = company_of(request, company)
    span = span_of(request, accounting_day(system_clock()))
    order = still_there(request, orders_of(firm), pk)
    if order is None:
        tell_gone(request)
        return redirect(_board(firm, span))
    if request.method != "POST":
        return _page(request, firm, order, span)
    with alone(order):
        return _page(request, firm, order_of(request, firm, pk), span)


def _page(request: HttpRequest, firm: Company, order: WorkOrder, span: Span) -> HttpResponse:
    there = planned(order)
    form = MoveForm(request.POST or None, company=firm, initial=there).about(order)
    if form.is_valid():
        try:
            moved = move_work.move(order, form.place, now=system_clock(), who=who(request))
        except Refused as refused:
            show(form, refused)
        else:
            messages.success(request, told(order) if moved else _("It stays as it was."))
            tell_kept(request, form.kept)
            return redirect(f"{_board(firm, span)}#bon-{order.pk}")
    return office(request, firm, "move", form=form, order=order, span=span, back=_board(firm, span))


def _board(firm: Company, span: Span) -> str:
    return reverse("workorders:board", args=[firm.pk]) + span.query


def told(order: WorkOrder) -> str:
    """Say what stands where now."""
    facts = {
        "name": order.name,
        "customer": order.customer_name,
        "who": order.employee.name if order.employee else "",
        "when": _when(order),
    }
    if order.work_date is None and order.employee is None:
        return _("%(name)s (%(customer)s) has to be planned again.") % facts
    if order.work_date is None:
        return _("%(name)s (%(customer)s) is for %(who)s, without a day.") % facts
    if order.employee is None:
        return _("%(name)s (%(customer)s) is on %(when)s, with nobody yet.") % facts
    return _("%(name)s (%(customer)s) is on %(when)s, for %(who)s.") % facts


def _when(order: WorkOrder) -> str:
    day = date_format(order.work_date, "l j F") if order.work_date else ""
    return f"{day}, {order.work_time:%H:%M}" if order.work_time else day
