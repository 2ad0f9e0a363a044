"""Write a booking with its lines and post it; the database refuses one that does not balance."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from bonbrug.books.actions.refusals import Refused
from bonbrug.books.models import (
    Administration,
    Category,
    Entry,
    EntryLine,
    LedgerAccount,
    LineRole,
    OpenItem,
)
from bonbrug.values.money import NOTHING


@dataclass(frozen=True, slots=True)
class Amount:
    """One line of a booking in euros: positive is debit, negative is credit.

    `vat_code` and `vat` tell, on a counter line, which VAT belongs to it (in the sign of a sale).
    """

    role: LineRole
    account: LedgerAccount
    amount: Decimal
    vat_code: str = ""
    vat: Decimal = NOTHING
    cost_centre: int = 0


def post(entry: Entry, amounts: Iterable[Amount]) -> Entry:
    """Number, write and post; inside the caller's transaction, the administration locked."""
    books = entry.administration
    books.last_entry_number += 1
    books.save(update_fields=["last_entry_number"])
    entry.number = books.last_entry_number
    entry.save()
    EntryLine.objects.bulk_create(
        _line(entry, place, amount) for place, amount in enumerate(amounts, start=1)
    )
    entry.posted = True
    entry.save(update_fields=["posted"])
    return entry


def first_account(administration: Administration, category: Category) -> LedgerAccount:
    """Return the account of a category with the lowest code (docs/wire/eboekhouden-soap.md §6)."""
    account = administration.ledger_accounts.filter(category=category).order_by("code").first()
    if account is None:
        raise Refused("no_account_of_category", category=category.label)
    return account


def account_of(administration: Administration, item: OpenItem) -> LedgerAccount:
    """Return the account of debtors or creditors that an open item stands on."""
    if item.entry:
        return item.entry.account
    return first_account(
        administration, Category.CREDITORS if item.owed_by_us else Category.DEBTORS
    )


def vat_category(vat_code: str) -> Category:
    """Return what the account of a VAT code is for."""
    if vat_code.endswith("_INK") or "_INK_" in vat_code:
        return Category.INPUT_VAT
    if vat_code.startswith("HOOG"):
        return Category.VAT_HIGH
    return Category.VAT_LOW if vat_code.startswith("LAAG") else Category.VAT_OTHER


def _line(entry: Entry, place: int, amount: Amount) -> EntryLine:
    return EntryLine(
        entry=entry,
        position=place,
        role=amount.role,
        account=amount.account,
        debit=max(amount.amount, NOTHING),
        credit=max(-amount.amount, NOTHING),
        vat_code=amount.vat_code,
        vat=amount.vat,
        cost_centre=amount.cost_centre,
    )
