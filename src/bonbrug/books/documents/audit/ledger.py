"""Ledger accounts, VAT codes and months, as an audit file lists them."""

from calendar import monthrange
from collections.abc import Iterator, Sequence

from bonbrug.books.actions.post_entry import vat_category
from bonbrug.books.documents.audit.chosen import Chosen
from bonbrug.books.models import Category, LedgerAccount
from bonbrug.values.vat import CODES, Side, VatCode, known_code
from bonbrug.wire.xaf import records
from bonbrug.wire.xaf.codes import AccountType

# Longer than any code of a ledger account, so that it can be nobody's.
CARRIED = records.Account("RESULTAAT-EERDERE-JAREN", "Resultaat eerdere jaren", AccountType.BALANCE)


def account_of(account: LedgerAccount) -> records.Account:
    """Return a ledger account."""
    result = account.category == Category.RESULT
    kind = AccountType.RESULT if result else AccountType.BALANCE
    return records.Account(account.code, account.name, kind)


def vat_codes_of(chosen: Chosen, accounts: Sequence[LedgerAccount]) -> Iterator[records.VatCode]:
    """Yield the codes that are known, and those that were booked and are not."""
    by_category = {each.category: each.code for each in reversed(accounts)}
    for code in CODES.values():
        account = by_category.get(vat_category(code.code), "")
        yield _vat_code(code, account)
    booked = chosen.lines().order_by().exclude(vat_code="")
    for name in sorted(booked.values_list("vat_code", flat=True).distinct()):
        if known_code(name) is None:
            yield records.VatCode(name, name)


def _vat_code(code: VatCode, account: str) -> records.VatCode:
    to_pay = account if code.side is Side.SALE else ""
    to_claim = account if code.side is Side.PURCHASE else ""
    return records.VatCode(code.code, code.name, to_pay, to_claim)


def periods_of(chosen: Chosen) -> Iterator[records.Period]:
    """Yield each month with the days of it that are in the file."""
    year = chosen.first.year
    for month in range(chosen.first.month, chosen.last.month + 1):
        first = chosen.first.replace(month=month, day=1)
        last = first.replace(day=monthrange(year, month)[1])
        yield records.Period(
            month,
            f"{month:02}-{year}",
            max(first, chosen.first),
            min(last, chosen.last),
        )
