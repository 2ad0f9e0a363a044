"""What tests of direct debits start from. All names and numbers are invented."""

from dataclasses import replace
from datetime import date

from bonbrug.books.actions.set_up import Firm, change_firm
from bonbrug.books.actions.write_invoice import write_invoice
from bonbrug.books.models import Administration, Delivery, DirectDebit, Invoice
from tests.books.shelf import BOOKED, NOW, TODAY

DETAILS = {
    "iban": "NL91 ABNA 0417 1643 00",
    "account": "NL91 ABNA 0417 1643 00",
    "holder": "Café Ünlü & zoon",
    "city": "Utrecht",
    "text_1": "Factuur van Demo Installatie BV",
    "mandate_id": "M-1",
    "mandate_signed_on": "2018-09-01",
    "mandate_first": "1",
}
TO_COLLECT = replace(BOOKED, delivery=Delivery.DIRECT_DEBIT, details=DETAILS)
COLLECTION_DAY = date(2018, 10, 3)  # fourteen days after TODAY


def collecting(books: Administration) -> Administration:
    """Let a firm collect."""
    firm = Firm(
        name="Demo Installatie BV",
        city="Utrecht",
        iban="NL02 ABNA 0123 4567 89",
        creditor_id="NL22ZZZ000000000000",
    )
    books.refresh_from_db()  # the numbers of its bookings went up since
    change_firm(books, firm, NOW)
    return books


def collectable(books: Administration, **details: str) -> Invoice:
    """Return a booked invoice of € 90,57 to collect; an empty detail is left out."""
    told = {name: text for name, text in (DETAILS | details).items() if text}
    return write_invoice(books, replace(TO_COLLECT, details=told), TODAY)


def debit_of(invoice: Invoice) -> DirectDebit:
    """Return the last debit of an invoice, as it stands in the tables."""
    debits = DirectDebit.objects.filter(invoice_id=invoice.pk)
    return debits.select_related("mandate", "batch").latest("pk")
