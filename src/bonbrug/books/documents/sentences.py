"""What is missing for an electronic invoice, in plain words, and where it is filled in."""

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, gettext_noop

from bonbrug.books.documents.numbers import DIGITS, UNCHARGEABLE
from bonbrug.wire.ubl.codes import Profile

PROFILES: dict[Profile | None, str | Promise] = {
    None: "",
    Profile.NLCIUS: gettext_lazy("NLCIUS (SI-UBL 2.0), for customers in the Netherlands"),
    Profile.G_ACCOUNT: gettext_lazy("NLCIUS with a part for your G-account"),
    Profile.BIS3: gettext_lazy("Peppol BIS 3, for customers abroad or without KvK number"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A field of a page: ``firm``, ``relation`` or ``invoice``; '' is the page as a whole."""

    page: str
    field: str
    sentence: str


FIRM, RELATION, INVOICE = "firm", "relation", "invoice"
PLACES: dict[str, Place] = {
    "seller.name": Place(FIRM, "name", gettext_noop("Your company has no name.")),
    "seller.street": Place(FIRM, "street", gettext_noop("Your street and number are missing.")),
    "seller.postcode": Place(FIRM, "postal_code", gettext_noop("Your postcode is missing.")),
    "seller.city": Place(FIRM, "city", gettext_noop("Your place is missing.")),
    "seller.country": Place(FIRM, "country", gettext_noop("Your country is not known.")),
    "seller.legal_id": Place(FIRM, "kvk_number", gettext_noop("Your KvK number is missing.")),
    "seller.endpoint": Place(FIRM, "kvk_number", gettext_noop("Your KvK number is missing.")),
    "seller.vat_number": Place(FIRM, "vat_number", gettext_noop("Your VAT number is missing.")),
    "buyer.name": Place(RELATION, "name", gettext_noop("The customer has no name.")),
    "buyer.street": Place(
        RELATION, "address", gettext_noop("The customer's street and number are missing.")
    ),
    "buyer.postcode": Place(
        RELATION, "postal_code", gettext_noop("The customer's postcode is missing.")
    ),
    "buyer.city": Place(RELATION, "city", gettext_noop("The customer's place is missing.")),
    "buyer.country": Place(
        RELATION, "country", gettext_noop("The customer's country is not known. Write its name.")
    ),
    "buyer.legal_id": Place(
        RELATION, "kvk_number", gettext_noop("The customer's KvK number or OIN is missing.")
    ),
    "buyer.vat_number": Place(
        RELATION, "vat_number", gettext_noop("The customer's VAT number is missing.")
    ),
    "buyer.endpoint": Place(
        RELATION,
        "vat_number",
        gettext_noop("The customer has no KvK number, OIN or VAT number to be reached by."),
    ),
    "buyer_reference": Place(
        RELATION,
        "buyer_reference",
        gettext_noop("The customer's reference is missing, and so is Your reference."),
    ),
    "corrects": Place(
        INVOICE, "", gettext_noop("A credit invoice must name the invoice that it credits.")
    ),
    "payments": Place(FIRM, "iban", gettext_noop("Your IBAN is missing.")),
    "payment 1.account": Place(FIRM, "iban", gettext_noop("Your IBAN is missing.")),
    "payment 2.account": Place(
        FIRM, "g_iban", gettext_noop("The IBAN of your G-account is missing.")
    ),
    "payment 1.mandate": Place(
        INVOICE, "debit_mandate_id", gettext_noop("The mandate of the direct debit is missing.")
    ),
    "buyer.account": Place(RELATION, "iban", gettext_noop("The customer's IBAN is missing.")),
    "buyer.payer_account": Place(
        INVOICE, "debit_iban", gettext_noop("The customer's IBAN is missing.")
    ),
    "share.reason": Place(
        FIRM,
        "untaxed_reason",
        gettext_noop("The reason why lines without VAT have none is missing."),
    ),
    "line.name": Place(INVOICE, "", gettext_noop("A line has no description.")),
}
WRONG: dict[str, str] = {
    "seller.legal_id": gettext_noop("Your KvK number or OIN is not right."),
    "seller.vat_number": gettext_noop("Your VAT number is not right."),
    "buyer.legal_id": gettext_noop("The customer's KvK number or OIN is not right."),
    "buyer.vat_number": gettext_noop("The customer's VAT number is not right."),
    "buyer.account": gettext_noop("The customer's IBAN is not right."),
    "buyer.payer_account": gettext_noop("The customer's IBAN is not right."),
    "payment 1.account": gettext_noop("Your IBAN is not right."),
    "payment 2.account": gettext_noop("The IBAN of your G-account is not right."),
}
NO_CATEGORY = Place(
    INVOICE, "", gettext_noop("The VAT rate of a line does not say which VAT was charged.")
)
OTHER = Place(INVOICE, "", gettext_noop("The amounts or VAT rates do not agree with each other."))


def place_of(rule: str, place: str) -> Place:
    """Return where a breach is repaired, and its sentence."""
    if rule in (UNCHARGEABLE, "BR-CO-04", "BR-47"):
        return NO_CATEGORY
    if re.fullmatch(r"BR-(E|O)-10", rule):
        return PLACES["share.reason"]
    known = PLACES.get(re.sub(r"^line \d+", "line", place), OTHER)
    if rule in (DIGITS, "BR-CO-09") and place in WRONG:
        return Place(known.page, known.field, WRONG[place])
    return known
