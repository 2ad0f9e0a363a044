"""Making a work order in the office, and changing it."""

import secrets
from typing import Any, cast

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bonbrug.ui import query_parameters
from bonbrug.ui.edit_conflicts import alone, still_there, tell_kept
from bonbrug.ui.tables import Column, Table
from bonbrug.values.clock import accounting_day, system_clock
from bonbrug.values.party import join_street
from bonbrug.workorders.actions import plan_work
from bonbrug.workorders.actions.records import WorkOrderFields
from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.models import Company, Employee, Relation, WorkOrder
from bonbrug.workorders.pages.navigation import company_of, office
from bonbrug.workorders.pages.office.work_order import order_of, orders_of, who
from bonbrug.workorders.pages.office.work_order_forms import WorkOrderForm, values_of
from bonbrug.workorders.pages.refused import show


def choose_customer(request: HttpRequest, company: int) -> HttpResponse:
    """Show the relations, to choose the customer of a new work order."""
    firm = company_of(request, company)
    road = reverse("workorders:work_order_fill", args=[firm.pk])
    columns: list[Column[Relation]] = [
        Column(gettext_lazy("Name"), lambda one: one.name, "name"),
        Column(gettext_lazy("Relation code"), lambda one: one.debtor_number, "debtor_number"),
        Column(gettext_lazy("Street"), lambda one: join_street(one.street, one.house_number)),
        Column(gettext_lazy("City"), lambda one: one.city, "city"),
    ]
    table = Table(
        request,
        firm.relations.order_by("name"),
        columns,
        search=("name", "debtor_number", "street", "city"),
        row_url=lambda one: f"{road}?relatie={one.pk}",
    )
    return office(request, firm, "choose_customer", table=table, fill_url=road)


def fill_in(request: HttpRequest, company: int) -> HttpResponse:
    """Fill in a new work order; the chosen relation gives both address blocks."""
    firm = company_of(request, company)
    form = WorkOrderForm(request.POST or None, company=firm, initial=_start(request, firm)).about(
        None
    )
    if form.is_valid():
        try:
            order = _plan(request, firm, form.cleaned_data)
        except Refused as refused:
            show(form, refused)
        else:
            messages.success(request, _("Work order %(name)s is made.") % {"name": order.name})
            return redirect("workorders:work_order", firm.pk, order.pk)
    return office(request, firm, "work_order_form", form=form)


def _start(request: HttpRequest, firm: Company) -> dict[str, Any]:
    start: dict[str, Any] = {"work_date": accounting_day(system_clock())}
    chosen = query_parameters.number(request, "relatie")
    if chosen is not None:
        relation = get_object_or_404(firm.relations, pk=chosen)
        start.update(plan_work.customer_of(relation))
    return start


def _plan(request: HttpRequest, firm: Company, cleaned: dict[str, Any]) -> WorkOrder:
    fields, employee = _apart(cleaned)
    return plan_work.plan(
        firm,
        fields,
        now=system_clock(),
        who=who(request),
        order_nr=plan_work.order_nr_from(secrets.token_bytes(plan_work.ORDER_NR_BYTES)),
        employee=employee,
    )


def _apart(cleaned: dict[str, Any]) -> tuple[WorkOrderFields, Employee | None]:
    known = WorkOrderFields.__annotations__
    fields = {name: value for name, value in cleaned.items() if name in known}
    return cast(WorkOrderFields, fields), cleaned["employee"]


def change(request: HttpRequest, company: int, pk: int) -> HttpResponse:
    """Change a work order that is not settled."""
    firm = company_of(request, company)
    order = still_there(request, orders_of(firm), pk)
    if order is None:
        return fill_in(request, company)
    if request.method != "POST":
        return _page(request, firm, order)
    with alone(order):
        return _page(request, firm, order_of(request, firm, pk))


def _page(request: HttpRequest, firm: Company, order: WorkOrder) -> HttpResponse:
    there = values_of(order)
    form = WorkOrderForm(request.POST or None, company=firm, initial=there).about(order)
    if form.is_valid():
        try:
            _change(request, order, form)
        except Refused as refused:
            show(form, refused)
        else:
            messages.success(request, _("Work order %(name)s is saved.") % {"name": order.name})
            tell_kept(request, form.kept)
            return redirect("workorders:work_order", firm.pk, order.pk)
    return office(request, firm, "work_order_form", form=form, order=order)


def _change(request: HttpRequest, order: WorkOrder, form: WorkOrderForm) -> None:
    fields, employee = _apart(form.cleaned_data)
    now = system_clock()
    with transaction.atomic():  # both or neither
        if employee != order.employee:
            plan_work.choose_employee(order, employee, now=now, who=who(request))
        plan_work.change(order, fields, now=now, who=who(request))
