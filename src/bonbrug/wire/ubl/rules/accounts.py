"""Rules of the G-account extension: a part of the total goes into a blocked account."""

from collections.abc import Iterator
from decimal import Decimal

from bonbrug.wire.ubl.codes import BLOCKED, Profile
from bonbrug.wire.ubl.records import Document
from bonbrug.wire.ubl.rules.breach import Breach


def account_rules(document: Document) -> Iterator[Breach]:
    """Two ways of paying and two terms that name each other and add up to the total."""
    if document.profile == Profile.G_ACCOUNT:
        yield from _counts(document)
        yield from _names(document)


def _counts(document: Document) -> Iterator[Breach]:
    terms, paid = document.terms, [term.amount or Decimal(0) for term in document.terms]
    if len(terms) != 2:
        yield Breach("BR-GA-1", "terms")
    if len(document.payments) != 2:
        yield Breach("BR-GA-2", "payments")
    if sum(paid, Decimal(0)) != document.totals.payable:
        yield Breach("BR-GA-3", "terms.amount")


def _names(document: Document) -> Iterator[Breach]:
    terms, names = document.terms, [payment.name for payment in document.payments]
    if not all(term.payment for term in terms):
        yield Breach("BR-GA-4", "terms.payment")
    if not all(names):
        yield Breach("BR-GA-5", "payments.name")
    if sorted(names) != sorted({term.payment for term in terms}):
        yield Breach("BR-GA-6", "payments.name")
    if names.count(BLOCKED) != 1:
        yield Breach("BR-GA-7", "payments.name")
