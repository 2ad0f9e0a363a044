"""How invoices reach one customer, and what they signed to have them collected."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bonbrug.link.actions import deliveries
from bonbrug.link.models import Connection
from bonbrug.link.pages.delivery_form import lacks, offered
from bonbrug.sync.model.agreements import Mandate
from bonbrug.ui.forms import DayField, UiForm
from bonbrug.ui.identifier_fields import IbanField
from bonbrug.values.delivery import DeliveryKind
from bonbrug.values.identifiers import bare, mandate_holds

AS_CONNECTION = ("", _("as for everybody"))
DEBIT = (
    "mandate", "mandate_signed_on", "mandate_first", "debit_iban", "debit_holder", "debit_city",
)  # fmt: skip
# What a customer must have signed before anything is collected.
NEEDED = {
    "mandate": _("Fill in the mandate, as it stands on the form that the customer signed."),
    "mandate_signed_on": _("Fill in the day on which the mandate was signed."),
    "debit_iban": _("Fill in the IBAN of the customer."),
}


class MandateForm(UiForm):
    """The part of an agreement about sending and collecting."""

    delivery = forms.ChoiceField(
        label=_("Way of sending"),
        required=False,
        help_text=_("How invoices reach this customer."),
    )
    mandate = forms.CharField(
        label=_("Mandate"),
        required=False,
        max_length=35,
        help_text=_("The reference on the form with which the customer lets you collect."),
    )
    mandate_signed_on = DayField(label=_("Mandate signed on"), required=False, back=60)
    mandate_first = forms.BooleanField(
        label=_("First collection on this mandate"),
        required=False,
        help_text=_("Take the tick off again once the first invoice was collected."),
    )
    debit_iban = IbanField(label=_("IBAN of the customer"), max_length=50)
    debit_holder = forms.CharField(
        label=_("Account holder"),
        required=False,
        max_length=70,
        help_text=_("Left empty, the name of the customer on the work order counts."),
    )
    debit_city = forms.CharField(
        label=_("Place of the account holder"),
        required=False,
        max_length=70,
        help_text=_("Left empty, the city of the customer on the work order counts."),
    )

    def __init__(self, connection: Connection, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.connection = connection
        self._offer_deliveries()
        self._demand_mandate()

    def _offer_deliveries(self) -> None:
        """Ask nothing about what the books cannot do, unless it was agreed with others before."""
        ways = offered(deliveries(self.connection))
        self.offer("delivery", [AS_CONNECTION, *ways])
        kinds = {kind for kind, _label in ways}
        known = self.initial.get("delivery")
        if len(ways) == 1 and not known:
            del self.fields["delivery"]
        if DeliveryKind.DIRECT_DEBIT not in kinds and known != DeliveryKind.DIRECT_DEBIT:
            for name in DEBIT:
                del self.fields[name]

    def _demand_mandate(self) -> None:
        """A direct debit needs what the customer signed."""
        if "delivery" not in self.fields or self["delivery"].value() != DeliveryKind.DIRECT_DEBIT:
            return
        for name in NEEDED.keys() & self.fields.keys():
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = str(NEEDED[name])

    def clean_mandate(self) -> str:
        """A bank takes no accents and no more than 35 characters."""
        text = " ".join(str(self.cleaned_data["mandate"]).split())
        if text and not mandate_holds(text):
            raise forms.ValidationError(
                _("A mandate has 1 to 35 letters without accents, digits or + ? / - : ( ) . , '")
            )
        return text

    def clean(self) -> dict[str, Any]:
        """A way of its own needs its texts."""
        given = super().clean() or self.cleaned_data
        kind = given.get("delivery")
        if kind and lacks(kind, self.connection):
            self.add_error("delivery", _("Fill in its texts at the settings of the link first."))
        return given

    def kind(self) -> DeliveryKind | None:
        """Return the way that was chosen; None: as the connection says."""
        chosen = self.cleaned_data.get("delivery")
        return DeliveryKind(chosen) if chosen else None

    def signed(self) -> Mandate:
        """Return what the customer signed."""
        given = self.cleaned_data
        return Mandate(
            reference=given.get("mandate", ""),
            signed_on=given.get("mandate_signed_on"),
            first=given.get("mandate_first", False),
            iban=bare(given.get("debit_iban", ""), ".-"),
            holder=given.get("debit_holder", ""),
            city=given.get("debit_city", ""),
        )
