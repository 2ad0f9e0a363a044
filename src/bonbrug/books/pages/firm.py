"""Beheer > Inrichting > Instellingen > Bedrijfsgegevens: what the law wants on every invoice."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bonbrug.accounts.acts import Act
from bonbrug.accounts.fresh import stale
from bonbrug.books.actions.keep_exemption import DAYS, keep_exemption
from bonbrug.books.actions.set_up import FIRM_FIELDS, Firm, change_firm
from bonbrug.books.models import Administration
from bonbrug.books.pages.navigation import API, address, in_books, show
from bonbrug.books.pages.sections import attempt
from bonbrug.ui.edit_conflicts import tell_kept
from bonbrug.ui.forms import DayField, UiForm
from bonbrug.ui.identifier_fields import (
    BicField,
    CreditorIdField,
    IbanField,
    KvkNumberField,
    OinField,
    PostcodeField,
    VatNumberField,
)
from bonbrug.values.clock import system_clock

# Where customers pay to, and in whose name is collected.
MONEY = frozenset({"iban", "g_iban", "bic", "creditor_id"})
PLACES = {"name_missing": "name"}


def _text(
    label: Any,
    name: str,
    kind: type[forms.CharField] = forms.CharField,
    *,
    required: bool = False,
    help_text: Any = "",
) -> forms.CharField:
    length = getattr(Administration, name).field.max_length
    return kind(label=label, max_length=length, required=required, help_text=help_text)


class FirmForm(UiForm):
    """Name, address and numbers of the firm that sends the invoices."""

    field_order = FIRM_FIELDS

    name = _text(gettext_lazy("Name"), "name", required=True)
    street = _text(gettext_lazy("Street and number"), "street")
    postal_code = _text(gettext_lazy("Postcode"), "postal_code", PostcodeField)
    city = _text(gettext_lazy("Place"), "city")
    country = _text(
        gettext_lazy("Country"), "country", help_text=gettext_lazy("Empty is the Netherlands.")
    )
    vat_number = _text(gettext_lazy("VAT number"), "vat_number", VatNumberField)
    kvk_number = _text(gettext_lazy("KvK number"), "kvk_number", KvkNumberField)
    iban = _text("IBAN", "iban", IbanField)
    g_iban = _text(
        gettext_lazy("IBAN of the G-account"),
        "g_iban",
        IbanField,
        help_text=gettext_lazy(
            "For subcontractors: of customers who pay a part of the invoice into your G-account. "
            "How large that part is, stands with the customer."
        ),
    )
    oin = _text(
        "OIN",
        "oin",
        OinField,
        help_text=gettext_lazy("Only authorities have this number, of 20 digits."),
    )
    untaxed_reason = _text(
        gettext_lazy("Reason for no VAT"),
        "untaxed_reason",
        help_text=gettext_lazy(
            "An invoice says why a line has no VAT. For instance: Vrijgesteld van btw, artikel 11 "
            "Wet OB. Under the small businesses scheme you need not fill it in."
        ),
    )
    bic = _text("BIC", "bic", BicField)
    creditor_id = _text(
        gettext_lazy("Creditor identifier"),
        "creditor_id",
        CreditorIdField,
        help_text=gettext_lazy("Your bank gave it with the contract for direct debits."),
    )
    exempt_from = DayField(
        label=gettext_lazy("First day under the small businesses scheme (KOR)"),
        required=False,
        help_text=gettext_lazy(
            "From this day on an invoice with lines without VAT says why. Empty: your firm is not "
            "under the scheme."
        ),
    )
    exempt_until = DayField(
        label=gettext_lazy("Last day under the scheme"),
        required=False,
        help_text=gettext_lazy("Only when your firm left the scheme, or will."),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse days in the wrong order."""
        given = super().clean() or self.cleaned_data
        self.check_span("exempt_from", "exempt_until")
        return given


@in_books("GET", "POST", write=Act.SET_UP_BOOKS)
def firm(request: HttpRequest, administration: Administration) -> HttpResponseBase:
    """Show and change what stands on the invoices about the firm itself."""
    known = {name: getattr(administration, name) for name in (*FIRM_FIELDS, *DAYS)}
    form = FirmForm(request.POST or None, initial=known).about(administration)
    if form.is_valid():
        if MONEY & set(form.changed_data) and (asks := stale(request)):
            return asks
        days = [form.cleaned_data.pop(name) for name in DAYS]
        draft = Firm(**form.cleaned_data)
        if attempt(form, lambda: change_firm(administration, draft, system_clock()), PLACES):
            keep_exemption(administration, *days)
            messages.success(request, _("The company details were saved."))
            tell_kept(request, form.kept)
            return HttpResponseRedirect(address("firm", administration))
    return show(
        request,
        administration,
        "form.html",
        heading=_("Company details"),
        trail=API[:3],
        form=form,
        back=address("overview", administration),
    )
