"""An invoice that a person writes or changes on the page."""

from dataclasses import replace
from datetime import date

from django.db import transaction

from bonbrug.books.actions.book_invoice import book_invoice
from bonbrug.books.actions.change_invoice import change_invoice
from bonbrug.books.actions.invoice_draft import InvoiceDraft
from bonbrug.books.actions.write_invoice import write_invoice
from bonbrug.books.models import Administration, Invoice


def write_by_hand(
    administration: Administration, invoice: Invoice | None, draft: InvoiceDraft, today: date
) -> Invoice:
    """Make or change an invoice and, when `draft.book`, book it: all of it or nothing.

    A person gives no text for the booking; it becomes the number, which is known only now.
    """
    ready = replace(draft, book=False)
    with transaction.atomic():
        if invoice:
            kept = change_invoice(invoice, ready, today)
        else:
            kept = write_invoice(administration, ready, today)
        if draft.book:
            book_invoice(kept, draft.booking_text or f"Factuur {kept.number}", today)
            kept.refresh_from_db()
        return kept
