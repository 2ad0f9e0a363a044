"""How a booked invoice goes to its customer: what *Verzendwijze* asks for, written down."""

from datetime import date

from bonbrug.books.actions.debit_mandates import debit_for
from bonbrug.books.actions.invoice_mail import queue_mail
from bonbrug.books.models import Delivery, Invoice, Letter


def arrange_delivery(invoice: Invoice, today: date) -> None:
    """Write down what has to be done; inside the transaction that books the invoice."""
    if goes_by_mail(invoice):
        queue_mail(invoice, today)
    else:
        # A direct debit without a mail too: the customer has to hear what is collected, and when.
        Letter.objects.create(administration_id=invoice.administration_id, invoice=invoice)
    if invoice.delivery == Delivery.DIRECT_DEBIT and invoice.gross > 0:
        debit_for(invoice)


def goes_by_mail(invoice: Invoice) -> bool:
    """Tell whether the invoice asks for a mail; a direct debit may ask for one as well."""
    return invoice.delivery == Delivery.EMAIL or bool(invoice.delivery_details.get("also_email"))
