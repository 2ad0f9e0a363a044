"""An invoice on paper: typst sets it, and the words of people go in as data, never as markup."""

import re
from datetime import datetime, time
from decimal import Decimal
from pathlib import Path

from bonbrug.books.documents.payments import blocked_part
from bonbrug.books.documents.preflight import preflight
from bonbrug.books.models import Delivery, Invoice, InvoiceLine, OpenItem
from bonbrug.books.pages.cells import price
from bonbrug.books.pages.vat_names import rate_name, spread_vat
from bonbrug.books.pages.vat_remarks import vat_remarks
from bonbrug.ui import paper
from bonbrug.ui.templatetags.ui import amount, day, euro, quantity
from bonbrug.values.clock import AMSTERDAM
from bonbrug.values.money import NOTHING, total

LAYOUT = Path(__file__).parents[1] / "templates" / "books" / "invoice.typ"
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def invoice_pdf(invoice: Invoice) -> bytes:
    """Set one invoice, with the electronic invoice in it if it can be one."""
    return set_paper(invoice, preflight(invoice).ubl)


def set_paper(invoice: Invoice, ubl: bytes | None) -> bytes:
    """Set one invoice on A4 and return the PDF, with this electronic invoice in it.

    It claims PDF/A-3a and PDF/UA-1; the same invoice gives the same bytes.
    """
    lines = list(invoice.lines.all())
    midnight = datetime.combine(invoice.date, time(), AMSTERDAM)
    inputs = {"ubl": (ubl or b"").decode("utf-8")}
    return paper.set_paper(LAYOUT, paper_of(invoice, lines), midnight, inputs)


def paper_of(invoice: Invoice, lines: list[InvoiceLine]) -> dict[str, object]:
    """Return everything that stands on the paper, as the layout names it."""
    template = invoice.template
    credit = invoice.is_credit
    return {
        "accent": template.accent if COLOUR.fullmatch(template.accent) else "#1b6e53",
        "title": f"{'Creditfactuur' if credit else 'Factuur'} {invoice.number}",
        "heading": "Creditfactuur" if credit else "Factuur",
        "seller": _seller(invoice),
        "buyer": _buyer(invoice),
        "facts": _facts(invoice),
        "intro": "\n\n".join(part for part in (template.text, invoice.text) if part),
        "lines": [_line(line) for line in lines],
        "net": euro(invoice.net),
        "vat": [
            {"name": share.name, "amount": euro(share.vat)}
            for share in spread_vat(lines, invoice.vat_date)
        ],
        "gross": euro(invoice.gross),
        "remarks": vat_remarks(invoice, lines),
        "payment": _payment(invoice, credit=credit),
        "closing": template.footer,
    }


def _seller(invoice: Invoice) -> dict[str, object]:
    firm = invoice.administration
    numbers = (("KvK", firm.kvk_number), ("Btw", firm.vat_number), ("IBAN", firm.iban))
    return {
        "name": firm.name,
        "address": _filled(firm.street, f"{firm.postal_code} {firm.city}"),
        "foot": [f"{name} {value}" for name, value in numbers if value],
    }


def _buyer(invoice: Invoice) -> dict[str, object]:
    buyer = invoice.relation
    place = f"{buyer.postal_code}  {buyer.city}"
    attention = f"t.a.v. {buyer.contact}" if buyer.contact else ""
    return {
        "name": buyer.name,
        "address": _filled(attention, buyer.address, place, buyer.country),
        "vat_number": buyer.vat_number,
    }


def _filled(*rows: str) -> list[str]:
    return [row.strip() for row in rows if row.strip()]


def _facts(invoice: Invoice) -> list[tuple[str, str]]:
    first = invoice.credits
    facts = (
        ("Factuurnummer", invoice.number),
        ("Credit van factuur", f"{first.number} van {day(first.date)}" if first else ""),
        ("Factuurdatum", day(invoice.date)),
        ("Uiterste betaaldatum", "" if invoice.is_credit else day(invoice.due_on)),
        ("Relatienummer", invoice.relation.code),
        ("Uw kenmerk", invoice.reference),
    )
    return [(name, value) for name, value in facts if value]


def _line(line: InvoiceLine) -> dict[str, str]:
    return {
        "quantity": quantity(line.quantity),
        "unit": line.unit,
        "code": line.code,
        "description": line.description,
        "price": price(line.price),
        "net": amount(line.net),
        "rate": rate_name(line.vat_code, line.invoice.vat_date),
    }


def _payment(invoice: Invoice, *, credit: bool) -> str:
    sum_, due, number = euro(abs(invoice.gross)), day(invoice.due_on), invoice.number
    if credit:
        return _repayment(invoice)
    if invoice.delivery == Delivery.DIRECT_DEBIT:
        return f"Wij schrijven {sum_} uiterlijk {due} van uw rekening af."
    if invoice.administration.g_iban and (parts := blocked_part(invoice)):
        return _in_two_parts(invoice, *parts)
    account = invoice.administration.iban
    to = f" over te maken op rekening {account}" if account else " te betalen"
    return (
        f"Wij verzoeken u {sum_} uiterlijk {due}{to} onder vermelding van factuurnummer {number}."
    )


def _in_two_parts(invoice: Invoice, free: Decimal, blocked: Decimal) -> str:
    firm = invoice.administration
    return (
        f"Wij verzoeken u {euro(invoice.gross)} uiterlijk {day(invoice.due_on)} over te maken: "
        f"{euro(free)} op rekening {firm.iban} en {euro(blocked)} op G-rekening {firm.g_iban}, "
        f"onder vermelding van factuurnummer {invoice.number}."
    )


def _repayment(invoice: Invoice) -> str:
    """Say what becomes of the money: offset against the first invoice, paid back, or both."""
    number, first = invoice.number, invoice.credits
    settled = _settled_with_first(invoice)
    back = abs(invoice.gross) - settled
    sentences = []
    if settled and first:
        sentences.append(f"Wij verrekenen {euro(settled)} met factuur {first.number}.")
    if back:
        sentences.append(
            f"Wij betalen {euro(back)} aan u terug onder vermelding van factuurnummer {number}."
        )
    return " ".join(sentences)


def _settled_with_first(invoice: Invoice) -> Decimal:
    item: OpenItem | None = getattr(invoice, "open_item", None)
    if item is None or invoice.credits_id is None:
        return NOTHING
    settled = item.offsets_as_credit.filter(claim__invoice_id=invoice.credits_id)
    return total(settled.values_list("amount", flat=True))
