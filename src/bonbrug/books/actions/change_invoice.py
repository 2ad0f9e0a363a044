"""Change an invoice that is only set ready."""

from datetime import date

from django.db import transaction

from bonbrug.books.actions.book_invoice import book
from bonbrug.books.actions.invoice_draft import InvoiceDraft, fill
from bonbrug.books.actions.locking import locked
from bonbrug.books.actions.number_invoice import take_number
from bonbrug.books.actions.refusals import Refused
from bonbrug.books.actions.write_invoice import save_with_lines
from bonbrug.books.models import Invoice


def change_invoice(invoice: Invoice, draft: InvoiceDraft, today: date) -> Invoice:
    """Replace everything of an invoice; an empty number keeps the one it has.

    Refused when it is booked. With `draft.book` it is booked in the same step.
    """
    with transaction.atomic():
        books = locked(invoice.administration_id)
        fresh = books.invoices.get(pk=invoice.pk)
        if fresh.is_booked:
            raise Refused("already_booked", number=fresh.number)
        fresh.administration = books
        lines = fill(fresh, draft)
        if draft.number.strip() not in ("", fresh.number):
            fresh.number = take_number(books, draft.number, fresh.date)
        save_with_lines(fresh, lines)
        if draft.book:
            book(books, fresh, today)
        return fresh
