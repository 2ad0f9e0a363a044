"""What the paper must say about the VAT of an invoice: the sentence, and both VAT numbers.

Source: Wet op de omzetbelasting 1968, article 35a; article 25 for the scheme for small businesses.
"""

from collections.abc import Iterable

from bonbrug.books.documents.vat_categories import UNTAXED, untaxed_reason
from bonbrug.books.models import Invoice, InvoiceLine
from bonbrug.books.pages.vat_names import remark_of
from bonbrug.values.vat import bare_code

# The customer owes the VAT, or acquires the goods: the invoice names both numbers.
WITH_NUMBERS = frozenset({"VERL_VERK", "VERL_VERK_L9", "BI_EU_VERK", "BI_EU_VERK_D"})


def vat_remarks(invoice: Invoice, lines: list[InvoiceLine]) -> list[str]:
    """Return the sentences, each once; none that stands in the text of a line already."""
    codes = {bare_code(line.vat_code) for line in lines}
    found = {_sentence(invoice, code) for code in codes} - {""}
    if UNTAXED in codes:
        found |= {untaxed_reason(invoice)} - {""}
    return sorted(text for text in found if not _is_said(text, lines))


def _sentence(invoice: Invoice, code: str) -> str:
    remark = remark_of(code)
    if not remark or code not in WITH_NUMBERS:
        return remark
    ours, theirs = invoice.administration.vat_number, invoice.relation.vat_number
    numbers = (("ons btw-nummer", ours), ("uw btw-nummer", theirs))
    named = ", ".join(f"{name} {number}" for name, number in numbers if number)
    return f"{remark} ({named})" if named else remark


def _is_said(text: str, lines: Iterable[InvoiceLine]) -> bool:
    return any(text in line.description for line in lines)
