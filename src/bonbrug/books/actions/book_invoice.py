"""Book a sales invoice: debtor to revenue and VAT, and an open item."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

from django.db import transaction

from bonbrug.books.actions.arrange_delivery import arrange_delivery
from bonbrug.books.actions.locking import locked
from bonbrug.books.actions.post_entry import Amount, first_account, post, vat_category
from bonbrug.books.actions.refusals import Refused
from bonbrug.books.models import (
    Administration,
    Category,
    Entry,
    EntryKind,
    Invoice,
    LedgerAccount,
    LineRole,
    OpenItem,
)
from bonbrug.values.money import NOTHING


def book_invoice(invoice: Invoice, booking_text: str, today: date) -> Entry:
    """Book an invoice that was set ready; an empty text means the one it already carries."""
    with transaction.atomic():
        books = locked(invoice.administration_id)
        fresh = books.invoices.get(pk=invoice.pk)
        fresh.booking_text = booking_text.strip() or fresh.booking_text
        return book(books, fresh, today)


def book(administration: Administration, invoice: Invoice, today: date) -> Entry:
    """Make the entry and the open item; inside a transaction, the administration locked."""
    if invoice.is_booked:
        raise Refused("already_booked", number=invoice.number)
    if not invoice.booking_text:
        raise Refused("booking_text_missing")
    debtors = first_account(administration, Category.DEBTORS)
    entry = Entry(
        administration=administration,
        kind=EntryKind.INVOICE_SENT,
        date=invoice.date,
        description=invoice.booking_text,
        relation=invoice.relation,
        invoice=invoice,
        account=debtors,
        term_days=invoice.term_days,
        invoice_number=invoice.number,
    )
    revenue = _revenue(invoice)
    vat = _vat(administration, revenue)
    post(entry, [Amount(LineRole.MAIN, debtors, invoice.gross), *revenue, *vat])
    invoice.booked_on = today
    invoice.save(update_fields=["booked_on", "booking_text"])
    OpenItem.objects.create(
        administration=administration,
        invoice=invoice,
        entry=entry,
        number=invoice.number,
        relation=invoice.relation,
        date=invoice.date,
        term_days=invoice.term_days,
        amount=invoice.gross,
    )
    arrange_delivery(invoice, today)
    return entry


def _revenue(invoice: Invoice) -> list[Amount]:
    """Return an amount per revenue account, VAT code and cost centre, as the lines come."""
    accounts: dict[int, LedgerAccount] = {}
    nets: dict[tuple[int, str, int], Decimal] = defaultdict(lambda: NOTHING)
    vats: dict[tuple[int, str, int], Decimal] = defaultdict(lambda: NOTHING)
    for line in invoice.lines.select_related("account"):
        line.invoice = invoice
        accounts[line.account_id] = line.account
        key = (line.account_id, line.vat_code, line.cost_centre)
        nets[key] += line.net
        vats[key] += line.vat
    return [
        Amount(LineRole.COUNTER, accounts[key[0]], -net, key[1], vats[key], key[2])
        for key, net in nets.items()
    ]


def _vat(administration: Administration, revenue: list[Amount]) -> list[Amount]:
    sums: dict[str, Decimal] = defaultdict(lambda: NOTHING)
    for amount in revenue:
        sums[amount.vat_code] += amount.vat
    return [
        Amount(LineRole.VAT, first_account(administration, vat_category(code)), -vat, code)
        for code, vat in sums.items()
        if vat
    ]
