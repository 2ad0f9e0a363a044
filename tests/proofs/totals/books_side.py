"""What the books make of an invoice of the engine, over the gateway and the door."""

from dataclasses import dataclass
from decimal import Decimal

from bonbrug.books.actions import invoice_draft
from bonbrug.books.doors import drafting
from bonbrug.books.models import Category, LedgerAccount
from bonbrug.books.models import Invoice as Booked
from bonbrug.books.pages.vat_names import spread_vat
from bonbrug.gateways.eboekhouden_soap import mapping
from bonbrug.sync.model.records import Invoice
from bonbrug.values import vat
from bonbrug.values.vat import Totals
from bonbrug.wire.eboekhouden import soap
from bonbrug.wire.eboekhouden.operations import ADD_FACTUUR, AddFactuur
from bonbrug.wire.eboekhouden.records import Factuur

ACCOUNTS = {"8000": LedgerAccount(code="8000", name="Omzet", category=Category.RESULT)}


@dataclass(frozen=True, slots=True)
class BooksSide:
    """The totals of the invoice, and the VAT that its paper shows, added up over the rates."""

    totals: Totals
    on_paper: Decimal


def of_the_books(invoice: Invoice, *, over_the_wire: bool = False) -> BooksSide:
    """Return what the books reckon; `over_the_wire` writes and reads the XML of the call too."""
    sent = mapping.invoice(invoice)
    return _reckoned(_arrived(sent) if over_the_wire else sent)


def _arrived(sent: Factuur) -> Factuur:
    record = soap.read_request(soap.write_request(ADD_FACTUUR, AddFactuur(invoice=sent))).record
    if not isinstance(record, AddFactuur):
        raise TypeError(type(record).__name__)
    return record.invoice


def _reckoned(sent: Factuur) -> BooksSide:
    draft = drafting.invoice(sent)
    booked = Booked(number=draft.number, date=sent.Datum)
    lines = [
        invoice_draft._line(place, each, ACCOUNTS) for place, each in enumerate(draft.lines, 1)
    ]
    for line in lines:
        line.invoice = booked
    sums = vat.totals(((line.net, line.vat_code) for line in lines), booked.date)
    shown = spread_vat(lines, booked.date)
    return BooksSide(sums, sum((share.vat for share in shown), Decimal(0)))
