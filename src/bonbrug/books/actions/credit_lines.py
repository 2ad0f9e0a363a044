"""What of a booked invoice is left to credit, and the lines that credit a part of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bonbrug.books.actions.column_limits import rounded
from bonbrug.books.actions.refusals import Refused
from bonbrug.books.models import Invoice, InvoiceLine
from bonbrug.values import crediting, vat
from bonbrug.values.crediting import Charged
from bonbrug.values.money import total


@dataclass(frozen=True, slots=True)
class Left:
    """A line of an invoice and what was not credited of it yet."""

    line: InvoiceLine
    left: Charged


def left_of(invoice: Invoice) -> list[Left]:
    """Return every line of an invoice with what is left of it."""
    lines = invoice.lines.select_related("account").prefetch_related("credit_lines__invoice")
    return [Left(line, _left(line)) for line in lines]


def _left(line: InvoiceLine) -> Charged:
    return crediting.left_of(line.charged, (each.charged for each in line.credit_lines.all()))


def gross_left(invoice: Invoice) -> Decimal:
    """Return how much of the total was not credited yet, in euros."""
    return total([invoice.gross, *invoice.credit_invoices.values_list("gross", flat=True)])


def credit_lines(
    rests: Sequence[Left], quantities: Mapping[int, Decimal] | None
) -> list[InvoiceLine]:
    """Return the lines that credit so much of each line, by its position; None: all that is left.

    A quantity has the sign of its line. Nothing is written.
    """
    everything = {rest.line.position: rest.left.quantity for rest in rests}
    wanted = everything if quantities is None else quantities
    unknown = set(wanted) - set(everything)
    if unknown:
        raise Refused("credit_line_unknown", line=min(unknown))
    chosen = [(rest, rounded(wanted.get(rest.line.position, Decimal(0)))) for rest in rests]
    lines = [_credit(rest, quantity) for rest, quantity in chosen if quantity]
    if not lines:
        raise Refused("credit_nothing")
    for place, line in enumerate(lines, start=1):
        line.position = place
    return lines


def _credit(rest: Left, quantity: Decimal) -> InvoiceLine:
    line = rest.line
    if not crediting.within(quantity, rest.left.quantity):
        raise Refused("credit_line_too_much", line=line.position, left=rest.left.quantity)
    code = vat.known_code(line.vat_code)
    rate = code.rate_on(line.invoice.vat_date) if code else Decimal(0)
    back = crediting.credit(rest.left, quantity, line.price, rate)
    return InvoiceLine(
        quantity=back.quantity,
        unit=line.unit,
        code=line.code,
        description=line.description,
        price=line.price,
        vat_code=line.vat_code,
        account=line.account,
        cost_centre=line.cost_centre,
        credits=line,
        kept_net=back.net,
        kept_vat=back.vat,
    )
