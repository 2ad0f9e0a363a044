"""What the forms of a line of material share, on the tablet and in the office."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bonbrug.ui.forms import UiForm
from bonbrug.ui.templatetags.ui import euro, quantity
from bonbrug.values.line_doubts import LineDoubt, doubts_about_line
from bonbrug.workorders.actions.records import LineFields
from bonbrug.workorders.models import MaterialLine
from bonbrug.workorders.models.columns import LINE
from bonbrug.workorders.pages.amounts import quantity_to_type
from bonbrug.workorders.pages.discount_field import DiscountField

REDUCED = ("returned", "discount", "warranty")
SENTENCES: dict[str, Callable[[LineDoubt], str]] = {
    "quantity_large": lambda doubt: (
        _("%(count)s pieces: is that right?") % {"count": quantity(doubt.value)}
    ),
    "amount_large": lambda doubt: _("This line is very large. Is the quantity right?"),
    "price_apart": lambda doubt: (
        _("%(price)s is far from the price in the list. Is that right?")
        % {"price": euro(doubt.value)}
    ),
}
FIELDS = {"price_apart": "price"}


class ReducedForm(UiForm):
    """Returned, discount and warranty of a line; a subclass adds the rest, `quantity` at least."""

    returned = forms.BooleanField(
        label=gettext_lazy("Returned"),
        required=False,
        help_text=gettext_lazy("The customer gave it back: the quantity is taken off."),
    )
    discount = DiscountField(label=gettext_lazy("Discount in percent"))
    warranty = forms.CharField(
        label=gettext_lazy("Warranty, with the reason"),
        required=False,
        max_length=LINE,
        help_text=gettext_lazy("Filled in, this line costs nothing, and the reason is on it."),
    )

    price_now: Decimal = Decimal(0)  # where the form has no price of its own
    list_price: Decimal | None = None

    def clean(self) -> dict[str, Any]:
        """Ask about what looks like a slip of the hand."""
        cleaned = super().clean() or {}
        if not self.errors:
            price = cleaned.get("price", self.price_now)
            for doubt in doubts_about_line(cleaned["quantity"], price, self.list_price):
                key = f"{doubt.code} {cleaned['quantity']} {price}"
                self.ask(FIELDS.get(doubt.code, "quantity"), key, SENTENCES[doubt.code](doubt))
        return cleaned

    def reductions(self) -> LineFields:
        """Return quantity, discount and warranty as the action takes them."""
        cleaned = self.cleaned_data
        count: Decimal = cleaned["quantity"]
        return LineFields(
            quantity=-abs(count) if cleaned["returned"] else count,
            discount=cleaned["discount"],
            warranty=cleaned["warranty"],
        )

    @property
    def reduced(self) -> list[forms.BoundField]:
        """The fields that most lines leave empty."""
        return [self[name] for name in REDUCED]

    @property
    def is_reduced(self) -> bool:
        """Tell whether they have to be seen: one is filled in, or wrong."""
        return any(name in self.errors or self[name].value() for name in REDUCED)


def reductions_of(line: MaterialLine) -> Mapping[str, Any]:
    """Return what a form shows of a line that is there; a returned one counts from 1."""
    return {
        "quantity": quantity_to_type(abs(line.quantity)),
        "returned": line.is_returned,
        "discount": line.discount,
        "warranty": line.warranty,
    }
