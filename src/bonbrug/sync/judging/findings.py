"""The judge: everything that is worth telling about a work order before it becomes an invoice."""

from collections.abc import Sequence

from bonbrug.sync.judging.amounts import of_amounts
from bonbrug.sync.judging.context import Asking, Context
from bonbrug.sync.judging.customer import of_customer, of_mail_address, of_repetition
from bonbrug.sync.judging.days import of_employees
from bonbrug.sync.judging.hours import of_periods
from bonbrug.sync.judging.prices import of_prices, of_signed_amounts, of_unused_fields
from bonbrug.sync.judging.said import of_signature, of_texts
from bonbrug.sync.judging.weights import EVERY_INVOICE
from bonbrug.sync.model.findings import Finding
from bonbrug.sync.model.records import InvoiceLine, WorkOrder
from bonbrug.sync.model.settings import Control, Limits
from bonbrug.values.money import plain, times, total


def findings(
    order: WorkOrder, lines: Sequence[InvoiceLine], context: Context, limits: Limits
) -> list[Finding]:
    """Return what the checks find in a work order and the lines of its invoice.

    Pure: the same order in the same context gives the same findings. `weigh` (weights.py) says
    which of them wait.
    """
    asking = Asking(order)
    return [
        *of_periods(asking, context, limits),
        *of_employees(asking, context),
        *of_amounts(asking, lines, context.usual, limits),
        *of_prices(asking, lines, context, limits),
        *of_signed_amounts(asking),
        *of_unused_fields(asking, limits),
        *of_customer(asking, context),
        *of_mail_address(asking, context),
        *of_repetition(asking, context),
        *of_texts(asking),
        *of_signature(asking, limits),
    ]


def by_choice(
    order: WorkOrder, lines: Sequence[InvoiceLine], control: Control, found: Sequence[Finding]
) -> list[Finding]:
    """Return what was found, and where every invoice waits, that it does."""
    if control is not Control.ALL:
        return list(found)
    whole = total(times(line.quantity, line.price) for line in lines)
    return [*found, Asking(order).about(EVERY_INVOICE, amount=plain(whole))]
