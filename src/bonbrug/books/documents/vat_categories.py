"""From the VAT codes of the books to the categories of EN 16931, with the reason on the invoice.

| code | category | because |
|---|---|---|
| HOOG, LAAG (all) | S | a rate is charged |
| GEEN | E, or O | nothing is charged, for a reason that the firm gives; see below |
| VERL (both) | AE | the customer in the Netherlands owes it; one reason, so one breakdown |
| BI_EU_VERK_D | AE | a service: the customer in the EU owes it; K is for goods |
| BI_EU_VERK | K | goods that go to another country of the EU |
| BU_EU_VERK | G | goods that leave the EU |
| AFST, AFW (all) | none | the books do not know which rate of which country was charged |

GEEN: exempt, or the small business scheme (Wet OB, article 25). E stands beside other categories
and wants the firm's VAT number; O is for a firm without one, and stands alone. It is never Z,
since nobody here knows that a rate of 0 holds.
"""

from decimal import Decimal

from bonbrug.books.models import Invoice, InvoiceLine
from bonbrug.values import vat
from bonbrug.values.vat_treatments import SMALL_BUSINESS
from bonbrug.wire.ubl.codes import Category
from bonbrug.wire.ubl.records import TaxCategory

UNTAXED = "GEEN"
CATEGORIES: dict[str, tuple[Category, str]] = {
    "HOOG_VERK_21": (Category.STANDARD, ""),
    "LAAG_VERK_9": (Category.STANDARD, ""),
    "HOOG_VERK": (Category.STANDARD, ""),
    "LAAG_VERK": (Category.STANDARD, ""),
    "VERL_VERK": (Category.REVERSE_CHARGE, "Btw verlegd"),
    "VERL_VERK_L9": (Category.REVERSE_CHARGE, "Btw verlegd"),
    "BI_EU_VERK_D": (Category.REVERSE_CHARGE, "Btw verlegd"),
    "BI_EU_VERK": (Category.WITHIN_EU, "Intracommunautaire levering"),
    "BU_EU_VERK": (Category.EXPORT, "Levering buiten de EU"),
}
UNKNOWN = TaxCategory("", None)


def category_of(line: InvoiceLine, untaxed: TaxCategory) -> TaxCategory:
    """Return the category of a line; `untaxed` is that of a line without VAT."""
    found, code = vat.known_code(line.vat_code), vat.bare_code(line.vat_code)
    if code == UNTAXED:
        return untaxed
    if found is None or code not in CATEGORIES:
        return UNKNOWN
    category, reason = CATEGORIES[code]
    rate = found.rate_on(line.invoice.vat_date) if category is Category.STANDARD else Decimal(0)
    return TaxCategory(category, rate, reason)


def untaxed_category(invoice: Invoice, lines: list[InvoiceLine]) -> TaxCategory:
    """Return what a line without VAT is on an invoice with these lines."""
    reason = untaxed_reason(invoice)
    alone = all(line.vat_code == UNTAXED for line in lines)
    if alone and not invoice.administration.vat_number:
        return TaxCategory(Category.OUTSIDE_SCOPE, None, reason)
    return TaxCategory(Category.EXEMPT, Decimal(0), reason)


def untaxed_reason(invoice: Invoice) -> str:
    """Return why a line without VAT has none: the scheme on that day, or what the firm says."""
    firm = invoice.administration
    return SMALL_BUSINESS if firm.is_exempt_on(invoice.vat_date) else firm.untaxed_reason.strip()
