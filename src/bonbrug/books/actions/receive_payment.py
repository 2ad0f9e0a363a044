"""Take in a payment of a customer, in full or in part."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from bonbrug.books.actions.locking import locked
from bonbrug.books.actions.post_entry import Amount, account_of, post
from bonbrug.books.actions.refusals import Refused
from bonbrug.books.models import (
    Administration,
    Category,
    Entry,
    EntryKind,
    LedgerAccount,
    LineRole,
    OpenItem,
    Receipt,
)
from bonbrug.values.money import cents


def receive_payment(
    open_item: OpenItem, amount: Decimal, day: date, account_code: str, description: str = ""
) -> Receipt:
    """Book an amount in euros on a bank or cash account; a credit note takes a negative one."""
    with transaction.atomic():
        books = locked(open_item.administration_id)
        item = books.open_items.select_related("invoice", "relation", "entry__account").get(
            pk=open_item.pk
        )
        paid = _checked(item, amount)
        money = _money_account(books, account_code)
        entry = _entry(books, item, paid, day, money)
        entry.description = description.strip()[:200] or item.number
        debtors = account_of(books, item)
        post(entry, [Amount(LineRole.MAIN, money, paid), Amount(LineRole.COUNTER, debtors, -paid)])
        item.paid += paid
        item.save(update_fields=["paid"])
        return Receipt.objects.create(open_item=item, entry=entry, date=day, amount=paid)


def _checked(item: OpenItem, amount: Decimal) -> Decimal:
    paid = cents(amount)
    if not paid:
        raise Refused("payment_is_nothing")
    if (paid > 0) != (item.open > 0):
        raise Refused("payment_wrong_side")
    if abs(paid) > abs(item.open):
        raise Refused("more_than_open", open=item.open)
    return paid


def _money_account(books: Administration, code: str) -> LedgerAccount:
    account = books.ledger_accounts.filter(code=code).first()
    if account is None:
        raise Refused("account_unknown", account=code)
    if account.category != Category.MONEY:
        raise Refused("account_holds_no_money", account=code)
    return account


def _entry(
    books: Administration, item: OpenItem, paid: Decimal, day: date, money: LedgerAccount
) -> Entry:
    return Entry(
        administration=books,
        kind=EntryKind.PAYMENT_RECEIVED,
        date=day,
        relation=item.relation,
        invoice=item.invoice,
        invoice_number=item.number,
        account=money,
    )
