"""Corrections in the office: the hours and materials of a work order that is not settled."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bonbrug.ui import query_parameters
from bonbrug.ui.edit_conflicts import alone, still_there, tell_kept
from bonbrug.ui.forms import AmountField, UiForm
from bonbrug.values.clock import accounting_day, system_clock
from bonbrug.workorders.actions import do_work
from bonbrug.workorders.actions.records import LineFields, PeriodFields
from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.models import Company, Material, MaterialLine, WorkOrder, WorkPeriod
from bonbrug.workorders.models.columns import PLACES
from bonbrug.workorders.pages.amounts import value_to_type
from bonbrug.workorders.pages.found_materials import found_materials, sought_word
from bonbrug.workorders.pages.hours_form import HoursForm, values_of
from bonbrug.workorders.pages.line_form import REDUCED, ReducedForm, reductions_of
from bonbrug.workorders.pages.navigation import company_of, office
from bonbrug.workorders.pages.office.work_order import order_of, who
from bonbrug.workorders.pages.refused import show
from bonbrug.workorders.pages.text_field import text


class OfficeHoursForm(HoursForm):
    """Hours with who worked them."""

    employee_number = forms.ChoiceField(label=gettext_lazy("Employee"), required=False)

    def __init__(self, *args: Any, company: Company, **kwargs: Any) -> None:
        super().__init__(*args, company=company, **kwargs)
        people = {one.number: one.name for one in company.employees.all()}
        there = str((kwargs.get("initial") or {}).get("employee_number", ""))
        field = self.fields["employee_number"]
        if isinstance(field, forms.ChoiceField):
            field.choices = (
                [("", "–"), *({there: there} | people).items()]
                if there
                else [
                    ("", "–"),
                    *people.items(),
                ]
            )


class LineForm(ReducedForm):
    """A material with its price."""

    field_order = ("name", "code", "quantity", "unit", "price", *REDUCED)

    name = text(gettext_lazy("Description"), required=True)
    code = text(gettext_lazy("Code"))
    quantity = AmountField(label=gettext_lazy("Quantity"), places=PLACES)
    unit = text(gettext_lazy("Unit"))
    price = AmountField(label=gettext_lazy("Price excl. VAT"), places=PLACES)


def hours(request: HttpRequest, company: int, pk: int, line: int = 0) -> HttpResponse:
    """Add hours, or correct them."""
    with _alone_at(request, company, pk) as (firm, order):
        return _hours(request, firm, order, line)


def _hours(request: HttpRequest, firm: Company, order: WorkOrder, line: int) -> HttpResponse:
    period = still_there(request, order.periods.all(), line) if line else None
    start = _hours_there(order, period)
    form = OfficeHoursForm(
        request.POST or None, company=firm, order=order, period=period, initial=start
    ).about(period)
    return _page(request, order, form, period, lambda: _keep_hours(request, order, form, period))


def _hours_there(order: WorkOrder, period: WorkPeriod | None) -> dict[str, Any]:
    if period is not None:
        return {**values_of(period), "employee_number": period.employee_number}
    day = order.work_date or accounting_day(system_clock())
    return {"work_date": day, "employee_number": order.employee.number if order.employee else ""}


def _keep_hours(
    request: HttpRequest, order: WorkOrder, form: HoursForm, period: WorkPeriod | None
) -> None:
    fields: PeriodFields = form.values(form.cleaned_data["employee_number"])
    if period is None:
        do_work.write_period(order, fields, now=system_clock(), who=who(request))
    else:
        do_work.change_period(period, fields, now=system_clock(), who=who(request))


def material(request: HttpRequest, company: int, pk: int, line: int = 0) -> HttpResponse:
    """Add a material, or correct it: one typed by hand still needs its price."""
    with _alone_at(request, company, pk) as (firm, order):
        return _material(request, firm, order, line)


def _material(request: HttpRequest, firm: Company, order: WorkOrder, line: int) -> HttpResponse:
    there = still_there(request, order.materials.all(), line) if line else None
    picked = None if there else _picked(request, firm)
    form = LineForm(request.POST or None, initial=_line_there(there, picked)).about(there)
    form.list_price = _list_price(firm, there, picked)

    def keep() -> None:
        _keep_line(request, order, form, there, picked)

    found = None if there else found_materials(firm, sought_word(request))
    return _page(request, order, form, there, keep, found=found)


def _picked(request: HttpRequest, firm: Company) -> Material | None:
    """Return the material of the list that was pressed."""
    number = query_parameters.number(request, "materiaal")
    return None if number is None else get_object_or_404(firm.materials, pk=number)


def _list_price(
    firm: Company, there: MaterialLine | None, picked: Material | None
) -> Decimal | None:
    """Return what the list says of a material that is not typed by hand."""
    if picked:
        return picked.price
    known = firm.materials.filter(code=there.code).first() if there and there.code else None
    return known.price if known else None


def _line_there(there: MaterialLine | None, picked: Material | None) -> dict[str, Any]:
    if there:
        names = set(LineForm.base_fields) - set(REDUCED)
        start = {name: value_to_type(getattr(there, name)) for name in names}
        return {**start, **reductions_of(there)}
    if picked:
        copied = do_work.line_of(picked, Decimal(1)).items()
        known = {name: value for name, value in copied if name in LineForm.base_fields}
        return {name: value_to_type(value) for name, value in known.items()} | {"quantity": "1"}
    return {}


def _keep_line(
    request: HttpRequest,
    order: WorkOrder,
    form: LineForm,
    there: MaterialLine | None,
    picked: Material | None,
) -> None:
    cleaned = form.cleaned_data
    fields = LineFields()
    if picked and picked.code == cleaned["code"]:  # its VAT code and ledger account come along
        fields = do_work.line_of(picked, cleaned["quantity"])
    fields |= LineFields(
        name=cleaned["name"],
        code=cleaned["code"],
        unit=cleaned["unit"],
        price=cleaned["price"],
        **form.reductions(),
    )
    if there is None:
        do_work.write_material(order, fields, now=system_clock(), who=who(request))
    else:
        do_work.change_material_line(there, fields, now=system_clock(), who=who(request))


def _at(request: HttpRequest, company: int, pk: int) -> tuple[Company, WorkOrder]:
    firm = company_of(request, company)
    return firm, order_of(request, firm, pk)


@contextmanager
def _alone_at(request: HttpRequest, company: int, pk: int) -> Iterator[tuple[Company, WorkOrder]]:
    """Hold the work order, and so its lines, while something is written on it."""
    firm, order = _at(request, company, pk)
    if request.method != "POST":
        yield firm, order
        return
    with alone(order):
        yield _at(request, company, pk)


def _page(
    request: HttpRequest,
    order: WorkOrder,
    form: UiForm,
    line: Model | None,
    keep: Callable[[], None],
    **more: Any,
) -> HttpResponse:
    if form.is_valid():
        try:
            keep()
        except Refused as refused:
            show(form, refused)
        else:
            messages.success(request, _("Work order %(name)s is saved.") % {"name": order.name})
            tell_kept(request, form.kept)
            return redirect("workorders:work_order", order.company_id, order.pk)
    return office(request, order.company, "line", order=order, form=form, line=line, **more)


def remove_hours(request: HttpRequest, company: int, pk: int, line: int) -> HttpResponse:
    """Take hours off the work order."""
    _firm, order = _at(request, company, pk)
    period = get_object_or_404(order.periods, pk=line)
    now = system_clock()
    return _removed(
        request, order, lambda: do_work.remove_period(period, now=now, who=who(request))
    )


def remove_material(request: HttpRequest, company: int, pk: int, line: int) -> HttpResponse:
    """Take a material off the work order."""
    _firm, order = _at(request, company, pk)
    there = get_object_or_404(order.materials, pk=line)
    now = system_clock()
    return _removed(
        request, order, lambda: do_work.remove_material_line(there, now=now, who=who(request))
    )


def _removed(request: HttpRequest, order: WorkOrder, remove: Callable[[], None]) -> HttpResponse:
    try:
        remove()
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("workorders:work_order", order.company_id, order.pk)
