"""The two documents of the treaty, each in the order of its own schema."""

from bonbrug.wire.ubl.codes import CURRENCY, PROCESS
from bonbrug.wire.ubl.elements import (
    ALLOWANCE,
    CATEGORY,
    PARTY,
    PAYMENT,
    SHARE,
    TERM,
    TOTALS,
    VAT,
    Branch,
    Form,
    Leaf,
    amount,
    within,
)

Part = Leaf | Branch

_OPENING: tuple[Part, ...] = (
    Leaf("cbc:CustomizationID", "profile"),
    Leaf("cbc:ProfileID", PROCESS, Form.FIXED),
    Leaf("cbc:ID", "number"),
    Leaf("cbc:IssueDate", "issued"),
)
_MIDDLE: tuple[Part, ...] = (
    Leaf("cbc:Note", "note"),
    Leaf("cbc:DocumentCurrencyCode", CURRENCY, Form.FIXED),
    Leaf("cbc:BuyerReference", "buyer_reference"),
    within("cac:OrderReference", Leaf("cbc:ID", "order_reference")),
    Branch(
        "cac:BillingReference",
        "corrects",
        (within("cac:InvoiceDocumentReference", Leaf("cbc:ID", "")),),
    ),
    within("cac:AccountingSupplierParty", Branch("cac:Party", "seller", PARTY)),
    within("cac:AccountingCustomerParty", Branch("cac:Party", "buyer", PARTY)),
    within(
        "cac:Delivery",
        Leaf("cbc:ActualDeliveryDate", "delivered"),
        within(
            "cac:DeliveryLocation",
            within(
                "cac:Address",
                within("cac:Country", Leaf("cbc:IdentificationCode", "delivery_country")),
            ),
        ),
    ),
    Branch("cac:PaymentMeans", "payments", PAYMENT),
    Branch("cac:PaymentTerms", "terms", TERM),
    Branch("cac:AllowanceCharge", "allowances", ALLOWANCE),
    within(
        "cac:TaxTotal", amount("cbc:TaxAmount", "tax"), Branch("cac:TaxSubtotal", "shares", SHARE)
    ),
    Branch("cac:LegalMonetaryTotal", "totals", TOTALS),
)


def _line(tag: str, quantity: str) -> Branch:
    return Branch(
        tag,
        "lines",
        (
            Leaf("cbc:ID", "number"),
            Leaf(quantity, "quantity", Form.QUANTITY),
            amount("cbc:LineExtensionAmount", "amount"),
            Branch("cac:AllowanceCharge", "allowances", ALLOWANCE),
            within(
                "cac:Item",
                Leaf("cbc:Description", "description"),
                Leaf("cbc:Name", "name"),
                within("cac:SellersItemIdentification", Leaf("cbc:ID", "code")),
                Branch("cac:ClassifiedTaxCategory", "category", (*CATEGORY, VAT)),
            ),
            within(
                "cac:Price",
                amount("cbc:PriceAmount", "price"),
                Leaf("cbc:BaseQuantity", "base_quantity"),
            ),
        ),
    )


INVOICE: tuple[Part, ...] = (
    *_OPENING,
    Leaf("cbc:DueDate", "due"),
    Leaf("cbc:InvoiceTypeCode", "kind"),
    *_MIDDLE,
    _line("cac:InvoiceLine", "cbc:InvoicedQuantity"),
)
# A credit note has no day before which it must be paid.
CREDIT_NOTE: tuple[Part, ...] = (
    *_OPENING,
    Leaf("cbc:CreditNoteTypeCode", "kind"),
    *_MIDDLE,
    _line("cac:CreditNoteLine", "cbc:CreditedQuantity"),
)
