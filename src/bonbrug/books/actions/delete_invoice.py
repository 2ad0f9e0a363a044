"""Delete an invoice that is only set ready; its number is not given again."""

from datetime import date

from django.db import transaction

from bonbrug.books.actions.locking import locked
from bonbrug.books.actions.refusals import Refused
from bonbrug.books.models import DeletedInvoice, Invoice


def delete_invoice(invoice: Invoice, today: date) -> None:
    """Delete it with its lines and keep its number; refused when it is booked."""
    with transaction.atomic():
        books = locked(invoice.administration_id)
        fresh = books.invoices.select_related("relation").get(pk=invoice.pk)
        if fresh.is_booked:
            raise Refused("booked_is_credited", number=fresh.number)
        DeletedInvoice.objects.create(
            administration=books,
            number=fresh.number,
            date=fresh.date,
            relation_code=fresh.relation.code,
            gross=fresh.gross,
            deleted_on=today,
        )
        fresh.delete()
