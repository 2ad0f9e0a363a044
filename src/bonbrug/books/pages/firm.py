"""Beheer > Inrichting > Instellingen > Bedrijfsgegevens: what the law wants on every invoice."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bonbrug.books.actions.set_up import FIRM_FIELDS, Firm, change_firm
from bonbrug.books.models import Administration
from bonbrug.books.pages.navigation import API, address, in_books, show
from bonbrug.books.pages.sections import attempt
from bonbrug.ui.edit_conflicts import tell_kept
from bonbrug.ui.forms import UiForm
from bonbrug.ui.identifier_fields import (
    BicField,
    CreditorIdField,
    IbanField,
    KvkNumberField,
    PostcodeField,
    VatNumberField,
)

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

    name = _text(gettext_lazy("Name"), "name", required=True)
    street = _text(gettext_lazy("Street and number"), "street")
    postal_code = _text(gettext_lazy("Postcode"), "postal_code", PostcodeField)
    city = _text(gettext_lazy("Place"), "city")
    vat_number = _text(gettext_lazy("VAT number"), "vat_number", VatNumberField)
    kvk_number = _text(gettext_lazy("KvK number"), "kvk_number", KvkNumberField)
    iban = _text("IBAN", "iban", IbanField)
    bic = _text("BIC", "bic", BicField)
    creditor_id = _text(
        gettext_lazy("Creditor identifier"),
        "creditor_id",
        CreditorIdField,
        help_text=gettext_lazy("Your bank gave it with the contract for direct debits."),
    )


@in_books("GET", "POST")
def firm(request: HttpRequest, administration: Administration) -> HttpResponseBase:
    """Show and change what stands on the invoices about the firm itself."""
    known = {name: getattr(administration, name) for name in FIRM_FIELDS}
    form = FirmForm(request.POST or None, initial=known).about(administration)
    if form.is_valid():
        draft = Firm(**form.cleaned_data)
        if attempt(form, lambda: change_firm(administration, draft), PLACES):
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
