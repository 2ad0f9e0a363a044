"""A percentage that is taken off, as a form field."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from bonbrug.ui.forms import AmountField
from bonbrug.values.discounts import WHOLE
from bonbrug.workorders.models.columns import PERCENT_PLACES
from bonbrug.workorders.pages.amounts import quantity_to_type


class DiscountField(AmountField):
    """A discount of 0 to 100 percent; empty is none."""

    default_error_messages = {"most": _("A discount is at most 100 percent.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(places=PERCENT_PLACES, least=Decimal(0), required=False, **kwargs)

    def prepare_value(self, value: object) -> object:
        if isinstance(value, Decimal):
            return super().prepare_value(quantity_to_type(value)) if value else ""
        return value

    def clean(self, value: object) -> Decimal:
        percentage = super().clean(value) or Decimal(0)
        if percentage > WHOLE:
            raise self._wrong("most")
        return percentage
