"""The head of an invoice: FACTUUR WIJZIGEN of the manual, above its lines."""

from datetime import date, timedelta
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bonbrug.books.actions.invoice_draft import LONGEST_TERM, InvoiceDraft, LineDraft
from bonbrug.books.actions.invoice_mail import BODY
from bonbrug.books.models import Administration, Delivery, Invoice, InvoiceTemplate, Relation
from bonbrug.books.pages.sections import SectionForm
from bonbrug.ui.choosing import Choosing
from bonbrug.ui.forms import DayField, WholeField
from bonbrug.ui.identifier_fields import EmailField, IbanField

TERM = 14
PLACES = {
    "relation_missing": "relation",
    "relation_unknown": "relation",
    "date_wrong": "date",
    "template_missing": "template",
    "template_unknown": "template",
    "term_missing": "term_days",
    "number_taken": "number",
    "email_body_missing": "email_body",
    "email_from_missing": "email_from_address",
    "email_subject_missing": "email_subject",
    "debit_account_missing": "debit_iban",
    "debit_holder_missing": "debit_holder",
    "debit_city_missing": "debit_city",
    "debit_text_missing": "debit_text_1",
}
EMAIL = ("subject", "body", "from_address", "from_name")
DEBIT = ("iban", "holder", "city", "text_1", "mandate_id", "mandate_signed_on", "mandate_first")
DELIVERIES = (
    (Delivery.POST.value, _("Send invoice by regular post")),
    (Delivery.EMAIL.value, _("Send invoice by e-mail")),
    (Delivery.DIRECT_DEBIT.value, _("Collect the invoice amount")),
)


def _line(label: Any, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=200, **more)


