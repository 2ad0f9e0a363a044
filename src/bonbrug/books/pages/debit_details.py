"""The mandate under which one invoice is collected."""

from dataclasses import fields
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bonbrug.accounts.acts import Act
from bonbrug.books.actions.debit_mandates import LONGEST_NOTICE, MandateDraft, settle_mandate
from bonbrug.books.actions.refusals import SENTENCES
from bonbrug.books.models import Administration, DirectDebit
from bonbrug.books.models.direct_debit import NOTICE_DAYS
from bonbrug.books.pages.navigation import INVOICING, TO_COLLECT, address, in_books, show
from bonbrug.books.pages.sections import attempt
from bonbrug.ui.forms import DayField, UiForm, WholeField
from bonbrug.ui.identifier_fields import BicField, IbanField

PLACES = {
    "mandate_of_other": "reference",
    "mandate_used": "iban",
    "mandate_reference_wrong": "reference",
    "mandate_iban_wrong": "iban",
    "mandate_bic_wrong": "bic",
    "mandate_holder_missing": "holder",
    "mandate_day_missing": "signed_on",
    "mandate_notice_wrong": "notice_days",
}
FIELDS = tuple(field.name for field in fields(MandateDraft))


class MandateForm(UiForm):
    """What the customer signed."""

    reference = forms.CharField(label=gettext_lazy("Mandate"), max_length=35)
    signed_on = DayField(label=gettext_lazy("Mandate signed on"), back=60, ahead=0)
    iban = IbanField(label=gettext_lazy("IBAN of the customer"), max_length=50, required=True)
    bic = BicField(label="BIC", max_length=11)
    holder = forms.CharField(label=gettext_lazy("Account holder"), max_length=70)
    one_off = forms.BooleanField(label=gettext_lazy("For one collection only"), required=False)
    used_before = forms.BooleanField(
        label=gettext_lazy("Collected on this mandate before"),
        required=False,
        help_text=gettext_lazy("Without it the first file says that it is the first collection."),
    )
    notice_days = WholeField(
        label=gettext_lazy("Notice"),
        most=LONGEST_NOTICE,
        help_text=gettext_lazy(
            "How many days before the customer hears what is collected. 14, unless you agreed on"
            " another number."
        ),
    )
    text = forms.CharField(
        label=gettext_lazy("Description on the bank statement"), max_length=140, required=False
    )


@in_books("GET", "POST", write=Act.COLLECT)
def debit(request: HttpRequest, administration: Administration, pk: int) -> HttpResponseBase:
    """Fill in or change the mandate of an invoice that waits."""
    known = administration.direct_debits.select_related("invoice__relation", "mandate")
    found = get_object_or_404(known, pk=pk)
    form = MandateForm(request.POST or None, initial=_first(found)).about(found)
    if form.is_valid() and attempt(form, lambda: _keep(found, form), PLACES):
        messages.success(request, _("The mandate was saved."))
        return HttpResponseRedirect(address("to_collect", administration))
    return show(
        request,
        administration,
        "debit.html",
        heading=_("Mandate of invoice %(number)s") % {"number": found.invoice.number},
        trail=(INVOICING, TO_COLLECT),
        form=form,
        debit=found,
        doubt=_(SENTENCES[found.doubt]) if found.doubt in SENTENCES else "",
        back=address("to_collect", administration),
    )


def _first(debit: DirectDebit) -> dict[str, Any]:
    """Return what is known: of the mandate, else of the invoice and its relation."""
    if debit.mandate:
        said = {name: getattr(debit.mandate, name) for name in FIELDS}
        return said | {"text": debit.text}
    details, relation = debit.invoice.delivery_details, debit.invoice.relation
    return {
        "reference": details.get("mandate_id", ""),
        "signed_on": details.get("mandate_signed_on") or None,
        "iban": details.get("iban") or relation.iban,
        "bic": relation.bic,
        "holder": details.get("holder") or relation.name,
        "one_off": details.get("mandate_kind", "").upper() == "E",
        "used_before": False,
        "notice_days": NOTICE_DAYS,
        "text": debit.text,
    }


def _keep(debit: DirectDebit, form: MandateForm) -> DirectDebit:
    said = form.cleaned_data
    draft = MandateDraft(**{name: said[name] for name in FIELDS})
    return settle_mandate(debit, draft, said["text"])
