"""What one booked line adds to its box of the VAT return."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from bonbrug.books.models import OUTGOING, Administration
from bonbrug.books.reports.vat_boxes import BOUGHT, REVERSED_RATES, Box
from bonbrug.books.reports.vat_lines import Lines
from bonbrug.values.money import NOTHING, cents
from bonbrug.values.vat import bare_code
from bonbrug.values.vat_rates import rate_on

FIELDS = ("box", "debit", "credit", "vat", "vat_code", "kind", "day")


class Booked(Protocol):
    """What is read of a line: a record of `vat_lines`, or a row of its `FIELDS`."""

    box: str
    debit: Decimal
    credit: Decimal
    vat: Decimal
    vat_code: str
    kind: str
    day: date


@dataclass(frozen=True, slots=True)
class Figure:
    """What one line adds to its box, in euros; `deducted` is what it adds to 5b.

    `posted` is the VAT that was booked, above zero when we owe it.
    """

    box: Box
    net: Decimal
    vat: Decimal
    deducted: Decimal
    posted: Decimal


def figures(books: Administration, lines: Lines) -> Iterable[Figure]:
    """Yield what each of these lines adds, in one question to the database."""
    for row in lines.values_list(*FIELDS, named=True).iterator():
        yield figure_of(row, exempt=books.is_exempt_on(row.day))


def figure_of(line: Booked, *, exempt: bool) -> Figure:
    """Return what a line adds; `exempt`: its day falls under the scheme for small businesses."""
    box, net = Box(line.box), line.credit - line.debit
    posted = -line.vat if line.kind in OUTGOING else line.vat
    if box not in BOUGHT:
        return Figure(box, net, posted, NOTHING, posted)
    owed = _reversed(line, -net)
    back = NOTHING if exempt or box in (Box.UNTAXED_COSTS, Box.NOT_DEDUCTED) else owed - posted
    known = box in (Box.REVERSED, Box.FROM_OUTSIDE, Box.FROM_EU)
    return Figure(box, -net, owed if known else -posted, back, posted)


def _reversed(line: Booked, net: Decimal) -> Decimal:
    """Return the VAT that a supplier reversed to us: it is in no booking."""
    level = REVERSED_RATES.get(bare_code(line.vat_code))
    return cents(net * rate_on(level, line.day) / 100) if level else NOTHING
