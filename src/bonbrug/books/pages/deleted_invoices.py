"""Delete an invoice that was only set ready, and the list that explains the gaps in the numbers."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bonbrug.accounts.acts import Act
from bonbrug.books.actions.delete_invoice import delete_invoice
from bonbrug.books.models import Administration, DeletedInvoice
from bonbrug.books.pages.navigation import INVOICES, INVOICING, address, in_books, show
from bonbrug.books.pages.removing import ask_and_remove
from bonbrug.ui.tables import Column, Table
from bonbrug.ui.templatetags.ui import day, euro
from bonbrug.values.clock import accounting_day, system_clock

COLUMNS: tuple[Column[DeletedInvoice], ...] = (
    Column(gettext_lazy("Invoice number"), lambda row: row.number, "number"),
    Column(gettext_lazy("Relation"), lambda row: row.relation_code, "relation_code"),
    Column(gettext_lazy("Invoice date"), lambda row: day(row.date), "date", "date"),
    Column(gettext_lazy("Amount with VAT"), lambda row: euro(row.gross), "gross", "number"),
    Column(gettext_lazy("Deleted on"), lambda row: day(row.deleted_on), "deleted_on", "date"),
)


@in_books("GET", "POST", read=Act.WRITE_INVOICES)
def remove(request: HttpRequest, administration: Administration, pk: int) -> HttpResponseBase:
    """Delete an invoice after a question; one that is booked is credited instead."""
    invoice = get_object_or_404(administration.invoices, pk=pk)
    today = accounting_day(system_clock())
    name = _("Invoice %(number)s") % {"number": invoice.number}
    back = (address("invoices", administration), address("invoice", administration, pk))
    trail = (INVOICING, INVOICES)
    return ask_and_remove(
        request, administration, name, lambda: delete_invoice(invoice, today), back, trail
    )


@in_books()
def listing(request: HttpRequest, administration: Administration) -> HttpResponseBase:
    """List what was deleted, the newest first."""
    table = Table(
        request,
        administration.deleted_invoices.all(),
        COLUMNS,
        search=("number", "relation_code"),
        amounts=("gross",),
    )
    return show(
        request,
        administration,
        "list.html",
        heading=_("Deleted invoices"),
        trail=(INVOICING, INVOICES),
        table=table,
        empty=_("An invoice that is deleted before it is processed stands here with its number."),
        others=[(_("Invoices"), address("invoices", administration))],
    )
