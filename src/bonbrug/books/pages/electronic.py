"""Can this invoice go out as an electronic invoice, and the file itself (docs/en/5-invoices.md)."""

from dataclasses import dataclass
from io import BytesIO

from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bonbrug.books.documents.preflight import Missing, Preflight, preflight
from bonbrug.books.documents.sentences import FIRM, INVOICE, PROFILES, RELATION
from bonbrug.books.models import Administration, Invoice
from bonbrug.books.pages.attachments import electronic
from bonbrug.books.pages.navigation import INVOICES, INVOICING, address, in_books, show

PAGES = {
    FIRM: gettext_lazy("Company details"),
    RELATION: gettext_lazy("Relation"),
    INVOICE: gettext_lazy("Invoice"),
}


@dataclass(frozen=True, slots=True)
class Repair:
    """What is missing, and the page where it is filled in."""

    sentence: str
    rules: str
    page: object
    url: str


@in_books()
def check(request: HttpRequest, administration: Administration, pk: int) -> HttpResponseBase:
    """Tell whether an invoice can be an electronic one, and what is missing."""
    invoice = get_object_or_404(administration.invoices.for_paper(), pk=pk)
    return _judged(request, administration, invoice, preflight(invoice))


@in_books()
def ubl(request: HttpRequest, administration: Administration, pk: int) -> HttpResponseBase:
    """Give the electronic invoice; of one that is not whole, show what is missing."""
    invoice = get_object_or_404(administration.invoices.for_paper(), pk=pk)
    result = preflight(invoice)
    written = result.ubl
    if written is None:
        return _judged(request, administration, invoice, result)
    file = electronic(invoice, written)
    return FileResponse(
        BytesIO(file.content),
        content_type=file.media_type,
        as_attachment=True,
        filename=file.filename,
    )


def _judged(
    request: HttpRequest, administration: Administration, invoice: Invoice, result: Preflight
) -> HttpResponseBase:
    return show(
        request,
        administration,
        "electronic.html",
        heading=_("E-invoice %(number)s") % {"number": invoice.number},
        trail=(INVOICING, INVOICES, _("Overview")),
        invoice=invoice,
        result=result,
        profile=PROFILES[result.profile],
        repairs=repairs(invoice, result),
    )


def repairs(invoice: Invoice, result: Preflight) -> list[Repair]:
    """Return what is missing, each with a way to its field."""
    return [_repair(invoice, missing) for missing in result.missing]


def _repair(invoice: Invoice, missing: Missing) -> Repair:
    place, firm = missing.place, invoice.administration
    url = {
        FIRM: address("firm", firm),
        RELATION: address("relation", firm, invoice.relation_id),
        INVOICE: address("invoice", firm, invoice.pk),
    }[place.page]
    to_field = f"#id_{place.field}" if place.field else ""
    return Repair(_(place.sentence), ", ".join(missing.rules), PAGES[place.page], url + to_field)
