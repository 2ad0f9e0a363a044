"""Credit a booked invoice: its opposite is booked, and both open items are settled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from bonbrug.books.actions.book_invoice import book
from bonbrug.books.actions.credit_lines import credit_lines, gross_left, left_of
from bonbrug.books.actions.invoice_draft import LAST_YEAR
from bonbrug.books.actions.locking import locked
from bonbrug.books.actions.number_invoice import take_number
from bonbrug.books.actions.offset_items import offset
from bonbrug.books.actions.refusals import Refused
from bonbrug.books.actions.write_invoice import save_with_lines
from bonbrug.books.models import Administration, Delivery, Invoice, InvoiceLine
from bonbrug.values.money import total


@dataclass(frozen=True, slots=True)
class CreditDraft:
    """What of an invoice is credited, and on which day.

    `quantities` tell how much of each line, by its position and in its sign; None means all that
    is left. `text` stands on the credit invoice.
    """

    date: date
    quantities: Mapping[int, Decimal] | None = None
    text: str = ""


def credit_invoice(invoice: Invoice, draft: CreditDraft, today: date) -> Invoice:
    """Write, number, book and offset a credit invoice; all of it or nothing.

    What the customer paid already stays open on the credit invoice, to be paid back.
    """
    with transaction.atomic():
        books = locked(invoice.administration_id)
        first = books.invoices.select_related("relation", "template").get(pk=invoice.pk)
        check_credited(first, draft.date)
        lines = credit_lines(left_of(first), draft.quantities)
        credit = _opposite(books, first, draft, lines)
        check_total(first, credit.gross)
        credit.number = take_number(books, "", credit.date)
        save_with_lines(credit, lines)
        book(books, credit, today)
        settle(books, first, credit, credit.date)
        return credit


def check_credited(first: Invoice, day: date) -> None:
    """Refuse to credit what is not booked, is a credit invoice itself, or is of a later day."""
    if not first.is_booked:
        raise Refused("credit_not_booked", number=first.number)
    if first.is_credit:
        raise Refused("credit_of_credit", number=first.number)
    if day < first.date or day.year > LAST_YEAR:
        raise Refused("credit_too_early", first=first.date)


def check_total(first: Invoice, gross: Decimal) -> None:
    """Refuse a credit that makes the sum credited less than nothing or more than the invoice."""
    left = gross_left(first)
    if not 0 <= left + gross <= left:
        raise Refused("credit_total_too_much", number=first.number, left=left)


def settle(books: Administration, first: Invoice, credit: Invoice, day: date) -> None:
    """Offset what both still have open; nothing when either has nothing."""
    if first.open_item.claim > 0 > credit.open_item.claim:
        offset(books, first.open_item.pk, credit.open_item.pk, None, day)


def _opposite(
    books: Administration, first: Invoice, draft: CreditDraft, lines: Sequence[InvoiceLine]
) -> Invoice:
    net = total(line.net for line in lines)
    charged = total(line.vat for line in lines)
    collected = first.delivery == Delivery.DIRECT_DEBIT
    return Invoice(
        administration=books,
        relation=first.relation,
        template=first.template,
        date=draft.date,
        term_days=first.term_days,
        reference=first.reference,
        text=draft.text.strip(),
        # Money that is given back is not collected.
        delivery=Delivery.POST if collected else first.delivery,
        delivery_details={} if collected else first.delivery_details,
        booking_text=f"Credit van factuur {first.number}",
        credits=first,
        net=net,
        vat=charged,
        gross=net + charged,
    )
