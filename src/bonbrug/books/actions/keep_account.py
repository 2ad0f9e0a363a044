"""Add and change ledger accounts (docs/wire/eboekhouden-soap.md §3.6 and §5.4)."""

from dataclasses import dataclass

from django.db import transaction

from bonbrug.books.actions.column_limits import check_lengths
from bonbrug.books.actions.locking import locked
from bonbrug.books.actions.refusals import Refused
from bonbrug.books.models import Administration, Category, LedgerAccount

WRITABLE = (Category.BALANCE, Category.RESULT)
"""What an account may be made for; all other categories come with the chart of accounts."""


@dataclass(frozen=True, slots=True)
class AccountDraft:
    """An account as it should be; `category` is a word of the wire, such as VW."""

    code: str
    name: str
    category: str
    group: str = ""


def add_account(administration: Administration, draft: AccountDraft) -> LedgerAccount:
    """Make an account of the balance sheet or of profit and loss."""
    with transaction.atomic():
        return _write(LedgerAccount(administration=locked(administration)), draft)


def change_account(account: LedgerAccount, draft: AccountDraft) -> LedgerAccount:
    """Replace everything of an account; a bank stays a bank, and debtors stay debtors."""
    with transaction.atomic():
        locked(account.administration_id)
        return _write(account, draft)


def _write(account: LedgerAccount, draft: AccountDraft) -> LedgerAccount:
    before = account.category
    account.code, account.name = draft.code.strip(), draft.name.strip()
    account.category, account.group = draft.category.strip().upper(), draft.group.strip()
    _check(account, before)
    account.save()
    return account


def _check(account: LedgerAccount, before: str) -> None:
    if not account.code:
        raise Refused("account_code_missing")
    if not account.name:
        raise Refused("account_name_missing")
    if not account.category:
        raise Refused("account_category_missing")
    if account.category != before and (
        account.category not in WRITABLE or (before and before not in WRITABLE)
    ):
        raise Refused("account_category_wrong", category=account.category)
    check_lengths(account, ["code", "name", "group"])
    others = account.administration.ledger_accounts.exclude(pk=account.pk)
    if others.filter(code=account.code).exists():
        raise Refused("account_code_taken", account=account.code)
