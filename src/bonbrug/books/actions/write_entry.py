"""Book what a program sends: every kind of booking, with the open item that it makes or pays."""

from collections import defaultdict
from decimal import Decimal

from django.db import transaction

from bonbrug.books.actions.entry_amounts import EntryLineDraft
from bonbrug.books.actions.entry_draft import INVOICES, PAYMENTS, EntryDraft, fill
from bonbrug.books.actions.locking import locked
from bonbrug.books.actions.number_invoice import is_taken
from bonbrug.books.actions.post_entry import Amount, first_account, post, vat_category
from bonbrug.books.actions.refusals import Refused
from bonbrug.books.models import (
    OUTGOING,
    Administration,
    Category,
    Entry,
    EntryKind,
    LedgerAccount,
    LineRole,
    OpenItem,
    Receipt,
)
from bonbrug.values import vat
from bonbrug.values.money import NOTHING, total


def write_entry(administration: Administration, draft: EntryDraft) -> Entry:
    """Write a booking; all of it, with its open item, or nothing."""
    with transaction.atomic():
        books = locked(administration)
        entry = Entry(administration=books)
        fill(entry, draft)
        accounts = _counter_accounts(books, entry, draft)
        item = _item_to_pay(books, entry, accounts[0]) if entry.kind in PAYMENTS else None
        if entry.kind in INVOICES:
            _refuse_known_number(books, entry)
        gross = total(line.gross for line in draft.lines)
        post(entry, _amounts(books, entry, draft, accounts))
        if item is not None:
            _pay(item, entry, gross)
        elif entry.kind in INVOICES:
            _open(entry, gross)
        return entry


def _counter_accounts(
    books: Administration, entry: Entry, draft: EntryDraft
) -> list[LedgerAccount]:
    known = {account.code: account for account in books.ledger_accounts.all()}
    centres = set(books.cost_centres.values_list("pk", flat=True))
    found = []
    for place, line in enumerate(draft.lines, start=1):
        account = known.get(line.account_code.strip())
        if account is None or not _may_counter(entry, account, place):
            raise Refused("entry_line_account_wrong", line=place, account=line.account_code)
        if line.cost_centre and line.cost_centre not in centres:
            raise Refused("line_cost_centre_unknown", line=place, centre=line.cost_centre)
        found.append(account)
    return found


_SIDES = {
    EntryKind.PAYMENT_RECEIVED: (Category.DEBTORS, "payment_account_no_debtors"),
    EntryKind.PAYMENT_SENT: (Category.CREDITORS, "payment_account_no_creditors"),
}


def _may_counter(entry: Entry, account: LedgerAccount, place: int) -> bool:
    kind = EntryKind(entry.kind)
    if kind in _SIDES:
        category, refusal = _SIDES[kind]
        if account.category != category:
            raise Refused(refusal, line=place, account=account.code)
        return True
    return account.sells if kind in INVOICES else not account.is_side_ledger


def _refuse_known_number(books: Administration, entry: Entry) -> None:
    """A number of ours is used once; one of a supplier once for that supplier."""
    number = entry.invoice_number
    if entry.kind == EntryKind.INVOICE_SENT:
        if is_taken(books, number):
            raise Refused("entry_number_taken", number=number)
        return
    booked = books.entries.filter(kind=entry.kind, invoice_number=number)
    if booked.filter(relation=entry.relation).exists():
        raise Refused("entry_number_of_relation_taken", number=number)


def _item_to_pay(books: Administration, entry: Entry, account: LedgerAccount) -> OpenItem:
    items = books.open_items.filter(
        number=entry.invoice_number, owed_by_us=entry.kind == EntryKind.PAYMENT_SENT
    )
    if not items.exists():
        raise Refused("payment_number_unknown", number=entry.invoice_number)
    item = items.filter(relation=entry.relation).select_related("entry").first()
    if item is None or (item.entry is not None and item.entry.account_id != account.pk):
        raise Refused("payment_does_not_fit", number=entry.invoice_number)
    return item


def _amounts(
    books: Administration, entry: Entry, draft: EntryDraft, accounts: list[LedgerAccount]
) -> list[Amount]:
    """Return the sides of the booking: the account, each counter account, and VAT per code."""
    sign = -1 if entry.kind in OUTGOING else 1
    gross = total(line.gross for line in draft.lines)
    counters = [
        Amount(
            LineRole.COUNTER,
            account,
            -sign * line.net,
            _code(line),
            line.vat,
            line.cost_centre,
        )
        for line, account in zip(draft.lines, accounts, strict=True)
    ]
    sums: dict[str, Decimal] = defaultdict(lambda: NOTHING)
    for line in draft.lines:
        sums[_code(line)] += line.vat
    taxes = [
        Amount(LineRole.VAT, first_account(books, vat_category(code)), -sign * amount, code)
        for code, amount in sums.items()
        if amount
    ]
    return [Amount(LineRole.MAIN, entry.account, sign * gross), *counters, *taxes]


def _code(line: EntryLineDraft) -> str:
    found = vat.known_code(line.vat_code.strip() or "GEEN")
    return found.code if found else "GEEN"


def _open(entry: Entry, gross: Decimal) -> None:
    if entry.relation is None:
        raise Refused("entry_relation_missing")
    OpenItem.objects.create(
        administration=entry.administration,
        entry=entry,
        number=entry.invoice_number,
        relation=entry.relation,
        date=entry.date,
        term_days=entry.term_days,
        amount=gross,
        owed_by_us=entry.kind == EntryKind.INVOICE_RECEIVED,
    )


def _pay(item: OpenItem, entry: Entry, paid: Decimal) -> None:
    same_side = (paid > 0) == (item.open > 0)
    if not paid or not same_side or abs(paid) > abs(item.open):
        raise Refused("payment_does_not_fit", number=item.number)
    item.paid += paid
    item.save(update_fields=["paid"])
    Receipt.objects.create(open_item=item, entry=entry, date=entry.date, amount=paid)
