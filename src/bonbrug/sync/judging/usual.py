"""What this company invoices: its own last invoices, and what stands far outside them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bonbrug.sync.model.history import PastInvoice
from bonbrug.values.money import times
from bonbrug.values.quantity import folded

ENOUGH = 20  # invoices, before which nothing is called unusual
ENOUGH_OF_AN_ARTICLE = 5  # lines with it
LAST = 200  # invoices that are looked at
# One in twenty of the values that are looked at may be a mistake that nobody saw.
NINETEEN_IN_TWENTY = (19, 20)


@dataclass(frozen=True, slots=True)
class Usual:
    """What nineteen in twenty stay below or reach: of a line, of an invoice (euros, excluding VAT),
    and of the quantity of an article, by its key.
    """

    line: Decimal
    invoice: Decimal
    quantities: Mapping[str, Decimal]


def usual(invoices: Sequence[PastInvoice]) -> Usual | None:
    """Return what these invoices have in common; None when they are too few to say."""
    if len(invoices) < ENOUGH:
        return None
    amounts, wholes, quantities = list[Decimal](), list[Decimal](), dict[str, list[Decimal]]()
    for invoice in invoices:
        of_lines = [times(line.quantity, line.price) for line in invoice.lines]
        amounts += of_lines
        wholes.append(sum(of_lines, Decimal(0)))
        for line in invoice.lines:
            quantities.setdefault(folded(line.code), []).append(line.quantity)
    enough = {key: each for key, each in quantities.items() if len(each) >= ENOUGH_OF_AN_ARTICLE}
    return Usual(_most(amounts), _most(wholes), {key: _most(each) for key, each in enough.items()})


def _most(values: Iterable[Decimal]) -> Decimal:
    """Return the value that nineteen in twenty do not exceed; 0 when there is none."""
    known = sorted(values)
    part, whole = NINETEEN_IN_TWENTY
    place = -(-len(known) * part // whole) - 1
    return known[place] if known else Decimal(0)


def last_prices(invoices: Iterable[PastInvoice]) -> dict[str, Decimal]:
    """Return what each article cost last, by its key; the newest invoice comes first."""
    found: dict[str, Decimal] = {}
    for invoice in invoices:
        for line in invoice.lines:
            if line.price > 0:
                found.setdefault(folded(line.code), line.price)
    return found
