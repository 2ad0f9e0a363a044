"""Factureren > Facturen > Overzicht: every invoice, with the pencil of the manual."""

from collections.abc import Sequence
from io import BytesIO

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.db.models.functions import Abs, Round
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bonbrug.books.models import Administration, Invoice, Offset, OpenItem
from bonbrug.books.pages.cells import booked, numbered, pencil
from bonbrug.books.pages.navigation import INVOICES, INVOICING, address, in_books, show
from bonbrug.books.pages.pdf import invoice_pdf
from bonbrug.ui.tables import Column, Filter, Table
from bonbrug.ui.templatetags.ui import badge, day, euro

BOOKED = Filter(
    "verwerkt",
    gettext_lazy("Processed"),
    (("True", gettext_lazy("yes")), ("False", gettext_lazy("no"))),
    "in_books",
)
SEARCH = (
    *("number", "relation__code", "relation__name", "reference", "booking_text"),
    "credits__number",
)
# A credit invoice is found by its amount without a minus too.
_SUM = Round(Abs(F("gross")), 2)
_ITEM = OuterRef("open_item__pk")
_OFFSETS = Offset.objects.filter(Q(claim=_ITEM) | Q(credit=_ITEM))


@in_books()
def listing(request: HttpRequest, administration: Administration) -> HttpResponseBase:
    """List the invoices, newest first."""
    processed = ExpressionWrapper(Q(booked_on__isnull=False), output_field=BooleanField())
    records = administration.invoices.select_related("relation", "open_item", "credits")
    table = Table(
        request,
        records.annotate(in_books=processed, settled=Exists(_OFFSETS), sum=_SUM),
        _columns(administration),
        search=SEARCH,
        amounts=("sum", "gross", "net"),
        filters=(BOOKED,),
        row_url=lambda row: address("invoice", administration, row.pk),
    )
    return show(
        request,
        administration,
        "list.html",
        heading=INVOICES,
        trail=(INVOICING, INVOICES, _("Overview")),
        table=table,
        add_url=address("invoice_add", administration),
        add_label=_("Add invoice"),
        others=_deleted(administration),
        empty=_("Finished work orders become invoices here by themselves. Or write one by hand."),
    )


def _deleted(administration: Administration) -> list[tuple[str, str]]:
    if not administration.deleted_invoices.exists():
        return []
    return [(_("Deleted invoices"), address("deleted_invoices", administration))]


def _columns(administration: Administration) -> Sequence[Column[Invoice]]:
    return (
        Column(
            _("Invoice number"),
            lambda row: numbered(row.number, row.credits),
            "number",
            in_file=lambda row: row.number,
        ),
        Column(_("Relation"), lambda row: str(row.relation), "relation__code"),
        Column(_("Invoice date"), lambda row: day(row.date), "date", "date"),
        Column(_("Amount with VAT"), lambda row: euro(row.gross), "gross", "number"),
        Column(_("Processed"), booked, "booked_on", "status"),
        Column(_("Amount open"), _open, "", "number"),
        Column("", lambda row: _ways(administration, row), "", "action"),
    )


def _open(invoice: Invoice) -> object:
    item: OpenItem | None = getattr(invoice, "open_item", None)
    if item is None:
        return "–"
    if item.open:
        return euro(item.open)
    return badge(_("offset") if getattr(invoice, "settled", False) else _("paid"), "green")


def _ways(administration: Administration, invoice: Invoice) -> SafeString:
    words = {"number": invoice.number}
    label = _("View invoice %(number)s") if invoice.is_booked else _("Change invoice %(number)s")
    change = pencil(address("invoice", administration, invoice.pk), label % words)
    paper = format_html(
        '<a class="btn btn-sm" href="{}" aria-label="{}">PDF</a>',
        address("invoice_pdf", administration, invoice.pk),
        _("PDF of invoice %(number)s") % words,
    )
    return format_html("<span>{} {}</span>", change, paper)


@in_books()
def pdf(request: HttpRequest, administration: Administration, pk: int) -> HttpResponseBase:
    """Give the invoice on paper."""
    invoice = get_object_or_404(administration.invoices.for_paper(), pk=pk)
    return FileResponse(
        BytesIO(invoice_pdf(invoice)),
        content_type="application/pdf",
        filename=f"factuur-{invoice.number}.pdf",
    )
