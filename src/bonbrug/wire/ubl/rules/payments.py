"""Rules about paying: which way, by what day, into which account."""

from collections.abc import Iterator
from decimal import Decimal

from bonbrug.wire.ubl.codes import Means
from bonbrug.wire.ubl.records import Document, Payment
from bonbrug.wire.ubl.rules.breach import Breach, is_dutch_peppol, is_nlcius, is_peppol

_BY_TRANSFER = (Means.CREDIT_TRANSFER, Means.SEPA_TRANSFER)
_BY_DEBIT = (Means.DIRECT_DEBIT, Means.SEPA_DIRECT_DEBIT)


def payment_rules(document: Document) -> Iterator[Breach]:
    """Ways of paying that are allowed and whole, and a day or words about when."""
    payable = document.totals.payable or Decimal(0)
    if payable > 0 and document.due is None and not any(term.note for term in document.terms):
        yield Breach("BR-CO-25", "due")
    if is_nlcius(document):
        yield from _dutch(document, payable > 0, "BR-NL-11", "BR-NL-12")
    if is_dutch_peppol(document):
        wants_money = payable > 0 and not document.is_credit_note
        yield from _dutch(document, wants_money, "NL-R-007", "NL-R-008")
    for place, payment in enumerate(document.payments, start=1):
        yield from _whole(payment, f"payment {place}")
        if is_peppol(document) and payment.means in _BY_DEBIT and not payment.mandate:
            yield Breach("PEPPOL-EN16931-R061", f"payment {place}.mandate")


def _dutch(document: Document, wants: bool, missing: str, unknown: str) -> Iterator[Breach]:
    if wants and not document.payments:
        yield Breach(missing, "payments")
    if any(payment.means not in tuple(Means) for payment in document.payments):
        yield Breach(unknown, "payments.means")


def _whole(payment: Payment, place: str) -> Iterator[Breach]:
    if not payment.means:
        yield Breach("BR-49", f"{place}.means")
    if payment.means in _BY_TRANSFER and not payment.account:
        yield Breach("BR-61", f"{place}.account")
