"""UBL to the record, leniently: what is not there is absent, so that the rules can say so.

For tests only; the program writes electronic invoices and reads none.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from lxml import etree

from bonbrug.wire.ubl.records import (
    Address,
    Allowance,
    Document,
    Identifier,
    Line,
    Party,
    Payment,
    TaxCategory,
    TaxShare,
    Term,
    Totals,
)
from bonbrug.wire.ubl.writing import SPACES

Element = etree._Element


def read(data: bytes) -> Document:
    """Return the document of a whole UBL file."""
    root = etree.fromstring(data)
    is_credit_note = etree.QName(root).localname == "CreditNote"
    line = "CreditNoteLine" if is_credit_note else "InvoiceLine"
    say = partial(text, root)
    return Document(
        profile=say("cbc:CustomizationID"),
        kind=say("cbc:InvoiceTypeCode") or say("cbc:CreditNoteTypeCode"),
        is_credit_note=is_credit_note,
        number=say("cbc:ID"),
        issued=day(root, "cbc:IssueDate"),
        due=day(root, "cbc:DueDate"),
        note=say("cbc:Note"),
        buyer_reference=say("cbc:BuyerReference"),
        order_reference=say("cac:OrderReference/cbc:ID"),
        corrects=tuple(
            text(each, "cac:InvoiceDocumentReference/cbc:ID")
            for each in all_of(root, "cac:BillingReference")
        ),
        seller=_party(root, "cac:AccountingSupplierParty/cac:Party"),
        buyer=_party(root, "cac:AccountingCustomerParty/cac:Party"),
        delivered=day(root, "cac:Delivery/cbc:ActualDeliveryDate"),
        delivery_country=say(
            "cac:Delivery/cac:DeliveryLocation/cac:Address/cac:Country/cbc:IdentificationCode"
        ),
        payments=each(root, "cac:PaymentMeans", _payment),
        terms=each(root, "cac:PaymentTerms", _term),
        allowances=each(root, "cac:AllowanceCharge", _allowance),
        tax=number(root, "cac:TaxTotal/cbc:TaxAmount"),
        shares=each(root, "cac:TaxTotal/cac:TaxSubtotal", _share),
        totals=_totals(root),
        lines=each(root, f"cac:{line}", _line),
    )


def text(element: Element, path: str) -> str:
    return (element.findtext(path, namespaces=SPACES) or "").strip()


def number(element: Element, path: str) -> Decimal | None:
    found = text(element, path)
    return Decimal(found) if found else None


def day(element: Element, path: str) -> date | None:
    found = text(element, path)
    return date.fromisoformat(found) if found else None


def all_of(element: Element, path: str) -> list[Element]:
    return element.findall(path, namespaces=SPACES)


def each(element: Element, path: str, read_one: Callable[[Element], Any]) -> tuple[Any, ...]:
    return tuple(read_one(found) for found in all_of(element, path))


def identifier(element: Element, path: str) -> Identifier | None:
    found = element.find(path, namespaces=SPACES)
    if found is None:
        return None
    return Identifier((found.text or "").strip(), found.get("schemeID", ""))


def _party(root: Element, path: str) -> Party:
    party = root.find(path, namespaces=SPACES)
    if party is None:
        return Party(name="", address=Address())
    place = partial(text, party)
    return Party(
        name=place("cac:PartyLegalEntity/cbc:RegistrationName"),
        address=Address(
            place("cac:PostalAddress/cbc:StreetName"),
            place("cac:PostalAddress/cbc:CityName"),
            place("cac:PostalAddress/cbc:PostalZone"),
            place("cac:PostalAddress/cac:Country/cbc:IdentificationCode"),
        ),
        endpoint=identifier(party, "cbc:EndpointID"),
        creditor=identifier(party, "cac:PartyIdentification/cbc:ID"),
        vat_number=place("cac:PartyTaxScheme/cbc:CompanyID"),
        legal_id=identifier(party, "cac:PartyLegalEntity/cbc:CompanyID"),
        contact=place("cac:Contact/cbc:Name"),
        phone=place("cac:Contact/cbc:Telephone"),
        email=place("cac:Contact/cbc:ElectronicMail"),
    )


def _payment(element: Element) -> Payment:
    return Payment(
        means=text(element, "cbc:PaymentMeansCode"),
        name=text(element, "cbc:ID"),
        reference=text(element, "cbc:PaymentID"),
        account=text(element, "cac:PayeeFinancialAccount/cbc:ID"),
        mandate=text(element, "cac:PaymentMandate/cbc:ID"),
        payer_account=text(element, "cac:PaymentMandate/cac:PayerFinancialAccount/cbc:ID"),
    )


def _term(element: Element) -> Term:
    return Term(
        payment=text(element, "cbc:PaymentMeansID"),
        note=text(element, "cbc:Note"),
        amount=number(element, "cbc:Amount"),
    )


def _category(element: Element, path: str) -> TaxCategory:
    reason = text(element, f"{path}/cbc:TaxExemptionReason")
    code = text(element, f"{path}/cbc:TaxExemptionReasonCode")
    rate = number(element, f"{path}/cbc:Percent")
    return TaxCategory(text(element, f"{path}/cbc:ID"), rate, reason or code)


def _allowance(element: Element) -> Allowance:
    has_category = element.find("cac:TaxCategory", namespaces=SPACES) is not None
    return Allowance(
        is_charge=text(element, "cbc:ChargeIndicator") == "true",
        amount=number(element, "cbc:Amount") or Decimal(0),
        reason=text(element, "cbc:AllowanceChargeReason"),
        category=_category(element, "cac:TaxCategory") if has_category else None,
    )


def _share(element: Element) -> TaxShare:
    return TaxShare(
        number(element, "cbc:TaxableAmount"),
        number(element, "cbc:TaxAmount"),
        _category(element, "cac:TaxCategory"),
    )


def _totals(root: Element) -> Totals:
    amount = partial(number, root)
    sums = "cac:LegalMonetaryTotal/cbc:"
    return Totals(
        lines=amount(f"{sums}LineExtensionAmount"),
        exclusive=amount(f"{sums}TaxExclusiveAmount"),
        inclusive=amount(f"{sums}TaxInclusiveAmount"),
        payable=amount(f"{sums}PayableAmount"),
        allowances=amount(f"{sums}AllowanceTotalAmount"),
        charges=amount(f"{sums}ChargeTotalAmount"),
        prepaid=amount(f"{sums}PrepaidAmount"),
        rounding=amount(f"{sums}PayableRoundingAmount"),
    )


def _line(element: Element) -> Line:
    name = "cbc:InvoicedQuantity"
    quantity = element.find(name, namespaces=SPACES)
    if quantity is None:
        name = "cbc:CreditedQuantity"
        quantity = element.find(name, namespaces=SPACES)
    return Line(
        number=text(element, "cbc:ID"),
        quantity=number(element, name),
        unit="" if quantity is None else quantity.get("unitCode", ""),
        amount=number(element, "cbc:LineExtensionAmount"),
        name=text(element, "cac:Item/cbc:Name"),
        description=text(element, "cac:Item/cbc:Description"),
        code=text(element, "cac:Item/cac:SellersItemIdentification/cbc:ID"),
        category=_category(element, "cac:Item/cac:ClassifiedTaxCategory"),
        price=number(element, "cac:Price/cbc:PriceAmount"),
        base_quantity=number(element, "cac:Price/cbc:BaseQuantity"),
        allowances=each(element, "cac:AllowanceCharge", _allowance),
    )
