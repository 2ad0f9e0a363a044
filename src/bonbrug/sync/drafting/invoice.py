"""From drafted lines to the frozen invoice, and what the books must find in it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bonbrug.sync.drafting.heading import heading
from bonbrug.sync.drafting.lines import totals_of
from bonbrug.sync.marker import tag_of
from bonbrug.sync.model.capabilities import BooksCapabilities
from bonbrug.sync.model.records import Delivery, Invoice, InvoiceLine, WorkOrder
from bonbrug.sync.model.settings import SyncSettings
from bonbrug.values.text import cut
from bonbrug.values.vat import Totals

# Why no invoice can be made with the settings as they are.
GAPS = frozenset({"delivery_impossible", "no_template", "template_too_long"})


def settings_gap(choices: SyncSettings, books: BooksCapabilities) -> str:
    """Return why no invoice can be made with these settings ('' when one can)."""
    if choices.delivery not in books.deliveries:
        return "delivery_impossible"
    if not books.needs_template:
        return ""
    if not choices.template:
        return "no_template"
    return "template_too_long" if len(choices.template) > books.limits.template else ""


def invoice_of(
    relation_code: str,
    lines: tuple[InvoiceLine, ...],
    choices: SyncSettings,
    marker: str,
    day: date,
    books: BooksCapabilities,
    order: WorkOrder | None = None,
) -> Invoice:
    """Freeze the invoice, still without a number.

    The marker ends the first row of the heading of the work order, before the first line's own
    text; without a heading it ends that text. `relation_code` is the customer's code as the books
    write it.
    """
    first = lines[0].description
    if choices.heading and order is not None:
        text = f"{heading(order, marker, books.texts)}\n{first}"
    else:
        text = f"{first}\n{marker}"
    return Invoice(
        number="",
        relation_code=relation_code,
        day=day,
        term_days=choices.term_days,
        template=choices.template if books.needs_template else "",
        book=choices.book,
        booking_text=cut(marker, books.limits.booking_text),
        lines=(replace(lines[0], description=text), *lines[1:]),
    )


def collective_invoice(
    invoices: Sequence[Invoice], own: str, marker: str, books: BooksCapabilities
) -> Invoice:
    """Put what several work orders of one customer would be invoiced as on one invoice.

    Each part keeps its own heading or marker; `marker` takes the place of the first one's `own`.
    """
    first, *others = (line for invoice in invoices for line in invoice.lines)
    text = first.description.replace(tag_of(own), tag_of(marker))
    whole = replace(
        invoices[0],
        booking_text=cut(marker, books.limits.booking_text),
        lines=(replace(first, description=text), *others),
    )
    return replace(whole, delivery=_way_of(whole, invoices))


def _way_of(whole: Invoice, parts: Sequence[Invoice]) -> Delivery:
    """Return how it goes out: as what is to be paid does, and nothing is collected otherwise."""
    paid = [part.delivery for part in parts if expected_totals(part).gross > 0]
    if expected_totals(whole).gross > 0 and paid:
        return paid[0]
    return parts[0].delivery.uncollected


def expected_totals(invoice: Invoice) -> Totals:
    """Return what the books must find: net per line in cents, VAT per line."""
    return totals_of(invoice.lines, invoice.day)