class InvoiceForm(SectionForm):
    """Everything of an invoice except its lines."""

    # What is booked cannot be taken back.
    final = ("book",)

    relation = forms.ModelChoiceField(
        queryset=Relation.objects.none(), label=_("Relation"), empty_label="–"
    )
    number = forms.CharField(
        label=_("Invoice number"),
        max_length=50,
        required=False,
        help_text=_("Leave it empty for the next number of this year."),
    )
    date = DayField(label=_("Invoice date"))
    reference = forms.CharField(label=_("Your reference"), max_length=50, required=False)
    term_days = WholeField(label=_("Payment term"), most=LONGEST_TERM, help_text=_("In days."))
    text = forms.CharField(
        label=_("Invoice text"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Variable text for on the invoice."),
    )
    template = forms.ModelChoiceField(
        queryset=InvoiceTemplate.objects.none(), label=_("Template"), empty_label="–"
    )
    delivery = forms.ChoiceField(
        label=_("Way of sending"), choices=DELIVERIES, widget=forms.RadioSelect
    )
    email_subject = _line(_("Subject of the e-mail"))
    email_body = _line(_("Text of the e-mail"))
    email_from_address = EmailField(label=_("Sender address"), max_length=200)
    email_from_name = _line(_("Sender name"))
    debit_iban = IbanField(label=_("IBAN of the customer"), max_length=200)
    debit_holder = _line(_("Account holder"))
    debit_city = _line(_("Place of the account holder"))
    debit_text_1 = _line(_("Description on the bank statement"))
    debit_mandate_id = _line(_("Mandate"))
    debit_mandate_signed_on = DayField(label=_("Mandate signed on"), required=False, back=60)
    debit_mandate_first = forms.BooleanField(
        label=_("First collection on this mandate"), required=False
    )
    book = forms.BooleanField(
        label=_("Process the invoice in the bookkeeping at once"),
        required=False,
        help_text=_(
            "Makes the booking and the open item. After that the invoice cannot be changed."
        ),
    )

    def __init__(self, administration: Administration, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("relation", administration.relations.all())
        self._offer("template", administration.templates.all())

    def _offer(self, name: str, records: Any) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = records

    def choose(self, relations: Choosing[Relation]) -> None:
        """Show the relations that were found; which of them may be chosen stays as it was."""
        relations.chosen = str(self["relation"].value() or "")
        widget = self.fields["relation"].widget
        if isinstance(widget, forms.Select):
            widget.choices = [("", "–"), *((one.pk, str(one)) for one in relations.options)]
        if relations.rows > 1:
            widget.attrs["size"] = relations.rows

    head = ("relation", "number", "date", "reference", "term_days", "template", "text")

    @property
    def top(self) -> list[forms.BoundField]:
        """Return the fields of the head, without the way of sending."""
        return [self[name] for name in self.head]

    @property
    def email_fields(self) -> list[forms.BoundField]:
        return [self[f"email_{name}"] for name in EMAIL]

    @property
    def debit_fields(self) -> list[forms.BoundField]:
        return [self[f"debit_{name}"] for name in DEBIT]

    def details(self, known: Invoice | None) -> dict[str, str]:
        """Return the details of the chosen way; what the page does not show stays."""
        said, way = self.cleaned_data, self.cleaned_data["delivery"]
        stays = dict(known.delivery_details) if known and known.delivery == way else {}
        if way == Delivery.EMAIL:
            return stays | {name: said[f"email_{name}"] for name in EMAIL}
        if way == Delivery.DIRECT_DEBIT:
            typed = {name: str(said[f"debit_{name}"] or "") for name in DEBIT}
            return stays | typed | {"account": typed["iban"]}
        return {}

    def draft(self, known: Invoice | None, lines: list[LineDraft]) -> InvoiceDraft:
        """Return the whole invoice as the books want it."""
        said = self.cleaned_data
        return InvoiceDraft(
            relation_code=said["relation"].code,
            date=said["date"],
            term_days=said["term_days"],
            template_name=said["template"].name,
            lines=lines,
            number=said["number"],
            reference=said["reference"],
            text=said["text"],
            delivery=said["delivery"],
            details=self.details(known),
            book=said["book"],
            booking_text=known.booking_text if known else "",
        )


def day_in(form: InvoiceForm) -> date | None:
    """Return the invoice date as far as it is known now."""
    try:
        day: date | None = DayField().clean(form["date"].value())
        return day
    except forms.ValidationError:
        return None


def last_day_in(form: InvoiceForm) -> date | None:
    """Return the last day to pay as far as date and term are known now."""
    day = day_in(form)
    try:
        days = WholeField(most=LONGEST_TERM).clean(form["term_days"].value())
        return day + timedelta(days=days) if day and days is not None else None
    except (forms.ValidationError, OverflowError):
        return None


def first_words(administration: Administration, today: date, sender: str) -> dict[str, Any]:
    """Return what a new invoice starts with."""
    return {
        "date": today,
        "term_days": TERM,
        "template": partial(_only_template, administration),  # asked by an empty form only
        "delivery": Delivery.POST.value,
        "email_subject": f"Factuur van {administration.name}",
        "email_body": BODY,
        "email_from_address": sender,
        "email_from_name": administration.name,
        "debit_text_1": f"Factuur van {administration.name}",
        "debit_mandate_first": True,
    }


def _only_template(administration: Administration) -> int | None:
    some = list(administration.templates.all()[:2])
    return some[0].pk if len(some) == 1 else None


def written(invoice: Invoice, sender: str) -> dict[str, Any]:
    """Return what a saved invoice says, as the form names it."""
    kind = "email" if invoice.delivery == Delivery.EMAIL else "debit"
    details = {f"{kind}_{name}": text for name, text in invoice.delivery_details.items()}
    names = ("number", "date", "reference", "term_days", "text", "delivery")
    known = {name: getattr(invoice, name) for name in names}
    places = {"relation": invoice.relation_id, "template": invoice.template_id}
    debit = {"debit_holder": invoice.relation.name, "debit_city": invoice.relation.city,
             "debit_iban": invoice.relation.iban}  # fmt: skip
    if invoice.delivery == Delivery.DIRECT_DEBIT:
        debit["debit_mandate_first"] = ""
    first = first_words(invoice.administration, invoice.date, sender)
    return first | debit | known | places | details
