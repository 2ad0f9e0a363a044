"""An invoice of the books as a document of the treaty.

Amounts are those of the books, so VAT is rounded per line (docs/decisions, page 38).
In a credit note the signs are turned: what is given back is positive.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from bonbrug.books.documents.parties import buyer_of, seller_of
from bonbrug.books.documents.payments import payments_of, terms_of
from bonbrug.books.documents.unit_codes import unit_code
from bonbrug.books.documents.vat_categories import category_of, untaxed_category
from bonbrug.books.models import Delivery, Invoice, InvoiceLine
from bonbrug.values.money import NOTHING, total
from bonbrug.wire.ubl.codes import Category, Kind, Profile
from bonbrug.wire.ubl.records import Document, Line, Party, TaxCategory, TaxShare, Totals

Categorised = tuple[InvoiceLine, TaxCategory]


def document_of(invoice: Invoice, profile: Profile) -> Document:
    """Return the invoice, whole or not: what is missing is absent."""
    lines, sign = list(invoice.lines.all()), -1 if invoice.gross < 0 else 1
    untaxed = untaxed_category(invoice, lines)
    charged = [(line, category_of(line, untaxed)) for line in lines]
    collects = invoice.delivery == Delivery.DIRECT_DEBIT
    seller = seller_of(invoice.administration, collects=collects)
    buyer = buyer_of(invoice.relation)
    within_eu = any(category.code == Category.WITHIN_EU for _line, category in charged)
    return Document(
        profile=profile,
        kind=Kind.CREDIT_NOTE if sign < 0 else Kind.INVOICE,
        is_credit_note=sign < 0,
        number=invoice.number,
        issued=invoice.date,
        due=invoice.due_on if sign > 0 else None,
        note=invoice.text,
        buyer_reference=invoice.relation.buyer_reference,
        order_reference=invoice.reference,
        corrects=(invoice.credits.number,) if invoice.credits else (),
        seller=seller,
        buyer=_beyond_vat(buyer) if untaxed.code == Category.OUTSIDE_SCOPE else buyer,
        # A day of delivery that differs from the invoice's would stand on it: Wet OB, article 35a.
        delivered=invoice.date if within_eu else None,
        delivery_country=buyer.address.country if within_eu else "",
        payments=payments_of(invoice),
        terms=terms_of(invoice),
        tax=turned(invoice.vat, sign),
        shares=breakdown(charged, sign),
        totals=_totals(invoice, sign),
        lines=tuple(_line(line, category, sign) for line, category in charged),
    )


def _totals(invoice: Invoice, sign: int) -> Totals:
    net, gross = turned(invoice.net, sign), turned(invoice.gross, sign)
    return Totals(lines=net, exclusive=net, inclusive=gross, payable=gross)


def _beyond_vat(buyer: Party) -> Party:
    """Leave the VAT number out: beside category O there is none (BR-O-02)."""
    return replace(buyer, vat_number="")


def _line(line: InvoiceLine, category: TaxCategory, sign: int) -> Line:
    # A price is never below nothing (BR-27); the quantity takes its sign.
    towards = -sign if line.price < 0 else sign
    words = line.description.strip()
    name = words.partition("\n")[0].strip()
    return Line(
        number=str(line.position),
        quantity=turned(line.quantity, towards),
        unit=unit_code(line.unit),
        amount=turned(line.net, sign),
        name=name,
        description=words if words != name else "",
        code=line.code,
        category=replace(category, reason=""),
        price=abs(line.price),
    )


def breakdown(charged: Sequence[Categorised], sign: int) -> tuple[TaxShare, ...]:
    """Return the breakdown: one row for each category and rate, in the order of the lines."""
    rows: dict[TaxCategory, list[InvoiceLine]] = {}
    for line, category in charged:
        rows.setdefault(category, []).append(line)
    return tuple(
        TaxShare(
            turned(total(line.net for line in lines), sign),
            turned(total(line.vat for line in lines), sign),
            category,
        )
        for category, lines in rows.items()
    )


def turned(amount: Decimal, sign: int) -> Decimal:
    """Return the amount or its opposite; nothing has no sign."""
    return amount if sign > 0 else NOTHING - amount
