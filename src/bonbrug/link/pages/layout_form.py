"""Factuurregels: the choices about what an invoice says and how hours are charged."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bonbrug.link.actions.layout import COLUMNS, Layout, layout_from
from bonbrug.link.models import Connection
from bonbrug.link.store.bindings import sells
from bonbrug.link.texts import charging
from bonbrug.ui.forms import UiForm, WholeField

LONGEST = 24 * 60


class LayoutForm(UiForm):
    """What counts for every customer without an agreement of its own."""

    heading = forms.BooleanField(
        label=_("Heading of the work order"),
        required=False,
        help_text=_(
            "The first line begins with number, date, description and, where it is another one, "
            "the work address. Without the tick only the number stands at its end."
        ),
    )
    lines_per = forms.ChoiceField(
        label=_("Lines of hours"),
        choices=list(charging.LINES_PER.items()),
        help_text=_("However the hours are divided over lines, they add up to the same amount."),
    )
    line_dates = forms.BooleanField(label=_("With the dates"), required=False)
    line_names = forms.BooleanField(label=_("With the names"), required=False)
    line_remarks = forms.BooleanField(label=_("With the remarks"), required=False)
    round_way = forms.ChoiceField(
        label=_("Rounding of hours"),
        choices=list(charging.WAYS.items()),
        help_text=_("What was written and signed stays visible beside it."),
    )
    round_step = forms.TypedChoiceField(label=_("Rounded to"), coerce=int)
    round_per = forms.ChoiceField(label=_("Rounded as a whole"), choices=list(charging.PER.items()))
    order_rounding = forms.ChoiceField(
        label=_("When the work order asks for rounding"),
        choices=list(charging.ORDER_ROUNDING.items()),
        help_text=_("A work order tells to how many minutes, but not whether that is upwards."),
    )
    minimum_minutes = WholeField(
        label=_("Minimum per visit in minutes"),
        most=LONGEST,
        help_text=_("When less was worked, this time is charged. 0 is no minimum."),
    )
    call_out = forms.CharField(
        label=_("Product of the call-out charge"),
        required=False,
        max_length=255,
        help_text=_(
            "The code of a product/service in the books, such as VOORRIJ: charged once for a work "
            "order with hours. Empty: no call-out charge."
        ),
    )
    zero_invoices = forms.BooleanField(
        label=_("Also an invoice when the total is 0"),
        required=False,
        help_text=_("Without the tick such a work order waits at To do until you decide."),
    )

    def __init__(self, connection: Connection, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.connection = connection
        self.offer("round_step", charging.steps())

    def clean_call_out(self) -> str:
        """A call-out charge needs a product that the books sell."""
        code = str(self.cleaned_data["call_out"]).strip()
        if code and not sells(self.connection, code):
            raise forms.ValidationError(_("The link knows no product with this code."))
        return code

    def columns(self) -> dict[str, object]:
        """Return what was chosen, by the names of the columns."""
        return {name: self.cleaned_data[name] for name in COLUMNS}

    def layout(self) -> Layout:
        """Return what was chosen, as the engine knows it."""
        return layout_from(self.columns())
