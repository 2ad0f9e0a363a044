"""What became of a direct debit: collected, so that the item is paid, or returned by the bank."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from bonbrug.books.actions.locking import locked
from bonbrug.books.actions.post_entry import Amount, account_of, post
from bonbrug.books.actions.receive_payment import receive_payment
from bonbrug.books.actions.refusals import Refused
from bonbrug.books.models import (
    DebitBatch,
    DebitState,
    DirectDebit,
    Entry,
    EntryKind,
    LineRole,
    Receipt,
)


def book_collected(
    batch: DebitBatch, account_code: str, day: date, today: date
) -> Sequence[DirectDebit]:
    """Book a receipt for everything in a file that the bank collected; once.

    Return what could not be booked, because the customer paid in another way meanwhile: it stays
    in the file, and a person decides.
    """
    with transaction.atomic():
        locked(batch.administration_id)
        fresh = DebitBatch.objects.get(pk=batch.pk)
        if not fresh.collects_on(today):
            raise Refused("batch_not_yet")
        if not fresh.collection_day <= day <= today:
            raise Refused("batch_day_wrong")
        inside = fresh.debits.filter(state=DebitState.IN_FILE)
        debits = list(inside.select_related("invoice__open_item"))
        if not debits:
            raise Refused("batch_past")
        left = [debit for debit in debits if not _collected(debit, account_code, day)]
        fresh.collected_on = day
        fresh.save(update_fields=["collected_on"])
        return left


def _collected(debit: DirectDebit, account_code: str, day: date) -> bool:
    number = debit.invoice.number
    try:
        debit.receipt = receive_payment(
            debit.invoice.open_item, debit.amount, day, account_code, f"Incasso {number}"
        )
    except Refused as refusal:
        if refusal.code in ("more_than_open", "payment_wrong_side"):
            return False
        raise
    debit.state = DebitState.COLLECTED
    debit.save(update_fields=["state", "receipt"])
    return True


def return_debit(debit: DirectDebit, day: date) -> DirectDebit:
    """Write down that the bank gave it back, or never collected it: the item is open again."""
    with transaction.atomic():
        locked(debit.administration_id)
        fresh = DirectDebit.objects.select_related("receipt__entry", "batch").get(pk=debit.pk)
        if not fresh.may_be_returned:
            raise Refused("debit_meanwhile")
        if fresh.receipt:
            _take_back(fresh.receipt, day)
        fresh.state, fresh.returned_on = DebitState.RETURNED, day
        fresh.save(update_fields=["state", "returned_on"])
        return fresh


def collect_again(debit: DirectDebit) -> DirectDebit:
    """Let an invoice wait to be collected once more, after it was returned."""
    with transaction.atomic():
        locked(debit.administration_id)
        fresh = DirectDebit.objects.get(pk=debit.pk)
        if not fresh.may_be_collected_again:
            raise Refused("debit_meanwhile")
        return DirectDebit.objects.create(
            administration_id=fresh.administration_id,
            invoice_id=fresh.invoice_id,
            mandate_id=fresh.mandate_id,
            text=fresh.text,
        )


def _take_back(receipt: Receipt, day: date) -> None:
    """Book the opposite of a receipt, and open its item again by that amount."""
    item, first = receipt.open_item, receipt.entry
    books, amount = item.administration, receipt.amount
    entry = Entry(
        administration=books,
        kind=EntryKind.PAYMENT_RECEIVED,
        date=day,
        description=f"Storno {item.number}",
        relation=item.relation,
        invoice=item.invoice,
        invoice_number=item.number,
        account=first.account,
    )
    sides = [
        Amount(LineRole.MAIN, first.account, -amount),
        Amount(LineRole.COUNTER, account_of(books, item), amount),
    ]
    post(entry, sides)
    item.paid -= amount
    item.save(update_fields=["paid"])
    Receipt.objects.create(open_item=item, entry=entry, date=day, amount=-amount)
