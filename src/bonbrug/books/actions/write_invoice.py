"""Make an invoice, and book it in the same step when that is asked."""

from datetime import date

from django.db import transaction

from bonbrug.books.actions.book_invoice import book
from bonbrug.books.actions.invoice_draft import InvoiceDraft, fill
from bonbrug.books.actions.locking import locked
from bonbrug.books.actions.number_invoice import take_number
from bonbrug.books.actions.refusals import Refused
from bonbrug.books.models import Administration, EntryKind, Invoice, InvoiceLine


def write_invoice(administration: Administration, draft: InvoiceDraft, today: date) -> Invoice:
    """Write an invoice with its lines; all of it, its number and its booking, or nothing."""
    with transaction.atomic():
        books = locked(administration)
        invoice = Invoice(administration=books)
        lines = fill(invoice, draft)
        invoice.number = _number(books, draft.number, invoice.date)
        save_with_lines(invoice, lines)
        if draft.book:
            book(books, invoice, today)
        return invoice


def _number(books: Administration, wanted: str, day: date) -> str:
    """Return a number that no booking of an invoice made elsewhere has either."""
    elsewhere = books.entries.filter(kind=EntryKind.INVOICE_SENT, invoice=None)
    number = take_number(books, wanted, day)
    while elsewhere.filter(invoice_number=number).exists():
        if wanted.strip():
            raise Refused("number_taken", number=number)
        number = take_number(books, "", day)
    return number


def save_with_lines(invoice: Invoice, lines: list[InvoiceLine]) -> None:
    """Write the invoice and put these lines in the place of the ones it had."""
    invoice.save()
    invoice.lines.all().delete()
    for line in lines:
        line.invoice = invoice
    InvoiceLine.objects.bulk_create(lines)
