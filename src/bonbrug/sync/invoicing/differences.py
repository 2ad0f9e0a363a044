"""In what a work order, or the books, differ from the invoice that was made: codes and numbers."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from bonbrug.sync.drafting.invoice import expected_totals
from bonbrug.sync.fingerprints import fingerprint_of
from bonbrug.sync.marker import is_ours
from bonbrug.sync.model.records import FoundInvoice, InvoiceLine
from bonbrug.sync.states.jobs import Intent, Job
from bonbrug.values.money import plain
from bonbrug.values.quantity import folded

MOST = 10
Sums = dict[str, tuple[str, Decimal, Decimal]]


def differences(invoiced: Sequence[InvoiceLine], now: Sequence[InvoiceLine]) -> str:
    """Return ``code|what|before|after`` per difference, with ``;`` between them ('' for none).

    What is ``quantity``, ``price``, ``added`` or ``removed``; the last two have one number. Lines
    with one code are taken together.
    """
    return ";".join(list(_pieces(_sums(invoiced), _sums(now)))[:MOST])


def _sums(lines: Sequence[InvoiceLine]) -> Sums:
    sums: Sums = {}
    for line in lines:
        key = folded(line.code)
        _, quantity, _ = sums.get(key, ("", Decimal(0), Decimal(0)))
        sums[key] = (_safe(line.code), quantity + line.quantity, line.price)
    return sums


def _safe(code: str) -> str:
    return code.replace("|", "/").replace(";", ",")


def _pieces(before: Sums, after: Sums) -> Iterator[str]:
    for key, (code, quantity, price) in after.items():
        if key not in before:
            yield f"{code}|added||{plain(quantity)}"
            continue
        _, had, cost = before[key]
        if had != quantity:
            yield f"{code}|quantity|{plain(had)}|{plain(quantity)}"
        if cost != price:
            yield f"{code}|price|{plain(cost)}|{plain(price)}"
    for key, (code, quantity, _) in before.items():
        if key not in after:
            yield f"{code}|removed|{plain(quantity)}|"


def why_not_credited(
    job: Job, first: Intent, found: FoundInvoice | None, around: Sequence[FoundInvoice]
) -> tuple[str, str]:
    """Return why a credit is not sent ('' when it may be), and which other invoice says so.

    Asked before every send of it, also of one that was claimed before: meanwhile somebody may have
    changed, deleted or credited the invoice, or given its number to another. `found` stands under
    the number that the credit takes back, `around` are those of the customer.
    """
    if found is None:
        return "credit_invoice_gone", ""
    if not _is_as_sent(first, found):
        return "credit_invoice_changed", ""
    gross = expected_totals(first.invoice).gross
    same = [one.number for one in around if gross and one.gross == -gross]
    if same and job.approved_fingerprint != circumstances("credit_there_already", same[0]):
        return "credit_there_already", same[0]
    return "", ""


def circumstances(code: str, other: str) -> str:
    """Return the fingerprint of a refusal, to which what a person says of it is bound."""
    return fingerprint_of([code, other])


def _is_as_sent(first: Intent, found: FoundInvoice) -> bool:
    """A number alone proves nothing; a text that was edited may have lost our tag."""
    amounts = expected_totals(first.invoice)
    same = (amounts.net, amounts.vat, amounts.gross) == (found.net, found.vat, found.gross)
    return same and (found.day == first.invoice.day or is_ours(found, first.marker))
