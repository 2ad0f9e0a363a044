"""Work orders → books: the invoice of a work order, or every reason why there is none. Pure."""

from dataclasses import dataclass

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
from bonbrug.sync.model.records import InvoiceLine, WorkOrder
from bonbrug.sync.model.settings import SyncSettings
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


def draft(
    order: WorkOrder,
    remembered: Remembered,
    choices: SyncSettings,
    books: BooksCapabilities,
    price_before: PriceBefore = lambda code, day: None,
    agreement: CustomerAgreement = NOTHING_AGREED,
    named: Named = str,
) -> Draft:
    """Make the lines: hours, the call-out charge, then the materials with their own price.

    `agreement` is the one with this customer; `named` gives the name of an employee.
    """
    agreed, remarks = terms(choices, agreement), Remarks(order)
    lines = Lines(remarks, books, agreed.discount)
    visit = Visit(order, choices, agreed, lines)
    check_whole(remarks, books.limits.relation_code)
    charged = visit.round_off(visit.worked(remembered, price_before))
    done = visit.add_hours(charged, named)
    done = visit.add_minimum(charged, done, remembered)
    visit.add_call_out(remembered)
    for place, line in enumerate(order.materials, len(order.periods) + 1):
        add_material(lines, place, line, remembered(line.code) if line.code else None)
    lines.check_sum(zero_invoices=choices.zero_invoices)
    hours = visit.compare_hours(done)
    return Draft(
        tuple(lines.made),
        tuple(remarks.problems),
        tuple(remarks.warnings),
        tuple(remarks.asks),
        hours,
    )


def articles(
    order: WorkOrder, choices: SyncSettings, agreement: CustomerAgreement = NOTHING_AGREED
) -> set[str]:
    """Return the keys of the products that the invoice is made of."""
    codes = [period.hour_type for period in order.periods]
    codes += [line.code for line in order.materials]
    codes.append(terms(choices, agreement).call_out)
    return {folded(code) for code in codes if code}
