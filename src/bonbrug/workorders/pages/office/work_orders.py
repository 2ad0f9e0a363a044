"""The list of work orders."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bonbrug.ui.edit_conflicts import alone, came_between
from bonbrug.ui.tables import Column, Filter, Table
from bonbrug.ui.templatetags.ui import day
from bonbrug.values.clock import accounting_day, system_clock
from bonbrug.values.text import printable
from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.actions.set_up import change_company
from bonbrug.workorders.models import Company, Status, WorkOrder
from bonbrug.workorders.models.planning import INACTIVE, UNPLANNED, late
from bonbrug.workorders.models.work_order import LARGE
from bonbrug.workorders.pages.badges import order_badge, work_status_badge, work_status_names
from bonbrug.workorders.pages.navigation import company_of, office, work_of

SEARCH = (
    "number",
    "order_nr",
    "customer_name",
    "customer_debtor_number",
    "customer_street",
    "customer_city",
    "payer_name",
    "payer_debtor_number",
    "short_description",
)
PLANNING = (
    ("open", _("not planned")),
    ("laat", _("late")),
    ("weg", _("of an employee who is not active")),
)


def work_order_list(request: HttpRequest, company: int) -> HttpResponse:
    """Show the work orders of a company that are not in the archive."""
    return _list(request, company_of(request, company), archived=False)


def archive_list(request: HttpRequest, company: int) -> HttpResponse:
    """Show the work orders that were put away."""
    return _list(request, company_of(request, company), archived=True)


def _list(request: HttpRequest, firm: Company, *, archived: bool) -> HttpResponse:
    orders = work_of(request, firm).filter(archived=archived)
    table = Table(
        request,
        orders.defer(*LARGE).order_by("-work_date", "-pk"),
        _columns(firm),
        search=SEARCH,
        filters=_filters(firm),
        row_url=lambda order: reverse("workorders:work_order", args=[firm.pk, order.pk]),
    )
    return office(request, firm, "archive" if archived else "work_orders", table=table)


def set_default(request: HttpRequest, company: int) -> HttpResponse:
    """Choose the work status of a work order that has none when the customer signs."""
    firm = company_of(request, company)
    code = printable(request.POST.get("default", "")).strip()
    with alone(firm) as held:
        told = came_between(request, gettext("Work status"), held.default_work_status, code)
        if told:
            messages.error(request, told)
        else:
            _set_default(request, firm, code)
    return redirect("workorders:work_statuses", firm.pk)


def _set_default(request: HttpRequest, firm: Company, code: str) -> None:
    try:
        change_company(firm, default_work_status=code)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, gettext("The default work status is set."))


def _columns(firm: Company) -> tuple[Column[WorkOrder], ...]:
    names = work_status_names(firm)
    return (
        Column(_("Work order"), lambda order: order.name, "serial", "code"),
        Column(_("Customer"), lambda order: order.customer_name, "customer_name"),
        Column(_("In short"), lambda order: order.short_description, "short_description"),
        Column(_("Date"), lambda order: day(order.work_date), "work_date", "date"),
        Column(_("Employee"), lambda order: order.employee or "", "employee__last_name"),
        Column(_("Status"), order_badge, "status", "status"),
        Column(
            _("Work status"),
            lambda order: work_status_badge(order.work_status, names),
            "work_status",
            "status",
        ),
    )


def _planning() -> dict[str, Q]:
    today = accounting_day(system_clock())
    return {"open": UNPLANNED, "laat": late(today), "weg": INACTIVE}


def _filters(firm: Company) -> tuple[Filter, ...]:
    statuses = [(status.code, str(status)) for status in firm.work_statuses.all()]
    employees = [(str(one.pk), one.name) for one in firm.employees.all()]
    return (
        Filter("planning", _("Planning"), PLANNING, among=_planning()),
        Filter("status", _("Status"), Status.choices, "status"),
        Filter("werkbonstatus", _("Work status"), statuses, "work_status"),
        Filter("medewerker", _("Employee"), employees, "employee"),
    )
