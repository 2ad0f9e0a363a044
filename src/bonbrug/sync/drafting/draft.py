"""Work orders → books: the invoice of a work order, or every reason why there is none. Pure."""

from dataclasses import dataclass
from datetime import date

from bonbrug.sync.drafting.delivery import delivery_of
from bonbrug.sync.drafting.fitting import check_whole
from bonbrug.sync.drafting.hours import NO_HOURS, Compared, Named
from bonbrug.sync.drafting.lines import Lines
from bonbrug.sync.drafting.materials import add_material
from bonbrug.sync.drafting.remarks import Remarks
from bonbrug.sync.drafting.terms import terms
from bonbrug.sync.drafting.visit import PriceBefore, Remembered, Visit
from bonbrug.sync.model.agreements import NOTHING_AGREED, CustomerAgreement
from bonbrug.sync.model.capabilities import BooksCapabilities
from bonbrug.sync.model.findings import Finding
from bonbrug.sync.model.records import BY_POST, Delivery, InvoiceLine, WorkOrder
from bonbrug.sync.model.settings import SyncSettings
from bonbrug.sync.vat.facts import VatFacts
from bonbrug.sync.vat.order_vat import LineVat, OrderVat
from bonbrug.sync.vat.sentences import with_sentences
from bonbrug.values.quantity import folded


@dataclass(frozen=True, slots=True)
class Draft:
    """The lines of an invoice to be; `problems` is empty when it may be sent.

    `doubts` are what only a person can tell; with a yes it goes as drafted.
    """

    lines: tuple[InvoiceLine, ...]
    problems: tuple[Finding, ...]
    warnings: tuple[Finding, ...] = ()
    doubts: tuple[Finding, ...] = ()
    hours: Compared = NO_HOURS
    vat: tuple[LineVat, ...] = ()
    delivery: Delivery = BY_POST


def draft(  # noqa: PLR0913, PLR0917 - each is known from another place
    order: WorkOrder,
    remembered: Remembered,
    choices: SyncSettings,
    books: BooksCapabilities,
    price_before: PriceBefore = lambda code, day: None,
    agreement: CustomerAgreement = NOTHING_AGREED,
    named: Named = str,
    facts: VatFacts | None = None,
) -> Draft:
    """Make the lines: hours, the call-out charge, then the materials with their own price.

    `agreement` is the one with this customer; `named` gives the name of an employee. `facts` is
    what the VAT depends on besides; without it customer and address are ordinary ones.
    """
    agreed, remarks = terms(choices, agreement), Remarks(order)
    known = facts or VatFacts(order.day or date.max)
    vat = OrderVat(order, known, choices, books.vat)
    lines = Lines(remarks, books, vat, agreed.discount)
    visit = Visit(order, choices, agreed, lines)
    check_whole(remarks, books.limits.relation_code)
    charged = visit.round_off(visit.worked(remembered, price_before))
    done = visit.add_hours(charged, named)
    done = visit.add_minimum(charged, done, remembered)
    visit.add_call_out(remembered)
    for place, line in enumerate(order.materials, len(order.periods) + 1):
        add_material(lines, place, line, remembered(line.code) if line.code else None)
    lines.check_sum(zero_invoices=choices.zero_invoices)
    way = delivery_of(lines, choices, agreement, known.today)
    hours = visit.compare_hours(done)
    made = with_sentences(lines.made, vat.lines, books.texts.vat_sentences, known.customer)
    return Draft(
        tuple(made),
        tuple(remarks.problems),
        (*remarks.warnings, *vat.notes()),
        (*remarks.asks, *vat.asks()),
        hours,
        tuple(vat.lines),
        way,
    )


def articles(
    order: WorkOrder, choices: SyncSettings, agreement: CustomerAgreement = NOTHING_AGREED
) -> set[str]:
    """Return the keys of the products that the invoice is made of."""
    codes = [period.hour_type for period in order.periods]
    codes += [line.code for line in order.materials]
    codes.append(terms(choices, agreement).call_out)
    return {folded(code) for code in codes if code}
