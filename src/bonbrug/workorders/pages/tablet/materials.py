"""Writing materials: picked from the list, or typed by hand."""

from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _

from bonbrug.ui import query_parameters
from bonbrug.ui.edit_conflicts import still_there, tell_gone, tell_kept
from bonbrug.ui.forms import AmountField, UiForm
from bonbrug.values.clock import system_clock
from bonbrug.workorders.actions import do_work
from bonbrug.workorders.actions.records import LineFields
from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.models import Employee, WorkOrder
from bonbrug.workorders.pages.found_materials import found_materials, sought_word
from bonbrug.workorders.pages.line_form import REDUCED, ReducedForm, reductions_of
from bonbrug.workorders.pages.refused import show as show_refused
from bonbrug.workorders.pages.tablet.authentication import show, tell
from bonbrug.workorders.pages.text_field import text


class QuantityForm(ReducedForm):
    """How many of a material."""

    field_order = ("quantity", *REDUCED)

    quantity = AmountField(label=_("Quantity"), places=3, least=Decimal("0.001"))


class HandForm(ReducedForm):
    """A material that is not in the list; the office gives it a price."""

    field_order = ("name", "quantity", "unit", *REDUCED)

    name = text(_("Description"), required=True)
    quantity = AmountField(label=_("Quantity"), places=3, least=Decimal("0.001"))
    unit = text(_("Unit"))


def pick(request: HttpRequest, employee: Employee, order: WorkOrder) -> HttpResponse:
    """Show the list with a search field; a press on a material asks how many."""
    found = found_materials(employee.company, sought_word(request))
    return show(
        request,
        employee,
        "pick",
        order=order,
        word=found.word,
        materials=found.rows,
        more=found.more,
    )


def add(request: HttpRequest, employee: Employee, order: WorkOrder, material: int) -> HttpResponse:
    """Put a material of the list on the work order."""
    article = get_object_or_404(employee.company.materials, pk=material)
    form = QuantityForm(request.POST or None, initial={"quantity": Decimal(1)})
    form.price_now = article.price
    if form.is_valid():
        line = do_work.line_of(article, form.cleaned_data["quantity"]) | form.reductions()
        if _written(order, employee, form, line):
            return redirect("workorders:tablet_order", order.pk)
    return show(request, employee, "quantity", order=order, form=form, article=article)


def by_hand(request: HttpRequest, employee: Employee, order: WorkOrder) -> HttpResponse:
    """Put a material on the work order that is not in the list."""
    start = {"quantity": Decimal(1), "name": query_parameters.text(request, "naam")}
    form = HandForm(request.POST or None, initial=start)
    if form.is_valid():
        cleaned = form.cleaned_data
        line = LineFields(name=cleaned["name"], unit=cleaned["unit"], **form.reductions())
        if _written(order, employee, form, line):
            return redirect("workorders:tablet_order", order.pk)
    return show(request, employee, "by_hand", order=order, form=form)


def _written(order: WorkOrder, employee: Employee, form: UiForm, line: LineFields) -> bool:
    try:
        do_work.write_material(order, line, now=system_clock(), who=employee.name)
    except Refused as refused:
        show_refused(form, refused)
        return False
    return True


def change(request: HttpRequest, employee: Employee, order: WorkOrder, line: int) -> HttpResponse:
    """Change how many."""
    there = still_there(request, order.materials.all(), line)
    if there is None:
        tell_gone(request)
        return redirect("workorders:tablet_order", order.pk)
    form = QuantityForm(request.POST or None, initial=reductions_of(there)).about(there)
    form.price_now = there.price
    if form.is_valid():
        try:
            do_work.change_material_line(
                there, form.reductions(), now=system_clock(), who=employee.name
            )
        except Refused as refused:
            show_refused(form, refused)
        else:
            tell_kept(request, form.kept)
            return redirect("workorders:tablet_order", order.pk)
    return show(request, employee, "quantity", order=order, form=form, line=there)


def remove(request: HttpRequest, employee: Employee, order: WorkOrder, line: int) -> HttpResponse:
    """Take a material off the work order."""
    there = get_object_or_404(order.materials, pk=line)
    try:
        do_work.remove_material_line(there, now=system_clock(), who=employee.name)
    except Refused as refused:
        tell(request, refused)
    return redirect("workorders:tablet_order", order.pk)
