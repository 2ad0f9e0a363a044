"""What e-Boekhouden.nl can do over SOAP."""

from decimal import Decimal

from bonbrug.gateways.eboekhouden_soap.vat_codes import SENTENCES, VAT_CODES
from bonbrug.sync.model.capabilities import BooksCapabilities, InvoiceLimits, InvoiceTexts
from bonbrug.values.delivery import DeliveryKind
from bonbrug.wire.eboekhouden import limits

CAPABILITIES = BooksCapabilities(
    limits=InvoiceLimits(
        lines=limits.LINES[-1],
        relation_code=limits.RELATION_CODE,
        template=limits.TEMPLATE_NAME,
        booking_text=limits.BOOKING_TEXT,
        line_texts={
            "code": limits.LINE_CODE,
            "unit": limits.UNIT,
            "vat_code": limits.VAT_CODE,
            "ledger_code": limits.LEDGER_CODE,
        },
        amount=Decimal("999999999999.99"),  # of the books in the box; theirs is not published
        decimals=4,
        delivery_texts={
            **dict.fromkeys(("sender_address", "sender_name"), limits.ADDRESS),
            **dict.fromkeys(("iban", "holder", "city"), limits.ADDRESS),
            **dict.fromkeys(("mandate", "statement_1", "statement_2", "statement_3"), limits.SHORT),
        },
    ),
    texts=InvoiceTexts(
        work_order="werkbon",
        hours_unit="uren",
        minimum="aanvulling tot het minimum",
        credit_of="Credit van factuur",
        work_address="Werkadres",
        discount="korting",
        warranty="garantie",
        returned="retour",
        day_format="%d-%m-%Y",
        vat_sentences=SENTENCES,
    ),
    vat=VAT_CODES,
    credits=True,
    deliveries=frozenset(DeliveryKind),
)
