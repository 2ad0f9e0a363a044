"""What a program wants to book, and the checks on it (docs/wire/eboekhouden-soap.md §3.6, §5.4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bonbrug.books.actions.column_limits import check_lengths
from bonbrug.books.actions.entry_amounts import EntryLineDraft, check_amounts
from bonbrug.books.actions.invoice_draft import FIRST_YEAR, LAST_YEAR, LONGEST_TERM, MOST_LINES
from bonbrug.books.actions.refusals import Refused
from bonbrug.books.models import (
    Administration,
    Category,
    Entry,
    EntryKind,
    LedgerAccount,
    Relation,
)

INVOICES = frozenset({EntryKind.INVOICE_SENT, EntryKind.INVOICE_RECEIVED})
PAYMENTS = frozenset({EntryKind.PAYMENT_RECEIVED, EntryKind.PAYMENT_SENT})
MONEY = frozenset({EntryKind.MONEY_RECEIVED, EntryKind.MONEY_SPENT})


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """A booking as it should be. `with_vat` is None when it was not said, `term_days` likewise.

    A positive amount is debit on `account_code` for what comes in, credit for what goes out.
    """

    kind: EntryKind | None
    date: date | None
    account_code: str
    lines: Sequence[EntryLineDraft]
    description: str
    relation_code: str = ""
    invoice_number: str = ""
    voucher: str = ""
    payment_reference: str = ""
    term_days: int | None = None
    with_vat: bool | None = False


def fill(entry: Entry, draft: EntryDraft) -> None:
    """Check the draft and put its head in the entry. Nothing is written yet."""
    kind = _checked_kind(draft)
    books = entry.administration
    entry.kind, entry.date = kind, _date(draft.date)
    entry.account = _account(books, kind, draft.account_code.strip())
    _check_head(draft, kind)
    entry.description = draft.description.strip()
    entry.invoice_number = draft.invoice_number.strip()
    entry.voucher = draft.voucher.strip()
    entry.payment_reference = draft.payment_reference.strip()
    entry.with_vat = bool(draft.with_vat)
    entry.term_days = draft.term_days or 0
    check_lengths(entry, ["description", "invoice_number", "voucher", "payment_reference"])
    entry.relation = _relation(books, kind, draft)
    for place, line in enumerate(draft.lines, start=1):
        _check_line(kind, place, line)
        check_amounts(kind, entry, place, line)


def _checked_kind(draft: EntryDraft) -> EntryKind:
    if draft.kind is None:
        raise Refused("entry_kind_unknown")
    return draft.kind


def _date(day: date | None) -> date:
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Refused("entry_date_wrong")
    return day


_NEEDED = {
    EntryKind.INVOICE_SENT: (Category.DEBTORS, "entry_account_no_debtors"),
    EntryKind.INVOICE_RECEIVED: (Category.CREDITORS, "entry_account_no_creditors"),
    **dict.fromkeys((*PAYMENTS, *MONEY), (Category.MONEY, "entry_account_wrong")),
}


def _account(books: Administration, kind: EntryKind, code: str) -> LedgerAccount:
    account = books.ledger_accounts.filter(code=code).first() if code else None
    if account is None:
        raise Refused("entry_account_unknown", account=code)
    category, refusal = _NEEDED.get(kind, ("", ""))
    if category and account.category != category:
        raise Refused(refusal, account=code)
    if not category and account.is_side_ledger:
        raise Refused("entry_account_wrong", account=code)
    return account


def _check_head(draft: EntryDraft, kind: EntryKind) -> None:
    if draft.with_vat is None:
        raise Refused("entry_vat_side_missing")
    if not draft.description.strip():
        raise Refused("entry_description_missing")
    if not 1 <= len(draft.lines) <= MOST_LINES:
        raise Refused("entry_line_count_wrong")
    number = draft.invoice_number.strip()
    if kind in INVOICES:
        _check_invoice(draft, number)
    if kind in PAYMENTS:
        _check_payment(draft, number)


def _check_invoice(draft: EntryDraft, number: str) -> None:
    if not number:
        raise Refused("entry_number_missing")
    if draft.term_days is None or not 0 <= draft.term_days <= LONGEST_TERM:
        raise Refused("entry_term_missing")


def _check_payment(draft: EntryDraft, number: str) -> None:
    if len(draft.lines) != 1:
        raise Refused("payment_one_line_only")
    if not number:
        raise Refused("payment_number_missing")


def _relation(books: Administration, kind: EntryKind, draft: EntryDraft) -> Relation | None:
    code = draft.relation_code.strip()
    if not code:
        if kind in INVOICES:
            raise Refused("entry_relation_missing")
        if kind in PAYMENTS:
            raise Refused("payment_relation_missing")
        return None
    relation = books.relations.filter(code=code).first()
    if relation is None:
        wrong = "payment_relation_unknown" if kind in PAYMENTS else "entry_relation_unknown"
        raise Refused(wrong, relation=code)
    return relation


def _check_line(kind: EntryKind, place: int, line: EntryLineDraft) -> None:
    if not line.account_code.strip():
        raise Refused("entry_line_account_wrong", line=place, account="")
    if kind in PAYMENTS and (line.vat or line.vat_code.strip() not in ("", "GEEN")):
        raise Refused("payment_has_vat", line=place, vat=line.vat_code)
