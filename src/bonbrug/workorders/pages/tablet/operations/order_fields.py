"""One field of the work order itself, set with the value that was seen."""

from functools import partial
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from bonbrug.ui.forms import UiForm
from bonbrug.workorders.actions.plan_work import change
from bonbrug.workorders.actions.records import WorkOrderFields
from bonbrug.workorders.models import WorkOrder
from bonbrug.workorders.pages.amounts import quantity_to_type
from bonbrug.workorders.pages.discount_field import DiscountField
from bonbrug.workorders.pages.tablet.operations.filled_form import filled
from bonbrug.workorders.pages.tablet.operations.outcomes import Wanted


class OrderFieldForm(UiForm):
    """The one field that is set, of those that a tablet may set."""

    description = forms.CharField(label=_("Description"), required=False)
    internal_description = forms.CharField(label=_("Internal description"), required=False)
    discount = DiscountField(label=_("Discount on everything, in percent"))

    def __init__(self, *args: Any, only: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {only: self.fields[only]}


def wire_values(order: WorkOrder) -> dict[str, Any]:
    """Return the fields that a tablet may set."""
    return {
        "description": order.description,
        "internal_description": order.internal_description,
        "discount": quantity_to_type(order.discount),
    }


def set_field(wanted: Wanted) -> None:
    """Set it when it is as it was seen, or already as it is wanted."""
    (name,) = wanted.values
    order, there = wanted.order, wire_values(wanted.order)
    form = filled(
        partial(OrderFieldForm, only=name),
        wanted,
        wanted.values,
        there={name: there[name]},
        seen=wanted.seen,
        about=order,
    )
    given = cast(WorkOrderFields, {name: form.cleaned_data[name]})
    change(order, given, now=wanted.now, who=wanted.who)
