"""How an electronic invoice is paid."""

from decimal import Decimal

from bonbrug.books.documents.profiles import wants_blocked_part
from bonbrug.books.models import Delivery, Invoice
from bonbrug.values.identifiers import bare
from bonbrug.values.money import cents
from bonbrug.wire.ubl.codes import BENEFICIARY, BLOCKED, Means
from bonbrug.wire.ubl.records import Payment, Term

REPAID = "Wij betalen dit bedrag aan u terug of verrekenen het met wat nog openstaat."


def payments_of(invoice: Invoice) -> tuple[Payment, ...]:
    """Return the ways of paying; none when nothing is to be paid."""
    if not invoice.gross:
        return ()
    if invoice.gross < 0:
        return (_repayment(invoice),)
    if invoice.delivery == Delivery.DIRECT_DEBIT:
        return (_collection(invoice),)
    firm = invoice.administration
    if not wants_blocked_part(invoice):
        return (_transfer(invoice, firm.iban),) if firm.iban else ()
    return (
        _transfer(invoice, firm.iban, BENEFICIARY),
        _transfer(invoice, firm.g_iban, BLOCKED),
    )


def terms_of(invoice: Invoice) -> tuple[Term, ...]:
    """Return how much goes where, when it goes to two accounts; and words about a repayment."""
    if invoice.gross < 0:
        return (Term(note=REPAID),)
    if not (parts := blocked_part(invoice)):
        return ()
    return (
        Term(payment=BENEFICIARY, amount=parts[0]),
        Term(payment=BLOCKED, amount=parts[1]),
    )


def blocked_part(invoice: Invoice) -> tuple[Decimal, Decimal] | None:
    """Return what goes to our account and what to the blocked one; None when all goes to ours."""
    if not wants_blocked_part(invoice):
        return None
    blocked = cents(invoice.gross * invoice.relation.g_share / 100)
    return invoice.gross - blocked, blocked


def _transfer(invoice: Invoice, account: str, name: str = "") -> Payment:
    return Payment(
        means=Means.SEPA_TRANSFER, name=name, reference=invoice.number, account=bare(account)
    )


def _collection(invoice: Invoice) -> Payment:
    mandate, account = _agreed(invoice)
    return Payment(
        means=Means.SEPA_DIRECT_DEBIT,
        reference=invoice.number,
        mandate=mandate.strip(),
        payer_account=bare(account),
    )


def _agreed(invoice: Invoice) -> tuple[str, str]:
    """Return mandate and account: those that are collected on, else those that came with it."""
    debit = invoice.direct_debits.select_related("mandate").last()
    if debit and debit.mandate:
        return debit.mandate.reference, debit.mandate.iban
    details = invoice.delivery_details
    return str(details.get("mandate_id", "")), str(details.get("iban", ""))


def _repayment(invoice: Invoice) -> Payment:
    """Pay into the customer's account when it is known; else it is settled as agreed."""
    account = bare(invoice.relation.iban)
    means = Means.SEPA_TRANSFER if account else Means.STANDING_AGREEMENT
    return Payment(means=means, reference=invoice.number, account=account)
