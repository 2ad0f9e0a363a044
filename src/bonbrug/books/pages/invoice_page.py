"""FACTUUR WIJZIGEN and a new invoice by hand (docs/en/5-invoices.md)."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from bonbrug.accounts.access import need
from bonbrug.accounts.acts import Act
from bonbrug.books.actions.credit_lines import gross_left
from bonbrug.books.actions.invoice_draft import InvoiceDraft
from bonbrug.books.actions.recognise_credit import confirm_credit, suggested
from bonbrug.books.actions.write_by_hand import write_by_hand
from bonbrug.books.documents.preflight import preflight
from bonbrug.books.models import Administration, Invoice, OpenItem, Product, Relation
from bonbrug.books.pages.cells import price
from bonbrug.books.pages.delivery_words import sendings_of
from bonbrug.books.pages.invoice_form import (
    DELIVERIES,
    PLACES,
    InvoiceForm,
    day_in,
    first_words,
    last_day_in,
    written,
)
from bonbrug.books.pages.invoice_lines import (
    Offers,
    Row,
    draft_of,
    empty_row,
    part,
    row_of_line,
    row_of_product,
    rows_in,
    shown,
    sums_of,
)
from bonbrug.books.pages.navigation import INVOICES, INVOICING, address, in_books, show
from bonbrug.books.pages.offsets import offsets_of
from bonbrug.books.pages.sections import attempt, told
from bonbrug.books.pages.vat_names import rate_name, spread_vat
from bonbrug.ui import query_parameters
from bonbrug.ui.choosing import Choosing
from bonbrug.ui.edit_conflicts import WAS, still_there, tell_kept
from bonbrug.values.clock import accounting_day, system_clock

RELATION = ("code", "name", "city", "postal_code", "email")
PRODUCT = ("code", "description")
TRAIL = (INVOICING, INVOICES)


@in_books("GET", "POST", read=Act.WRITE_INVOICES)
def add(request: HttpRequest, administration: Administration) -> HttpResponseBase:
    """Write an invoice by hand."""
    today = accounting_day(system_clock())
    first = first_words(administration, today, _sender(request))
    chosen = query_parameters.text(request, "relatie")
    first["relation"] = administration.relations.filter(code=chosen).first() if chosen else None
    return Desk(request, administration, None, first, today).answer()


@in_books("GET", "POST", write=Act.WRITE_INVOICES)
def change(request: HttpRequest, administration: Administration, pk: int) -> HttpResponseBase:
    """Change an invoice that was set ready; a booked one is only shown."""
    known = administration.invoices.select_related(
        "relation", "template", "administration", "credits"
    )
    invoice = still_there(request, known, pk)
    today = accounting_day(system_clock())
    if invoice is None:
        first = first_words(administration, today, _sender(request))
        return Desk(request, administration, None, first, today).answer()
    if invoice.is_booked and request.POST.get("do") == "confirm-credit":
        need(request, Act.BOOK, administration.organisation_id)
        return _confirmed(request, administration, invoice, today)
    if invoice.is_booked and request.method != "POST":
        return _booked(request, administration, invoice)
    return Desk(
        request, administration, invoice, written(invoice, _sender(request)), today
    ).answer()


def _sender(request: HttpRequest) -> str:
    return request.user.email if request.user.is_authenticated else ""


def _booked(request: HttpRequest, administration: Administration, invoice: Invoice) -> HttpResponse:
    lines = list(invoice.lines.all())
    day = invoice.vat_date
    item: OpenItem | None = getattr(invoice, "open_item", None)
    return show(
        request,
        administration,
        "invoice_booked.html",
        heading=_("Invoice %(number)s") % {"number": invoice.number},
        trail=(*TRAIL, _("Overview")),
        invoice=invoice,
        lines=[(line, price(line.price), rate_name(line.vat_code, day)) for line in lines],
        shares=spread_vat(lines, day),
        item=item,
        late=bool(item and item.is_late(accounting_day(system_clock()))),
        way=dict(DELIVERIES).get(invoice.delivery, ""),
        sendings=sendings_of(invoice),
        receipts=item.receipts.select_related("entry") if item else (),
        offsets=offsets_of(item) if item else (),
        credit_invoices=invoice.credit_invoices.order_by("date", "pk"),
        suggested=suggested(invoice),
        can_be_credited=not invoice.is_credit and bool(gross_left(invoice)),
        entry=invoice.entries.order_by("number").first(),
        electronic=preflight(invoice),
    )


def _confirmed(
    request: HttpRequest, administration: Administration, credit: Invoice, today: date
) -> HttpResponse:
    """Settle a credit invoice with the invoice that its text names, as the person saw it."""
    shown = query_parameters.digits(request.POST.get("first", ""))
    first = get_object_or_404(administration.invoices, pk=shown)
    facts = {"number": credit.number, "first": first.number}
    done = _("Credit invoice %(number)s is kept as credit of invoice %(first)s.") % facts
    told(request, lambda: confirm_credit(credit, first, today), done)
    return HttpResponseRedirect(address("invoice", administration, credit.pk))


@dataclass(slots=True)
class Desk:
    """One visit to the page on which an invoice is written."""

    request: HttpRequest
    administration: Administration
    invoice: Invoice | None
    first: dict[str, Any]
    today: date

    def answer(self) -> HttpResponseBase:
        """Show, reckon, add or drop a line, or save: what the pressed button says."""
        if self.request.method != "POST":
            return self.paper(self._form(None, []), self._saved_rows(), checked=False)
        pressed = self.request.POST.get("do", "save")
        rows = rows_in(self.request.POST)
        if pressed in ("save", "add") and (self._relations().waits or self._finding().waits):
            pressed = "find"  # Enter in a search field presses the first button of the form
        if pressed == "save":
            return self._save(rows)
        if pressed == "add":
            rows.append(self._new_row())
        if found := re.fullmatch(r"drop-(\d{1,4})", pressed):
            del rows[int(found[1]) : int(found[1]) + 1]
        return self.paper(self._typed_form(), rows, checked=False)

    def _form(self, data: QueryDict | None, rows: list[Row]) -> InvoiceForm:
        form = InvoiceForm(self.administration, data, initial=self.first)
        return form.about(self.invoice, lines=part(self._saved_rows(), rows))

    def _typed_form(self) -> InvoiceForm:
        """Return the form with what was typed, not judged yet."""
        fields = InvoiceForm.base_fields
        data = self.request.POST
        typed: dict[str, Any] = {name: data.get(name, "") for name in fields}
        typed["book"] = data.get("book") == "on"
        form = InvoiceForm(self.administration, initial=typed)
        return form.about(self.invoice, carried=data.get(WAS, ""))

    def _saved_rows(self) -> list[Row]:
        if self.invoice is None:
            return []
        return [row_of_line(line) for line in self.invoice.lines.select_related("account")]

    def _new_row(self) -> Row:
        chosen = self.request.POST.get("product", "")
        product = (
            self._products().filter(pk=query_parameters.digits(chosen)).first() if chosen else None
        )
        if product:
            return row_of_product(product)
        return empty_row(Offers.of(self.administration, self.today))

    def _products(self) -> QuerySet[Product]:
        active = self.administration.products.filter(active=True)
        return active.select_related("unit", "account")

    def _relations(self) -> Choosing[Relation]:
        records = self.administration.relations.all()
        return Choosing("relation", _("Find a relation"), self.request.POST, records, RELATION)

    def _finding(self) -> Choosing[Product]:
        label = _("Find a product or service")
        return Choosing("product", label, self.request.POST, self._products(), PRODUCT)

    def _save(self, rows: list[Row]) -> HttpResponseBase:
        form = self._form(self.request.POST, rows)
        rows = self._saved_rows() if form.theirs("lines") else rows
        lines = shown(rows, Offers.of(self.administration, self.today), checked=True)
        wrong = [line for line in lines if not line.form.is_valid()]
        if form.is_valid() and not wrong:
            draft = form.draft(self.invoice, [draft_of(line.form) for line in lines])
            kept = attempt(form, lambda: self._write(draft), PLACES)
            if kept:
                tell_kept(self.request, form.kept)
                return self._done(kept)
        for line in wrong:
            form.add_error(None, _("Line %(line)s is not right yet.") % {"line": line.place + 1})
        return self.paper(form, rows, checked=True)

    def _write(self, draft: InvoiceDraft) -> Invoice:
        return write_by_hand(self.administration, self.invoice, draft, self.today)

    def _done(self, kept: Invoice) -> HttpResponseBase:
        words = {"number": kept.number}
        if kept.is_booked:
            said = _("Invoice %(number)s was processed and stands at Open items.")
        else:
            said = _("Invoice %(number)s was saved; it is not processed in the bookkeeping yet.")
        messages.success(self.request, said % words)
        return HttpResponseRedirect(address("invoice", self.administration, kept.pk))

    def paper(self, form: InvoiceForm, rows: list[Row], *, checked: bool) -> HttpResponseBase:
        """Show the page with these lines and what they add up to."""
        offers = Offers.of(self.administration, self.today)
        day = self.invoice.date if self.invoice else self.today
        relations = self._relations()
        form.choose(relations)
        return show(
            self.request,
            self.administration,
            "invoice.html",
            heading=_("Change invoice") if self.invoice else _("Add invoice"),
            trail=(*TRAIL, _("Overview")),
            invoice=self.invoice,
            form=form,
            lines=shown(rows, offers, checked=checked),
            sums=sums_of(rows, day_in(form) or day),
            last_day=last_day_in(form),
            relations=relations,
            products=self._finding(),
            back=address("invoices", self.administration),
        )
