"""What a person fills in about one customer: everything left alone is as the connection says."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bonbrug.link.actions.agreements import FIELDS
from bonbrug.link.models import Connection, CustomerAgreement
from bonbrug.link.pages.mandate_form import AS_CONNECTION, MandateForm
from bonbrug.link.store.bindings import sells
from bonbrug.link.texts import charging
from bonbrug.sync.model.agreements import Collect
from bonbrug.sync.model.agreements import CustomerAgreement as Agreement
from bonbrug.sync.model.settings import LinesPer
from bonbrug.ui.forms import AmountField, WholeField
from bonbrug.ui.identifier_fields import VatNumberField
from bonbrug.values.charged_time import Per, Rounding, Way
from bonbrug.values.countries import country_named

NONE, PRODUCT_OF = "none", "product"
LONGEST = 24 * 60


class AgreementForm(MandateForm):
    """How this customer is charged, and how invoices reach them."""

    field_order = (
        "collect", "lines_per", "round_way", "round_step", "round_per", "minimum_minutes",
        "discount", "call_out_choice", "call_out", "reverse_charge", "country", "vat_number",
    )  # fmt: skip

    collect = forms.ChoiceField(
        label=_("Invoices of this customer"),
        required=False,
        help_text=_(
            "Work orders then wait for each other, until the week or month is over or until you "
            "say so at Collective invoices, and become one invoice. What is doubtful is asked "
            "about at once. Per project, a work order without a project has its own invoice."
        ),
    )
    lines_per = forms.ChoiceField(label=_("Lines of hours"), required=False)
    round_way = forms.ChoiceField(label=_("Rounding of hours"), required=False)
    round_step = forms.ChoiceField(label=_("Rounded to"), required=False)
    round_per = forms.ChoiceField(label=_("Rounded as a whole"), required=False)
    minimum_minutes = WholeField(
        label=_("Minimum per visit in minutes"),
        most=LONGEST,
        required=False,
        help_text=_(
            "When less was worked, this time is charged. 0 is no minimum. Left empty: as for "
            "everybody."
        ),
    )
    discount = AmountField(
        label=_("Discount in percent"),
        least=Decimal(0),
        most=Decimal(100),
        required=False,
        error_messages={"most": _("A discount is at most 100 percent.")},
        help_text=_("Taken off every line, and said on it."),
    )
    call_out_choice = forms.ChoiceField(label=_("Call-out charge"), required=False)
    call_out = forms.CharField(
        label=_("Product of the call-out charge"),
        required=False,
        max_length=255,
        help_text=_("The code of a product/service in the books, such as VOORRIJ."),
    )
    reverse_charge = forms.BooleanField(
        label=_("Main contractor or builds for itself: reverse the VAT"),
        required=False,
        help_text=_(
            "VAT is then reversed for types of work that you marked as construction at VAT on "
            "invoices. The "
            "customer needs a VAT number."
        ),
    )
    country = forms.CharField(
        label=_("Country"),
        required=False,
        max_length=50,
        help_text=_("Left empty, the country of the customer in the books counts."),
    )
    vat_number = VatNumberField(
        label=_("VAT number"),
        max_length=50,
        help_text=_("With its country in front. Left empty, the number in the books counts."),
    )

    def __init__(self, connection: Connection, *args: Any, **kwargs: Any) -> None:
        super().__init__(connection, *args, **kwargs)
        self.offer("collect", charging.COLLECT.items())
        self.offer("lines_per", [AS_CONNECTION, *charging.LINES_PER.items()])
        self.offer("round_way", [AS_CONNECTION, *charging.WAYS.items()])
        self.offer("round_step", charging.steps())
        self.offer("round_per", charging.PER.items())
        this = (PRODUCT_OF, _("this product"))
        self.offer("call_out_choice", [AS_CONNECTION, (NONE, _("none")), this])

    def clean(self) -> dict[str, Any]:
        """A call-out charge needs a product that the books sell."""
        given = super().clean() or self.cleaned_data
        code = given.get("call_out", "")
        if given.get("country") and country_named(given["country"]) is None:
            self.add_error("country", _("The link does not know a country of this name."))
        if given.get("call_out_choice") == PRODUCT_OF and not sells(self.connection, code):
            self.add_error("call_out", _("The link knows no product with this code."))
        return given

    def agreement(self) -> Agreement:
        """Return what was filled in."""
        given = self.cleaned_data
        lines, way = given["lines_per"], given["round_way"]
        return Agreement(
            lines_per=LinesPer(lines) if lines else None,
            rounding=_rounding(given) if way else None,
            minimum_minutes=given["minimum_minutes"],
            call_out=_call_out(given),
            discount=given["discount"] or None,
            reverse_charge=given["reverse_charge"],
            country=given["country"],
            vat_number=given["vat_number"],
            delivery=self.kind(),
            mandate=self.signed(),
            collect=Collect(given["collect"]),
        )


def _rounding(given: Mapping[str, str]) -> Rounding:
    way, default = Way(given["round_way"]), Rounding()
    step, per = given["round_step"] or default.step, given["round_per"] or default.per
    return Rounding(way, int(step), Per(per))


def _call_out(given: Mapping[str, str]) -> str | None:
    if given["call_out_choice"] == PRODUCT_OF:
        return given["call_out"].strip()
    return "" if given["call_out_choice"] == NONE else None


def start(row: CustomerAgreement | None) -> dict[str, object]:
    """Return what the form shows of a row."""
    if row is None:
        return {"round_step": Rounding().step, "round_per": Rounding().per}
    choice = "" if row.call_out is None else PRODUCT_OF if row.call_out else NONE
    shown = {name: getattr(row, name) for name in FIELDS}
    return {**shown, "call_out_choice": choice, "call_out": row.call_out or ""}
