"""A discount on the whole work order, given on the tablet."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from bonbrug.ui.edit_conflicts import tell_kept
from bonbrug.ui.forms import UiForm
from bonbrug.values.clock import system_clock
from bonbrug.workorders.actions.plan_work import change
from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.models import Employee, WorkOrder
from bonbrug.workorders.pages.discount_field import DiscountField
from bonbrug.workorders.pages.refused import show as show_refused
from bonbrug.workorders.pages.tablet.authentication import show


class DiscountForm(UiForm):
    """One percentage."""

    discount = DiscountField(label=_("Discount on everything, in percent"))


def discount(request: HttpRequest, employee: Employee, order: WorkOrder) -> HttpResponse:
    """Ask for the percentage, and keep it."""
    form = DiscountForm(request.POST or None, initial={"discount": order.discount}).about(order)
    if form.is_valid():
        given = form.cleaned_data["discount"]
        try:
            change(order, {"discount": given}, now=system_clock(), who=employee.name)
        except Refused as refused:
            show_refused(form, refused)
        else:
            tell_kept(request, form.kept)
            return redirect("workorders:tablet_order", order.pk)
    return show(request, employee, "discount", order=order, form=form)
