"""Crediteren: take back a booked invoice, in full or in part (docs/en/5-invoices.md)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bonbrug.accounts.acts import Act
from bonbrug.books.actions.credit_invoice import CreditDraft, check_credited, credit_invoice
from bonbrug.books.actions.credit_lines import Left, credit_lines, left_of
from bonbrug.books.actions.refusals import Refused
from bonbrug.books.models import Administration, Invoice
from bonbrug.books.pages.cells import price
from bonbrug.books.pages.navigation import INVOICES, INVOICING, address, in_books, show
from bonbrug.books.pages.sections import refuse
from bonbrug.books.pages.vat_names import rate_name
from bonbrug.ui.forms import AmountField, DayField, UiForm
from bonbrug.ui.templatetags.ui import euro
from bonbrug.values import vat
from bonbrug.values.clock import accounting_day, system_clock
from bonbrug.values.money import NOTHING, total


class CreditForm(UiForm):
    """The day, what to say about it, and a quantity for every line of the invoice."""

    date = DayField(label=gettext_lazy("Invoice date"))
    text = forms.CharField(
        label=gettext_lazy("Invoice text"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Why it is credited; it stands on the credit invoice."),
    )

    def __init__(self, rests: Sequence[Left], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rests = rests
        for rest in rests:
            place = rest.line.position
            label = _("Quantity to credit of line %(line)s") % {"line": place}
            field = AmountField(label=label, places=4, required=False, initial=rest.left.quantity)
            field.widget.attrs |= {"aria-label": label, "class": "form-control"}
            self.fields[f"line-{place}"] = field

    @property
    def head(self) -> list[forms.BoundField]:
        return [self["date"], self["text"]]

    @property
    def quantities(self) -> dict[int, Decimal]:
        """Return what was typed, by the position of the line; an empty field is nothing."""
        said = self.cleaned_data
        places = [rest.line.position for rest in self.rests]
        return {place: said.get(f"line-{place}") or Decimal(0) for place in places}

    @property
    def draft(self) -> CreditDraft:
        said = self.cleaned_data
        return CreditDraft(said["date"], self.quantities, said["text"])


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the invoice on the page, with the field of what is credited."""

    rest: Left
    field: forms.BoundField
    price: str
    rate: str


@in_books("GET", "POST", read=Act.CREDIT)
def credit(request: HttpRequest, administration: Administration, pk: int) -> HttpResponseBase:
    """Ask what is credited, reckon it while it is typed, and book it."""
    known = administration.invoices.select_related("relation", "administration")
    invoice = get_object_or_404(known, pk=pk)
    today = max(accounting_day(system_clock()), invoice.date)
    try:
        check_credited(invoice, today)
    except Refused as refusal:
        return _refused(request, administration, invoice, refusal.sentence)
    form = CreditForm(left_of(invoice), request.POST or None, initial={"date": today})
    if request.POST.get("do", "save") == "save" and form.is_valid():
        made = _make(invoice, form, accounting_day(system_clock()))
        if made:
            messages.success(request, _told(made))
            return HttpResponseRedirect(address("invoice", administration, made.pk))
    return _paper(request, administration, invoice, form)


def _make(invoice: Invoice, form: CreditForm, today: date) -> Invoice | None:
    try:
        return credit_invoice(invoice, form.draft, today)
    except Refused as refusal:
        line = f"line-{refusal.facts.get('line')}"
        places = {"credit_too_early": "date", "credit_line_too_much": line}
        refuse(form, refusal, places.get(refusal.code))
        return None


def _told(made: Invoice) -> str:
    made.refresh_from_db()
    facts = {"number": made.number, "first": made.credits and made.credits.number}
    said = _("Credit invoice %(number)s of invoice %(first)s was booked.") % facts
    back = -made.open_item.open
    if not back:
        return said
    rest = _("%(amount)s is to be paid back; it stands at Open items.") % {"amount": euro(back)}
    return f"{said} {rest}"


def _refused(
    request: HttpRequest, administration: Administration, invoice: Invoice, reason: str
) -> HttpResponseBase:
    return show(
        request,
        administration,
        "credit_refused.html",
        heading=_("Credit invoice %(number)s") % {"number": invoice.number},
        trail=(INVOICING, INVOICES),
        status=409,
        reason=reason,
        back=address("invoice", administration, invoice.pk),
    )


def _paper(
    request: HttpRequest, administration: Administration, invoice: Invoice, form: CreditForm
) -> HttpResponseBase:
    sums = _sums(form)
    return show(
        request,
        administration,
        "credit.html",
        heading=_("Credit invoice %(number)s") % {"number": invoice.number},
        trail=(INVOICING, INVOICES),
        invoice=invoice,
        form=form,
        rows=[_row(invoice, form, rest) for rest in form.rests],
        sums=sums,
        item=invoice.open_item,
        back_to_pay=max(NOTHING, -sums.gross - invoice.open_item.open),
        nothing_left=not any(rest.left.quantity for rest in form.rests),
        back=address("invoice", administration, invoice.pk),
    )


def _row(invoice: Invoice, form: CreditForm, rest: Left) -> Row:
    line = rest.line
    rate = rate_name(line.vat_code, invoice.vat_date)
    return Row(rest, form[f"line-{line.position}"], price(line.price), rate)


def _sums(form: CreditForm) -> vat.Totals:
    """Return what the credit invoice would be, as far as what was typed can be credited."""
    try:
        wanted = _typed(form) if form.is_bound else None
        lines = credit_lines(form.rests, wanted)
    except (Refused, ValidationError):
        return vat.Totals(NOTHING, NOTHING, NOTHING)
    net, charged = total(line.net for line in lines), total(line.vat for line in lines)
    return vat.Totals(net, charged, net + charged)


def _typed(form: CreditForm) -> dict[int, Decimal]:
    number = AmountField(places=4, required=False)
    places = [rest.line.position for rest in form.rests]
    return {
        place: number.clean(form.data.get(f"line-{place}", "")) or Decimal(0) for place in places
    }
