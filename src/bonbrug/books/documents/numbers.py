"""Numbers that the rules let pass as they are, and that cannot be right, or that the law wants."""

from collections.abc import Iterator

from bonbrug.values import identifiers
from bonbrug.wire.ubl.codes import KVK, OIN, Category
from bonbrug.wire.ubl.records import Document, Party
from bonbrug.wire.ubl.rules import Breach

DIGITS = "digits"
"""Not a published rule: the check digits or the length of a number are wrong."""
BOTH_NAMED = "OB-35a"
"""Wet OB, article 35a: whoever owes the VAT stands on the invoice with its VAT number."""
UNCHARGEABLE = "no category"
"""A VAT code of which the books do not know what an electronic invoice should say."""
_HOLDS = {KVK: identifiers.kvk_number_holds, OIN: identifiers.oin_holds}


def number_breaches(document: Document) -> Iterator[Breach]:
    """Return what else keeps the document from being right."""
    yield from _party(document.seller, "seller")
    yield from _party(document.buyer, "buyer")
    yield from _accounts(document)
    codes = {line.category.code for line in document.lines}
    if Category.REVERSE_CHARGE in codes and not document.buyer.vat_number:
        yield Breach(BOTH_NAMED, "buyer.vat_number")
    for place, line in enumerate(document.lines, start=1):
        if not line.category.code:
            yield Breach(UNCHARGEABLE, f"line {place}.category")


def _accounts(document: Document) -> Iterator[Breach]:
    for place, payment in enumerate(document.payments, start=1):
        # What is paid back goes into the customer's account.
        payee = "buyer.account" if document.is_credit_note else f"payment {place}.account"
        for name, account in ((payee, payment.account),
                              ("buyer.payer_account", payment.payer_account)):  # fmt: skip
            if account and not identifiers.iban_holds(account):
                yield Breach(DIGITS, name)


def _party(party: Party, place: str) -> Iterator[Breach]:
    legal = party.legal_id
    if legal and not _HOLDS[legal.scheme](legal.value):
        yield Breach(DIGITS, f"{place}.legal_id")
    if party.vat_number and not identifiers.vat_number_holds(party.vat_number):
        yield Breach(DIGITS, f"{place}.vat_number")
