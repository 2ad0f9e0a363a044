"""The table of the treaty: which element carries what, in the order that the schema wants.

`cac:` elements hold others, `cbc:` elements hold a value. What is absent is not written: an
empty element is forbidden (PEPPOL-EN16931-R008).
"""

from dataclasses import dataclass
from enum import Enum


class Form(Enum):
    """How a value is written."""

    PLAIN = "plain"
    AMOUNT = "amount"  # with its currency
    QUANTITY = "quantity"  # with its unit
    FIXED = "fixed"  # a word that is always the same


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value: `source` is its place in the record, or the word itself when it is fixed."""

    tag: str
    source: str
    form: Form = Form.PLAIN


@dataclass(frozen=True, slots=True)
class Branch:
    """Elements inside an element: of the same record, of a part of it, or of each in a list."""

    tag: str
    source: str
    parts: "tuple[Leaf | Branch, ...]"


def amount(tag: str, source: str) -> Leaf:
    return Leaf(tag, source, Form.AMOUNT)


def within(tag: str, *parts: Leaf | Branch) -> Branch:
    """Put parts of the same record in an element."""
    return Branch(tag, "", parts)


VAT = within("cac:TaxScheme", Leaf("cbc:ID", "VAT", Form.FIXED))
CATEGORY = (Leaf("cbc:ID", "code"), Leaf("cbc:Percent", "rate"))
COUNTRY = within("cac:Country", Leaf("cbc:IdentificationCode", "country"))

PARTY = (
    Leaf("cbc:EndpointID", "endpoint"),
    within("cac:PartyIdentification", Leaf("cbc:ID", "creditor")),
    within("cac:PartyName", Leaf("cbc:Name", "name")),
    Branch(
        "cac:PostalAddress",
        "address",
        (
            Leaf("cbc:StreetName", "street"),
            Leaf("cbc:CityName", "city"),
            Leaf("cbc:PostalZone", "postcode"),
            COUNTRY,
        ),
    ),
    Branch("cac:PartyTaxScheme", "", (Leaf("cbc:CompanyID", "vat_number"), VAT)),
    within(
        "cac:PartyLegalEntity",
        Leaf("cbc:RegistrationName", "name"),
        Leaf("cbc:CompanyID", "legal_id"),
    ),
    within(
        "cac:Contact",
        Leaf("cbc:Name", "contact"),
        Leaf("cbc:Telephone", "phone"),
        Leaf("cbc:ElectronicMail", "email"),
    ),
)
PAYMENT = (
    Leaf("cbc:ID", "name"),
    Leaf("cbc:PaymentMeansCode", "means"),
    Leaf("cbc:PaymentID", "reference"),
    within("cac:PayeeFinancialAccount", Leaf("cbc:ID", "account")),
    within(
        "cac:PaymentMandate",
        Leaf("cbc:ID", "mandate"),
        within("cac:PayerFinancialAccount", Leaf("cbc:ID", "payer_account")),
    ),
)
TERM = (
    Leaf("cbc:PaymentMeansID", "payment"),
    Leaf("cbc:Note", "note"),
    amount("cbc:Amount", "amount"),
)
ALLOWANCE = (
    Leaf("cbc:ChargeIndicator", "is_charge"),
    Leaf("cbc:AllowanceChargeReason", "reason"),
    amount("cbc:Amount", "amount"),
    Branch("cac:TaxCategory", "category", (*CATEGORY, VAT)),
)
SHARE = (
    amount("cbc:TaxableAmount", "taxable"),
    amount("cbc:TaxAmount", "tax"),
    Branch(
        "cac:TaxCategory",
        "category",
        (*CATEGORY, Leaf("cbc:TaxExemptionReason", "reason"), VAT),
    ),
)
TOTALS = (
    amount("cbc:LineExtensionAmount", "lines"),
    amount("cbc:TaxExclusiveAmount", "exclusive"),
    amount("cbc:TaxInclusiveAmount", "inclusive"),
    amount("cbc:AllowanceTotalAmount", "allowances"),
    amount("cbc:ChargeTotalAmount", "charges"),
    amount("cbc:PrepaidAmount", "prepaid"),
    amount("cbc:PayableRoundingAmount", "rounding"),
    amount("cbc:PayableAmount", "payable"),
)
